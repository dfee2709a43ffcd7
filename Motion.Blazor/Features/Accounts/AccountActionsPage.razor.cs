using Microsoft.AspNetCore.Components;
using Microsoft.JSInterop;
using Motion.Domain;
using Motion.Domain.Routing;
using Radzen;

namespace Motion.Blazor.Features.Accounts;

public sealed partial class AccountActionsPage
{
    private AccountDetails? _account;
    private AccountChoices? _choices;
    private PlanChoices? _planChoices;
    private PlanWarningFacts? _facts;
    private ActionPlan _stored = new([], "");
    private PlanForm _form = new();
    private IReadOnlyList<PlanRowEntry> _entries = [];
    private IReadOnlyList<PlanWarning> _warnings = [];
    private IReadOnlyList<FieldError> _errors = [];
    private PlanRowForm? _dragged;
    private PlanRowForm? _added;
    private string? _said;
    private bool _clash;
    private bool _isMissing;
    private bool _isSaving;

    [Inject]
    private GetAccount Get { get; set; } = default!;

    [Inject]
    private ListAccountChoices Choices { get; set; } = default!;

    [Inject]
    private ListPlanChoices PlanChoices { get; set; } = default!;

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

    [Inject]
    private IJSRuntime JS { get; set; } = default!;

    [Parameter]
    public int Id { get; set; }

    private bool IsDirty => !_entries.SequenceEqual(_stored.Rows);

    protected override async Task OnParametersSetAsync()
    {
        _account = await Get.RunAsync(Id, CancellationToken.None) is Outcome<AccountDetails>.Done found ? found.Value : null;
        _choices = await Choices.RunAsync(CancellationToken.None) is Outcome<AccountChoices>.Done choices ? choices.Value : null;
        _planChoices = await PlanChoices.RunAsync(Id, CancellationToken.None) is Outcome<PlanChoices>.Done more ? more.Value : null;
        _facts = await Warnings.RunAsync(Id, CancellationToken.None) is Outcome<PlanWarningFacts>.Done facts ? facts.Value : null;
        if (await GetPlan.RunAsync(Id, CancellationToken.None) is Outcome<ActionPlan>.Done plan)
            Begin(plan.Value);
        else
            _isMissing = true;
    }

    /// <summary>A row that was just added is where its person goes on writing.</summary>
    protected override async Task OnAfterRenderAsync(bool firstRender)
    {
        if (_added is not { } added)
            return;
        _added = null;
        await using var plan = await JS.InvokeAsync<IJSObjectReference>("import", $"./{Assets["js/plan.js"]}");
        await plan.InvokeVoidAsync("focusRow", PlanRowEditor.IdOf(added));
    }

    private void Begin(ActionPlan plan)
    {
        _stored = plan;
        Discard();
    }

    private void Discard()
    {
        _form = PlanForm.Of(_stored.Rows);
        _clash = false;
        Touch();
    }

    private void Touch()
    {
        _errors = [];
        _entries = _form.ToEntries();
        _warnings = _facts is null ? [] : PlanWarnings.Find(_entries, _facts);
    }

    private void Add(PlanApplication application)
    {
        var row = PlanRowForm.New(application);
        // The one that is there is the one that is meant.
        row.QueueId = _choices!.Queues is [var queue] ? queue.Id : null;
        row.AgentId = _choices.Agents is [var agent] ? agent.Id : null;
        row.TagId = _planChoices!.Tags is [var tag] ? tag.Id : null;
        row.AssistantId = _planChoices.Assistants is [var assistant] ? assistant.Id : null;
        _form.Add(row);
        _added = row;
        _said = L["Added", L[$"Application.{application}"].Value, _form.Rows.Count];
        Touch();
    }

    private void Remove(PlanRowForm row)
    {
        var number = _form.NumberOf(row)!.Value;
        var left = _form.Remove(row);
        _said = left.Count == 0
            ? L["Removed", number]
            : L["RemovedTarget", number, string.Join(", ", left.Select(_form.NumberOf))];
        Touch();
    }

    private void Move(PlanRowForm row, int by) => Moved(_form.Move(row, by));

    private void DragOver(PlanRowForm place)
    {
        if (_dragged is { } dragged && dragged != place)
            Moved(_form.MoveTo(dragged, place));
    }

    private void Moved(int number)
    {
        _said = L["Moved", number, _form.Rows.Count];
        Touch();
    }

    private IReadOnlyList<string> WarningsOf(int index) =>
        [.. _warnings.Where(warning => warning.Row == index).Select(warning => L[$"Warning.{warning.Kind}", warning.Number ?? 0].Value)];

    /// <summary>The sentences about one row, by the name of its field.</summary>
    private ILookup<string, string> ErrorsOf(int index)
    {
        var prefix = $"rows[{index}].";
        return _errors.Where(error => error.Field.StartsWith(prefix, StringComparison.Ordinal)).ToLookup(error => error.Field[prefix.Length..], ErrorWords.Say, StringComparer.Ordinal);
    }

    private async Task SaveAsync()
    {
        _isSaving = true;
        var outcome = await SetPlan.RunAsync(Id, _stored.Version, _form.ToEntries(), CancellationToken.None);
        _isSaving = false;
        switch (outcome)
        {
            case Outcome<ActionPlan>.Done done:
                Begin(done.Value);
                Notes.Notify(NotificationSeverity.Success, L["Saved"]);
                break;
            case Outcome<ActionPlan>.Invalid invalid:
                _errors = invalid.Errors;
                Notes.Notify(NotificationSeverity.Error, A["Refused"], string.Join(" ", invalid.Errors.Select(ErrorWords.Say).Distinct(StringComparer.Ordinal)), 10_000);
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
