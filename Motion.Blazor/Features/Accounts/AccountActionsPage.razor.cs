using Microsoft.AspNetCore.Components;
using Motion.Domain;
using Motion.Domain.Routing;
using Radzen;

namespace Motion.Blazor.Features.Accounts;

public sealed partial class AccountActionsPage
{
    private AccountDetails? _account;
    private AccountChoices? _choices;
    private PlanFacts? _facts;
    private ActionPlan _stored = new([], "");
    private List<PlanRowForm> _rows = [];
    private IReadOnlyList<FieldError> _errors = [];
    private PlanRowForm? _dragged;
    private string? _said;
    private bool _clash;
    private bool _isMissing;
    private bool _isSaving;

    [Inject]
    private GetAccount Get { get; set; } = default!;

    [Inject]
    private ListAccountChoices Choices { get; set; } = default!;

    [Inject]
    private GetActions GetPlan { get; set; } = default!;

    [Inject]
    private SetActions SetPlan { get; set; } = default!;

    [Inject]
    private GetPlanWarnings Warnings { get; set; } = default!;

    [Inject]
    private FieldErrorWords ErrorWords { get; set; } = default!;

    [Inject]
    private NotificationService Notes { get; set; } = default!;

    [Parameter]
    public int Id { get; set; }

    private bool IsDirty => !_rows.Select(row => row.ToEntry()).SequenceEqual(_stored.Rows);

    protected override async Task OnParametersSetAsync()
    {
        _account = await Get.RunAsync(Id, CancellationToken.None) is Outcome<AccountDetails>.Done found ? found.Value : null;
        _choices = await Choices.RunAsync(CancellationToken.None) is Outcome<AccountChoices>.Done choices ? choices.Value : null;
        _facts = await Warnings.RunAsync(Id, CancellationToken.None) is Outcome<PlanFacts>.Done facts ? facts.Value : null;
        if (await GetPlan.RunAsync(Id, CancellationToken.None) is Outcome<ActionPlan>.Done plan)
            Begin(plan.Value);
        else
            _isMissing = true;
    }

    private void Begin(ActionPlan plan)
    {
        _stored = plan;
        Discard();
    }

    private void Discard()
    {
        _rows = [.. _stored.Rows.Select(PlanRowForm.Of)];
        _errors = [];
        _clash = false;
    }

    private void Touch() => _errors = [];

    private void Add(PlanApplication application)
    {
        _rows.Add(new PlanRowForm
        {
            Application = application,
            // The one that is there is the one that is meant.
            QueueId = _choices!.Queues.Count == 1 ? _choices.Queues[0].Id : null,
            AgentId = _choices.Agents.Count == 1 ? _choices.Agents[0].Id : null,
        });
        Touch();
    }

    private void Remove(PlanRowForm row)
    {
        _ = _rows.Remove(row);
        Touch();
    }

    private void Move(PlanRowForm row, int by)
    {
        var from = _rows.IndexOf(row);
        var to = Math.Clamp(from + by, 0, _rows.Count - 1);
        _rows.RemoveAt(from);
        _rows.Insert(to, row);
        _said = L["Actions.Moved", to + 1, _rows.Count];
        Touch();
    }

    private void DragOver(PlanRowForm target)
    {
        if (_dragged is { } dragged && dragged != target)
            Move(dragged, _rows.IndexOf(target) - _rows.IndexOf(dragged));
    }

    private string? WarningOf(PlanRowForm row) => row switch
    {
        { IsEnabled: false } => null,
        { Application: PlanApplication.Agent, AgentId: { } agent } when !_facts!.AccountAgents.Contains(agent) => L["Actions.AgentNotInAccount"].Value,
        { Application: PlanApplication.Queue, QueueId: { } queue } when !_facts!.QueueMembers.ContainsKey(queue) => L["Actions.QueueEmpty"].Value,
        { Application: PlanApplication.Queue, QueueId: { } queue } when _facts!.QueueMembers[queue].InAccount == 0 => L["Actions.QueueOutside"].Value,
        _ => null,
    };

    private string? ErrorOf(int index, string field) =>
        _errors.FirstOrDefault(error => error.Field == $"rows[{index}].{field}") is { } error ? ErrorWords.Say(error) : null;

    private async Task SaveAsync()
    {
        _isSaving = true;
        var outcome = await SetPlan.RunAsync(Id, _stored.Version, [.. _rows.Select(row => row.ToEntry())], CancellationToken.None);
        _isSaving = false;
        switch (outcome)
        {
            case Outcome<ActionPlan>.Done done:
                Begin(done.Value);
                Notes.Notify(NotificationSeverity.Success, L["Actions.Saved"]);
                break;
            case Outcome<ActionPlan>.Invalid invalid:
                _errors = invalid.Errors;
                Notes.Notify(NotificationSeverity.Error, L["Refused"], string.Join(" ", invalid.Errors.Select(ErrorWords.Say).Distinct(StringComparer.Ordinal)), 10_000);
                break;
            case Outcome<ActionPlan>.Conflict:
                await MeetOthersPlanAsync();
                break;
            default:
                _isMissing = true;
                break;
        }
    }

    /// <summary>Someone else saved first. Two orders cannot be mixed: the rows of this form stay, and saving again replaces the other plan knowingly.</summary>
    private async Task MeetOthersPlanAsync()
    {
        if (await GetPlan.RunAsync(Id, CancellationToken.None) is not Outcome<ActionPlan>.Done theirs)
        {
            _isMissing = true;
            return;
        }
        _stored = theirs.Value;
        _clash = true;
    }
}
