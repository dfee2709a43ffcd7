using System.Globalization;
using Microsoft.AspNetCore.Components;
using Motion.Blazor.Components.Controls;
using Motion.Blazor.Identity;

namespace Motion.Blazor.Features.Contacts;

public sealed partial class ContactsPage : IDisposable
{
    private const int PageSize = 50;
    private const int MostLists = 1000;

    private readonly CancellationTokenSource _leaving = new();
    private PageOf<ContactRow>? _page;
    private IReadOnlyList<ContactListRow> _lists = [];

    [Inject]
    private ListContacts List { get; set; } = default!;

    [Inject]
    private ListContactLists Lists { get; set; } = default!;

    [Inject]
    private CurrentUser User { get; set; } = default!;

    [Inject]
    private NavigationManager Navigation { get; set; } = default!;

    [SupplyParameterFromQuery]
    private string? Search { get; set; }

    [SupplyParameterFromQuery]
    private int? ListId { get; set; }

    [SupplyParameterFromQuery]
    private string? Order { get; set; }

    private ContactOrder Sorted => Order == nameof(ContactOrder.Newest) ? ContactOrder.Newest : ContactOrder.Name;

    private string ExportAddress => Navigation.GetUriWithQueryParameters(ExportContacts.Path, new Dictionary<string, object?>(StringComparer.Ordinal)
    {
        ["search"] = string.IsNullOrEmpty(Search) ? null : Search,
        ["listId"] = ListId?.ToString(CultureInfo.InvariantCulture),
    });

    protected override async Task OnInitializedAsync() =>
        _lists = await Lists.RunAsync(0, MostLists, _leaving.Token) is Outcome<PageOf<ContactListRow>>.Done done ? done.Value.Rows : [];

    protected override Task OnParametersSetAsync() => LoadAsync(0);

    public void Dispose()
    {
        _leaving.Cancel();
        _leaving.Dispose();
    }

    private async Task LoadAsync(int offset)
    {
        var outcome = await List.RunAsync(new ContactQuery(Search, ListId, Sorted, false, offset, PageSize), _leaving.Token);
        _page = outcome is Outcome<PageOf<ContactRow>>.Done done ? done.Value : new PageOf<ContactRow>(0, []);
    }

    private SortState SortOf(ContactOrder order) => Sorted != order ? SortState.None : order == ContactOrder.Newest ? SortState.Descending : SortState.Ascending;

    private void GoTo(string? search, int? listId, string? order) => Navigation.NavigateTo(Navigation.GetUriWithQueryParameters(new Dictionary<string, object?>(StringComparer.Ordinal)
    {
        [nameof(Search)] = string.IsNullOrWhiteSpace(search) ? null : search.Trim(),
        [nameof(ListId)] = listId,
        [nameof(Order)] = order,
    }), replace: true);
}
