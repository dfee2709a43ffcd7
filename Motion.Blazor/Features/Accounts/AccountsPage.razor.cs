using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Components.Web;
using Motion.Blazor.Components.Controls;
using Radzen;

namespace Motion.Blazor.Features.Accounts;

public sealed partial class AccountsPage : IDisposable
{
    private const int PageSize = 50;

    private readonly CancellationTokenSource _leaving = new();
    private PageOf<AccountRow>? _page;

    [Inject]
    private ListAccounts List { get; set; } = default!;

    [Inject]
    private DeleteAccount Delete { get; set; } = default!;

    [Inject]
    private NavigationManager Navigation { get; set; } = default!;

    [Inject]
    private DialogService Dialogs { get; set; } = default!;

    [Inject]
    private NotificationService Notes { get; set; } = default!;

    [Inject]
    private ContextMenuService Menus { get; set; } = default!;

    [SupplyParameterFromQuery]
    private string? Search { get; set; }

    [SupplyParameterFromQuery]
    private string? Order { get; set; }

    [SupplyParameterFromQuery]
    private bool Descending { get; set; }

    private AccountOrder Sorted => Enum.TryParse<AccountOrder>(Order, ignoreCase: true, out var order) ? order : AccountOrder.Name;

    protected override Task OnParametersSetAsync() => LoadAsync(0);

    public void Dispose()
    {
        _leaving.Cancel();
        _leaving.Dispose();
    }

    private async Task LoadAsync(int offset)
    {
        var outcome = await List.RunAsync(new AccountQuery(Search, Sorted, Descending, offset, PageSize), _leaving.Token);
        _page = outcome is Outcome<PageOf<AccountRow>>.Done done ? done.Value : new PageOf<AccountRow>(0, []);
    }

    private Task PageChangedAsync(PagerEventArgs page) => LoadAsync(page.Skip);

    private SortState SortOf(AccountOrder order) => Sorted != order ? SortState.None : Descending ? SortState.Descending : SortState.Ascending;

    private void SortBy(AccountOrder order) => GoTo(Search, order.ToString(), Sorted == order && !Descending);

    private void GoTo(string? search, string? order, bool descending) => Navigation.NavigateTo(Navigation.GetUriWithQueryParameters(new Dictionary<string, object?>(StringComparer.Ordinal)
    {
        [nameof(Search)] = string.IsNullOrWhiteSpace(search) ? null : search.Trim(),
        [nameof(Order)] = string.IsNullOrEmpty(order) ? null : order,
        [nameof(Descending)] = descending ? true : null,
    }), replace: true);

    private void OpenMenu(MouseEventArgs click, AccountRow account) => Menus.Open(click,
    [
        new() { Text = L["Menu.Edit"], Icon = "edit", Value = () => Go(account, "settings") },
        new() { Text = L["Menu.Interactions"], Icon = "history", Value = () => Go(account, "interactions") },
        new() { Text = L["Menu.Agents"], Icon = "group_add", Value = () => Go(account, "agents") },
        new() { Text = L["Menu.Actions"], Icon = "alt_route", Value = () => Go(account, "actions") },
        new() { Text = L["Menu.Delete"], Icon = "delete", Value = () => DeleteAsync(account) },
    ], chosen =>
    {
        Menus.Close();
        _ = RunAsync((Func<Task>)chosen.Value!);
    });

    private Task Go(AccountRow account, string tab)
    {
        Navigation.NavigateTo($"/accounts/{account.Id}/{tab}");
        return Task.CompletedTask;
    }

    // The menu calls back outside of this component: what fails must still reach the page's error boundary.
    private async Task RunAsync(Func<Task> action)
    {
        try
        {
            await InvokeAsync(action);
            StateHasChanged();
        }
        catch (Exception exception)
        {
            await DispatchExceptionAsync(exception);
        }
    }

    private async Task DeleteAsync(AccountRow account)
    {
        if (await Delete.CountAsync(account.Id, _leaving.Token) is not Outcome<AccountContents>.Done counted)
        {
            await LoadAsync(0);
            return;
        }
        var contents = counted.Value;
        var text = L["Delete.Text", contents.Name, contents.OpenInteractions, contents.Interactions, contents.Messages, contents.Files];
        if (!await Dialogs.ConfirmAsync(L["Delete.Title", contents.Name], text, L["Delete.Action"], typedName: contents.Name))
            return;
        if (await Delete.RunAsync(account.Id, CancellationToken.None) is Outcome<bool>.Done)
            Notes.Notify(NotificationSeverity.Success, L["Deleted", contents.Name]);
        await LoadAsync(0);
    }
}
