using Microsoft.AspNetCore.Components;
using Motion.Blazor.Features.Accounts;
using Motion.Domain;
using Motion.Domain.Queues;
using Radzen;

namespace Motion.Blazor.Features.Queues;

public sealed partial class QueuePage
{
    private static readonly QueueEntry New = new("", QueueStrategy.BeepAll, 15, null, []);

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
    private bool _clash;
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

    private QueueEntry Entered => new(_name ?? "", _strategy, _agentTimeout ?? 0, _description, [.. _members.Select(m => m.Id)]);

    private bool IsDirty => !QueueRules.Normalize(Entered).IsSameAs(_stored?.Entry ?? New);

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
        _clash = false;
    }

    /// <summary>Someone else saved first: what was not touched here shows theirs, the rest stays as entered.</summary>
    private async Task TakeOverAsync()
    {
        if (await Get.RunAsync(Id!.Value, CancellationToken.None) is not Outcome<QueueDetails>.Done { Value: var theirs })
        {
            _isMissing = true;
            return;
        }
        var (mine, seen) = (QueueRules.Normalize(Entered), _stored!.Entry);
        var members = _members;
        Begin(theirs);
        _name = EditMerge.Of(mine.Name, seen.Name, theirs.Entry.Name);
        _strategy = EditMerge.Of(mine.Strategy, seen.Strategy, theirs.Entry.Strategy);
        _agentTimeout = EditMerge.Of(mine.AgentTimeout, seen.AgentTimeout, theirs.Entry.AgentTimeout);
        _description = EditMerge.Of(mine.Description, seen.Description, theirs.Entry.Description);
        _members = mine.MemberIds.SequenceEqual(seen.MemberIds) ? theirs.Members : members;
        _clash = true;
    }

    private string? ErrorOf(string field) => _errors.FirstOrDefault(error => error.Field == field) is { } error ? ErrorWords.Say(error) : null;

    private async Task SaveAsync()
    {
        if (_isSaving)
            return;
        _isSaving = true;
        var outcome = await Save.RunAsync(Id, Entered, CancellationToken.None, _stored?.Entry);
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
            case Outcome<QueueDetails>.Conflict:
                await TakeOverAsync();
                Notes.Notify(NotificationSeverity.Warning, L["NotSaved"]);
                break;
            default:
                _isMissing = true;
                break;
        }
    }
}
