using Microsoft.AspNetCore.Components;
using Radzen;

namespace Motion.Blazor.Features.Accounts;

public sealed partial class AccountFormFrame
{
    private AccountFormState _state = default!;
    private string? _clash;
    private bool _isMissing;
    private bool _isSaving;

    [Inject]
    private GetAccount Get { get; set; } = default!;

    [Inject]
    private CheckAccount Check { get; set; } = default!;

    [Inject]
    private UpdateAccount Update { get; set; } = default!;

    [Inject]
    private FieldErrorWords ErrorWords { get; set; } = default!;

    [Inject]
    private NotificationService Notes { get; set; } = default!;

    [Parameter, EditorRequired]
    public int Id { get; set; }

    [Parameter]
    public RenderFragment<AccountFormState>? Actions { get; set; }

    [Parameter, EditorRequired]
    public required RenderFragment<AccountFormState> ChildContent { get; set; }

    protected override void OnInitialized() => _state = new AccountFormState(Check, ErrorWords);

    protected override async Task OnParametersSetAsync()
    {
        if (_state.Stored?.Id == Id || _isMissing)
            return;
        if (await Get.RunAsync(Id, CancellationToken.None) is Outcome<AccountDetails>.Done found)
            _state.Begin(found.Value);
        else
            _isMissing = true;
    }

    private async Task SaveAsync()
    {
        if (_isSaving)
            return;
        _isSaving = true;
        var outcome = await Update.RunAsync(Id, _state.Stored!.Version, _state.Form.ToSettings(), CancellationToken.None);
        _isSaving = false;
        switch (outcome)
        {
            case Outcome<AccountDetails>.Done done:
                _clash = null;
                _state.Begin(done.Value);
                Notes.Notify(NotificationSeverity.Success, L["Saved"]);
                break;
            case Outcome<AccountDetails>.Invalid invalid:
                _state.Refuse(invalid.Errors);
                Notes.Notify(NotificationSeverity.Error, L["Refused"], string.Join(" ", invalid.Errors.Select(error => $"{LabelOf(error.Field)}: {ErrorWords.Say(error)}")), 10_000);
                break;
            case Outcome<AccountDetails>.Conflict:
                await BringTogetherAsync();
                break;
            default:
                _isMissing = true;
                break;
        }
    }

    private async Task BringTogetherAsync()
    {
        if (await Get.RunAsync(Id, CancellationToken.None) is not Outcome<AccountDetails>.Done theirs)
        {
            _isMissing = true;
            return;
        }
        var mine = _state.Changed;
        var changed = _state.TakeOver(theirs.Value);
        var both = changed.Intersect(mine).ToList();
        var who = theirs.Value.ChangedBy ?? "–";
        _clash = both.Count == 0
            ? L["Clash.Apart", who, Names(changed)]
            : L["Clash.Same", who, Names(changed), Names(both)];
        // The sentence stands at the top of a long page; who saves at its end sees this.
        Notes.Notify(NotificationSeverity.Warning, L["Clash.Title"], _clash, 15_000);
    }

    private void Discard()
    {
        _clash = null;
        _state.Begin(_state.Stored!);
    }

    private string Names(IEnumerable<string> fields) => string.Join(", ", fields.Select(LabelOf));

    private string LabelOf(string field) => field.StartsWith("credentials.", StringComparison.Ordinal)
        ? L[$"{_state.Form.Type}.{field["credentials.".Length..]}"]
        : L[$"Label.{field}"];
}
