using System.Globalization;
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
    private GetAccount Get { get; set; } = default!;

    [Inject]
    private GetAccountAgents Agents { get; set; } = default!;

    [Inject]
    private SetAccountAgents SetAgents { get; set; } = default!;

    [Inject]
    private AddWhitelistLists AddLists { get; set; } = default!;

    [Inject]
    private ListAccountChoices Choices { get; set; } = default!;

    [Inject]
    private GetSectionChoices Sections { get; set; } = default!;

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

    private void OpenMenu(MouseEventArgs click, AccountRow account) => Menus.Open(click, [.. Entries(account)], chosen =>
    {
        Menus.Close();
        _ = RunAsync((Func<Task>)chosen.Value!);
    });

    /// <summary>In the order of product.md section 3.</summary>
    private IEnumerable<ContextMenuItem> Entries(AccountRow account)
    {
        yield return new() { Text = L["Menu.Edit"], Icon = "edit", Value = () => Go(account, "settings") };
        if (AccountSections.Has("interactions"))
            yield return new() { Text = L["Menu.Interactions"], Icon = "forum", Value = () => Go(account, "interactions") };
        yield return new() { Text = L["Menu.Agents"], Icon = "group_add", Value = () => AddAgentsAsync(account) };
        yield return new() { Text = L["Menu.Whitelist"], Icon = "playlist_add", Value = () => AddWhitelistAsync(account) };
        yield return new() { Text = L["Menu.Delete"], Icon = "delete", IconColor = "var(--danger)", Value = () => DeleteAsync(account) };
    }

    private async Task AddAgentsAsync(AccountRow account)
    {
        if (await Agents.RunAsync(account.Id, _leaving.Token) is not Outcome<AgentsOfAccount>.Done present
            || await Choices.RunAsync(_leaving.Token) is not Outcome<AccountChoices>.Done choices)
        {
            await LoadAsync(0);
            return;
        }
        var members = present.Value.Members.Select(member => member.Id).ToHashSet();
        var options = choices.Value.Agents.Where(agent => !members.Contains(agent.Id)).Select(agent => new PickOption(agent.Id, agent.Name, agent.Email)).ToList();
        if (await Dialogs.PickAsync(L["AddTo.Agents", account.Name], options, L["Agents.Add.Submit"], L["Agents.NoneLeft"]) is not { Count: > 0 } chosen)
            return;
        if (await SetAgents.RunAsync(account.Id, [.. members.Union(chosen)], CancellationToken.None) is Outcome<bool>.Done)
            Notes.Notify(NotificationSeverity.Success, L["AddTo.Agents.Done", chosen.Count, account.Name]);
    }

    private async Task AddWhitelistAsync(AccountRow account)
    {
        if (await Get.RunAsync(account.Id, _leaving.Token) is not Outcome<AccountDetails>.Done stored || await Sections.RunAsync(_leaving.Token) is not Outcome<SectionChoices>.Done choices)
        {
            await LoadAsync(0);
            return;
        }
        var options = choices.Value.Lists.Where(list => !stored.Value.Settings.WhitelistListIds.Contains(list.Id))
            .Select(list => new PickOption(list.Id, list.Name, L["Whitelist.Contacts", list.Contacts.ToString("N0", CultureInfo.CurrentCulture)])).ToList();
        if (await Dialogs.PickAsync(L["AddTo.Whitelist", account.Name], options, L["Whitelist.Add.Submit"], L["Whitelist.NoneLeft"]) is not { Count: > 0 } chosen)
            return;
        if (await AddLists.RunAsync(account.Id, [.. chosen], CancellationToken.None) is Outcome<bool>.Done added)
            Notes.Notify(NotificationSeverity.Success, L["AddTo.Whitelist.Done", chosen.Count, account.Name], added.Value ? "" : L["AddTo.Whitelist.Off"], 8000);
    }

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
