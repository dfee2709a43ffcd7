using Microsoft.AspNetCore.Components;
using Motion.Blazor.Features.Accounts;
using Motion.Domain;
using Motion.Domain.Queues;
using Radzen;

namespace Motion.Blazor.Features.Queues;

public sealed partial class QueuePage
{
    private static readonly QueueEntry New = new(null, QueueStrategy.BeepAll, 15, null, []);

    private QueueDetails? _stored;
    private IReadOnlyList<PersonChoice>? _agents;
    private IReadOnlyList<QueueUse> _uses = [];
    private IReadOnlyList<FieldError> _errors = [];
    private string? _name;
    private string? _description;
    private QueueStrategy _strategy;
    private int? _agentTimeout = New.AgentTimeout;
    private IReadOnlyList<PersonChoice> _members = [];
    private bool _isMissing;
    private bool _isSaving;
    private bool _isSaved;

    [Inject]
    private GetQueue Get { get; set; } = default!;

    [Inject]
    private GetQueueUses Uses { get; set; } = default!;

    [Inject]
    private SaveQueue Save { get; set; } = default!;

    [Inject]
    private ListAccountChoices Choices { get; set; } = default!;

    [Inject]
    private FieldErrorWords ErrorWords { get; set; } = default!;

    [Inject]
    private NavigationManager Navigation { get; set; } = default!;

    [Inject]
    private NotificationService Notes { get; set; } = default!;

    [Parameter]
    public int? Id { get; set; }

    private QueueEntry Entered => new(_name, _strategy, _agentTimeout ?? 0, _description, [.. _members.Select(m => m.Id)]);

    private bool IsDirty
    {
        get
        {
            var (now, before) = (QueueRules.Normalize(Entered), _stored?.Entry ?? New);
            return (now.Name ?? "") != (before.Name ?? "") || now.Strategy != before.Strategy || now.AgentTimeout != before.AgentTimeout
                || now.Description != before.Description || !now.MemberIds.SequenceEqual(before.MemberIds);
        }
    }

    protected override async Task OnParametersSetAsync()
    {
        if (Id is { } id)
        {
            if (await Get.RunAsync(id, CancellationToken.None) is Outcome<QueueDetails>.Done found)
                Begin(found.Value);
            else
                _isMissing = true;
        }
        _uses = Id is { } used && await Uses.RunAsync(used, CancellationToken.None) is Outcome<IReadOnlyList<QueueUse>>.Done uses ? uses.Value : [];
        _agents = await Choices.RunAsync(CancellationToken.None) is Outcome<AccountChoices>.Done done ? done.Value.Agents : null;
    }

    private void Begin(QueueDetails queue)
    {
        _stored = queue;
        _name = queue.Entry.Name;
        _description = queue.Entry.Description;
        _strategy = queue.Entry.Strategy;
        _agentTimeout = queue.Entry.AgentTimeout;
        _members = queue.Members;
        _errors = [];
    }

    private string? ErrorOf(string field) => _errors.FirstOrDefault(error => error.Field == field) is { } error ? ErrorWords.Say(error) : null;

    private async Task SaveAsync()
    {
        if (_isSaving)
            return;
        _isSaving = true;
        var outcome = await Save.RunAsync(Id, Entered, CancellationToken.None);
        _isSaving = false;
        switch (outcome)
        {
            case Outcome<QueueDetails>.Done done:
                _isSaved = Id is null;
                Begin(done.Value);
                Notes.Notify(NotificationSeverity.Success, L["Saved", done.Value.Entry.Name!]);
                if (Id is null)
                    Navigation.NavigateTo("/queues");
                break;
            case Outcome<QueueDetails>.Invalid invalid:
                _errors = invalid.Errors;
                break;
            default:
                _isMissing = true;
                break;
        }
    }
}
