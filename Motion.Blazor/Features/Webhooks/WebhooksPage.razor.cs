using Microsoft.AspNetCore.Components;
using Motion.Blazor.Features.Accounts;

namespace Motion.Blazor.Features.Webhooks;

/// <summary>The webhook journal (product.md section 8); its filters are in the address.</summary>
public sealed partial class WebhooksPage
{
    private static readonly int[] Periods = [1, 24, 168];

    private IReadOnlyList<AccountRow> _accounts = [];
    private JournalFilter _filter = new();

    [Inject]
    private ListAccounts Accounts { get; set; } = default!;

    [Inject]
    private NavigationManager Navigation { get; set; } = default!;

    [Inject]
    private TimeProvider Time { get; set; } = default!;

    [Parameter]
    public string? View { get; set; }

    [SupplyParameterFromQuery]
    private int? AccountId { get; set; }

    [SupplyParameterFromQuery]
    private int? Hours { get; set; }

    [SupplyParameterFromQuery]
    private string? State { get; set; }

    [SupplyParameterFromQuery]
    private string? Search { get; set; }

    private JournalView Shown => View switch
    {
        "refused" => JournalView.Refused,
        "dead-letters" => JournalView.Letters,
        _ => JournalView.Received,
    };

    private IReadOnlyList<JournalState> States => Shown switch
    {
        JournalView.Received => [JournalState.Open, JournalState.Done, JournalState.Trouble],
        JournalView.Letters => [JournalState.Open, JournalState.Done],
        JournalView.Refused => [],
    };

    private bool IsFiltered => _filter != new JournalFilter();

    protected override async Task OnInitializedAsync()
    {
        // One page of names is enough to choose from; the others are reached from their own rows.
        if (await Accounts.RunAsync(new AccountQuery(Limit: 500), CancellationToken.None) is Outcome<PageOf<AccountRow>>.Done done)
            _accounts = done.Value.Rows;
    }

    protected override void OnParametersSet()
    {
        var state = Enum.TryParse<JournalState>(State, out var given) && States.Contains(given) ? given : (JournalState?)null;
        _filter = new JournalFilter(
            AccountId, Hours is > 0 and <= 8760 and { } hours ? Time.GetUtcNow() - TimeSpan.FromHours(hours) : null, state, string.IsNullOrWhiteSpace(Search) ? null : Search.Trim());
    }

    private void GoTo(string name, object? value) => Navigation.NavigateTo(
        Navigation.GetUriWithQueryParameters(new Dictionary<string, object?>(StringComparer.Ordinal) { [name] = value is string { Length: > 0 } text ? text : null }), replace: true);

    private void Clear() => Navigation.NavigateTo(new Uri(Navigation.Uri).GetLeftPart(UriPartial.Path), replace: true);

    private enum JournalView
    {
        Received,
        Refused,
        Letters,
    }
}
