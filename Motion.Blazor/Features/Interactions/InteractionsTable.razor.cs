using System.Globalization;
using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Components.Web;
using Microsoft.Extensions.Localization;
using Microsoft.JSInterop;
using Motion.Blazor.Components.Controls;
using Motion.Blazor.Features.Desk;
using Motion.Blazor.Features.Interactions.Exporting;
using Motion.Blazor.Features.Interactions.Listing;
using Motion.Blazor.Features.Interactions.Saved;
using Motion.Blazor.Features.Interactions.Search;
using Motion.Blazor.Features.Interactions.Spying;
using Motion.Blazor.Features.Interactions.Transcripts;
using Motion.Blazor.Identity;
using Motion.Blazor.Realtime;
using Motion.Domain.Search;
using Radzen;

namespace Motion.Blazor.Features.Interactions;

/// <summary>
/// The list of product.md section 9, for all accounts or fixed to one. Filters, search, order and page are in the address; what changes
/// meanwhile is drawn in place, and what is new waits behind a pill.
/// </summary>
public sealed partial class InteractionsTable
{
    private const int PageSize = 50;

    /// <summary>A busy centre changes all the time; the list is read by people.</summary>
    private static readonly TimeSpan Calm = TimeSpan.FromSeconds(1.5);

    private readonly HashSet<long> _selected = [];
    private readonly Stack<string?> _before = new();
    private List<InteractionColumn> _columns = [.. InteractionColumns.All];
    private InteractionChoices _choices = InteractionChoices.None;
    private PlainFilter _filter = new();
    private SearchDefinition _advanced = new();
    private IReadOnlyList<SavedSearchRow> _saved = [];
    private IReadOnlyList<InteractionRow>? _rows;
    private IReadOnlyList<SearchError> _errors = [];
    private FoundCount? _count;
    private string? _next;
    private string? _zone;
    private string? _shown;
    private int _newCount;
    private int _loading;
    private bool _isBuilding;
    private bool _isLoading;
    private bool _isReady;
    private ExportQuestion? _exporting;
    private ExportRun? _run;
    private IJSObjectReference? _browser;

    [Inject]
    private SearchInteractions Search { get; set; } = default!;

    [Inject]
    private ReadInteractionRows ReadRows { get; set; } = default!;

    [Inject]
    private ReadChoices ReadChoices { get; set; } = default!;

    [Inject]
    private SavedSearches Saved { get; set; } = default!;

    [Inject]
    private ExportInteractions Export { get; set; } = default!;

    [Inject]
    private DownloadTranscripts Transcripts { get; set; } = default!;

    [Inject]
    private DeleteInteractions Delete { get; set; } = default!;

    [Inject]
    private SearchErrorWords ErrorWords { get; set; } = default!;

    [Inject]
    private CurrentUser User { get; set; } = default!;

    [Inject]
    private ViewerZone Zone { get; set; } = default!;

    [Inject]
    private NavigationManager Navigation { get; set; } = default!;

    [Inject]
    private DialogService Dialogs { get; set; } = default!;

    [Inject]
    private NotificationService Notes { get; set; } = default!;

    [Inject]
    private ContextMenuService Menus { get; set; } = default!;

    [Inject]
    private IStringLocalizer<InteractionsWords> L { get; set; } = default!;

    [Inject]
    private IJSRuntime JS { get; set; } = default!;

    /// <summary>Only the conversations of this account; null for all.</summary>
    [Parameter]
    public int? AccountId { get; set; }

    [SupplyParameterFromQuery(Name = "from")]
    private string? From { get; set; }

    [SupplyParameterFromQuery(Name = "to")]
    private string? To { get; set; }

    [SupplyParameterFromQuery(Name = "read")]
    private string? ReadFilter { get; set; }

    [SupplyParameterFromQuery(Name = "status")]
    private string? StatusFilter { get; set; }

    [SupplyParameterFromQuery(Name = "account")]
    private int? AccountFilter { get; set; }

    [SupplyParameterFromQuery(Name = "agent")]
    private string? AgentFilter { get; set; }

    [SupplyParameterFromQuery(Name = "tags")]
    private string? TagsFilter { get; set; }

    [SupplyParameterFromQuery(Name = "search")]
    private string? SearchText { get; set; }

    [SupplyParameterFromQuery(Name = "order")]
    private string? OrderText { get; set; }

    [SupplyParameterFromQuery(Name = "ascending")]
    private bool IsAscending { get; set; }

    [SupplyParameterFromQuery(Name = "after")]
    private string? After { get; set; }

    private bool IsAdvanced => _advanced.Root.IsInForce;

    private InteractionOrder Order => Enum.TryParse<InteractionOrder>(OrderText, ignoreCase: true, out var order) && Enum.IsDefined(order) ? order : InteractionOrder.LastMessage;

    private bool IsDescending => !IsAscending;

    private SearchDefinition Asked
    {
        get
        {
            var search = IsAdvanced ? _advanced : _filter.ToSearch(_zone);
            return AccountId is { } account ? PlainFilter.Within(account, search) : search;
        }
    }

    private string TotalWords => _count switch
    {
        null => "",
        { IsExact: false, Count: var count } => L["Total.MoreThan", count.ToString("N0", CultureInfo.CurrentCulture)],
        { Count: 1 } => L["Total.One"],
        { Count: var count } => L["Total.Many", count.ToString("N0", CultureInfo.CurrentCulture)],
    };

    protected override async Task OnAfterRenderAsync(bool firstRender)
    {
        if (!firstRender)
            return;
        _browser = await JS.InvokeAsync<IJSObjectReference>("import", Alive, $"./{Assets["js/interactions.js"]}");
        _zone = await _browser.InvokeAsync<string?>("zone", Alive);
        // Where an agent's desk has not told it yet.
        Zone.Become(_zone);
        if (await _browser.InvokeAsync<string?>("columns", Alive) is { } kept)
            _columns = [.. InteractionColumns.All.Where(column => column == InteractionColumn.Contact || kept.Split(',').Contains(column.ToString()))];
        _choices = await ReadChoices.RunAsync(Alive);
        _saved = await Saved.ListAsync(Alive);
        Listen(_choices.Accounts.Where(account => AccountId is null || account.Id == AccountId).Select(account => Topic.Account(account.Id)));
        _isReady = true;
        await FollowAddressAsync();
        StateHasChanged();
    }

    protected override Task OnParametersSetAsync() => _isReady ? FollowAddressAsync() : Task.CompletedTask;

    internal override async Task ReloadAsync(IReadOnlySet<Topic> changed)
    {
        await Task.Delay(Calm, Alive);
        if (_rows is null || _isLoading)
            return;
        var shown = _rows;
        var rows = await ReadRows.RunAsync([.. shown.Select(row => row.Id)], Alive);
        // The reader went on meanwhile.
        if (!ReferenceEquals(shown, _rows))
            return;
        _rows = rows;
        if (After is not null || Order != InteractionOrder.LastMessage || IsAscending)
            return;
        var top = await Search.RunAsync(new InteractionSearch(Asked, Order, IsDescending, null, PageSize), Alive);
        if (ReferenceEquals(rows, _rows) && top.Value is { } found)
            _newCount = found.Ids.TakeWhile(id => rows.Count == 0 || id != rows[0].Id).Count();
    }

    protected override async ValueTask LeaveAsync() => await ReleaseAsync(_browser, callDispose: false);

    private async Task FollowAddressAsync()
    {
        _filter = new PlainFilter(
            Day(From), Day(To), ReadFilter is "read" or "unread" ? ReadFilter : null, StatusFilter is "open" or "closed" ? StatusFilter : null, AccountFilter,
            AgentFilter == PlainFilter.Nobody || int.TryParse(AgentFilter, NumberStyles.None, CultureInfo.InvariantCulture, out _) ? AgentFilter : null,
            [.. (TagsFilter ?? "").Split(',').Select(text => int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var tag) ? tag : 0).Where(tag => tag > 0)]);
        if (SearchText != _shown)
        {
            _shown = SearchText;
            _advanced = SearchLink.Read(SearchText) ?? new SearchDefinition { TimeZone = _zone };
            _isBuilding = _isBuilding || IsAdvanced;
        }
        await LoadAsync();
    }

    private async Task LoadAsync()
    {
        // Who types fast starts several; the last one counts.
        var mine = ++_loading;
        _isLoading = true;
        var search = new InteractionSearch(Asked, Order, IsDescending, After, PageSize);
        var found = await Search.RunAsync(search, Alive);
        if (mine != _loading)
            return;
        (_errors, _isLoading) = (found.Errors, false);
        if (found.Value is { } page)
        {
            var rows = await ReadRows.RunAsync(page.Ids, Alive);
            if (mine != _loading)
                return;
            (_rows, _next, _newCount) = (rows, page.Next, 0);
            StateHasChanged();
            var count = (await Search.CountAsync(search.Definition, Alive)).Value;
            if (mine == _loading)
                _count = count;
        }
        else
        {
            (_rows, _next, _count) = ([], null, null);
        }
    }

    private static DateOnly? Day(string? text) =>
        DateOnly.TryParseExact(text, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var day) && day > DateOnly.MinValue && day < DateOnly.MaxValue ? day : null;

    private void GoTo(params ReadOnlySpan<(string Name, object? Value)> changes)
    {
        var query = new Dictionary<string, object?>(StringComparer.Ordinal);
        foreach (var (name, value) in changes)
            query[name] = value;
        // Another list begins at its first page.
        if (query.TryAdd("after", null))
            _before.Clear();
        Navigation.NavigateTo(Navigation.GetUriWithQueryParameters(query), replace: true);
    }

    private void ChangeFilter((string Name, string? Value) change) => GoTo((change.Name, change.Value));

    private void ClearFilters() => GoTo(("from", null), ("to", null), ("read", null), ("status", null), ("account", null), ("agent", null), ("tags", null));

    private async Task ChangeSearch(SearchDefinition search)
    {
        _advanced = search with { TimeZone = search.TimeZone ?? _zone };
        var link = _advanced.Root.Items.Count == 0 ? null : SearchLink.Write(_advanced);
        if (link is { Length: > SearchLink.LongestLink })
        {
            // It works, and it can be saved; only an address cannot hold it.
            _shown = SearchText;
            await LoadAsync();
            return;
        }
        _shown = link;
        GoTo(("search", link));
    }

    private void SortBy(InteractionOrder order) => GoTo(("order", order == InteractionOrder.LastMessage ? null : order.ToString()), ("ascending", Order == order && IsDescending ? true : null));

    private void GoOn()
    {
        _before.Push(After);
        GoTo(("after", _next));
    }

    private void GoBack() => GoTo(("after", _before.Pop()));

    private Task ShowNewAsync() => LoadAsync();

    private async Task ChooseColumnAsync(InteractionColumn column, bool isChosen)
    {
        _columns = [.. InteractionColumns.All.Where(known => known == column ? isChosen : _columns.Contains(known))];
        if (_browser is not null)
            await _browser.InvokeVoidAsync("keepColumns", Alive, string.Join(',', _columns));
    }

    private void SelectOne((long Id, bool IsChosen) choice)
    {
        _selected.Remove(choice.Id);
        if (choice.IsChosen)
            _selected.Add(choice.Id);
    }

    private void SelectAll(bool areChosen)
    {
        foreach (var row in _rows ?? [])
            SelectOne((row.Id, areChosen));
    }

    private async Task ChooseSaved(string? id)
    {
        if (int.TryParse(id, NumberStyles.None, CultureInfo.InvariantCulture, out var number) && _saved.FirstOrDefault(search => search.Id == number) is { } chosen)
            await ChangeSearch(SearchJson.Read(chosen.Definition).Definition);
    }

    private async Task SaveSearchAsync((string Name, bool IsShared) wanted)
    {
        if (await Saved.SaveAsync(wanted.Name, wanted.IsShared, _advanced, Alive) is Outcome<int>.Done)
            Notes.Notify(NotificationSeverity.Success, L["Saved.Done", wanted.Name.Trim()]);
        _saved = await Saved.ListAsync(Alive);
    }

    private async Task DeleteSavedAsync(SavedSearchRow search)
    {
        if (!await Dialogs.ConfirmAsync(L["Saved.DeleteTitle", search.Name], L["Saved.DeleteText"], L["Saved.DeleteAction"]))
            return;
        _ = await Saved.DeleteAsync(search.Id, Alive);
        _saved = await Saved.ListAsync(Alive);
    }

    private async Task CopyLinkAsync()
    {
        var fits = SearchLink.Write(_advanced).Length <= SearchLink.LongestLink;
        if (fits && _browser is not null && await _browser.InvokeAsync<bool>("copy", Alive, Navigation.Uri))
            Notes.Notify(NotificationSeverity.Success, L["Search.LinkCopied"]);
        else
            Notes.Notify(NotificationSeverity.Warning, fits ? L["Search.LinkByHand"] : L["Search.LinkTooLong"]);
    }

    private void OpenExport(IReadOnlyList<long>? chosen) => _exporting = new ExportQuestion(chosen);

    private async Task BeginExportAsync((bool WithBom, bool InBackground) wanted)
    {
        var source = new ExportSource(_exporting?.Chosen, Asked with { TimeZone = Asked.TimeZone ?? _zone });
        _exporting = null;
        if (wanted.InBackground)
        {
            if (await Export.QueueAsync(source, wanted.WithBom, Alive) is Outcome<int>.Done)
                Navigation.NavigateTo("/interactions/downloads");
            return;
        }
        if (await Export.BeginAsync(source, wanted.WithBom, source.Chosen?.Count ?? (_count is { IsExact: true } count ? count.Count : null), Alive) is Outcome<ExportRun>.Done { Value: var run })
        {
            _run = run;
            await FetchAsync(ExportEndpoints.PathOf(run.Id));
        }
    }

    private async Task DownloadAsync(IReadOnlyList<long> ids, bool withFiles)
    {
        if (await Transcripts.BeginAsync(ids, withFiles, CultureInfo.CurrentUICulture.Name, Alive) is Outcome<string>.Done { Value: var address })
            await FetchAsync(address);
    }

    private async Task FetchAsync(string address)
    {
        if (_browser is not null)
            await _browser.InvokeVoidAsync("download", Alive, address);
    }

    private async Task DeleteAsync(IReadOnlyList<long> ids)
    {
        var title = ids.Count == 1 ? L["Delete.One", ids[0]] : L["Delete.Many", ids.Count];
        if (!await Dialogs.ConfirmAsync(title, L["Delete.Text"], L["Delete.Action"]))
            return;
        if (await Delete.RunAsync(ids, Alive) is Outcome<int>.Done { Value: var deleted })
            Notes.Notify(NotificationSeverity.Success, deleted == 1 ? L["Delete.DoneOne"] : L["Delete.DoneMany", deleted]);
        foreach (var id in ids)
            _selected.Remove(id);
        await LoadAsync();
    }

    private void OpenMenu((MouseEventArgs Click, InteractionRow Row) asked)
    {
        var id = asked.Row.Id;
        List<ContextMenuItem> items = [];
        if (User.MaySupervise())
            items.Add(new() { Text = L["Menu.Spy"], Icon = "visibility", Value = () => Go(SpyPage.PathOf(id)) });
        else
            items.Add(new() { Text = L["Menu.Open"], Icon = "open_in_new", Value = () => Go(DeskPage.PathOf(id)) });
        items.Add(new() { Text = L["Menu.Download"], Icon = "folder_zip", Value = () => DownloadAsync([id], true) });
        items.Add(new() { Text = L["Menu.DownloadPlain"], Icon = "description", Value = () => DownloadAsync([id], false) });
        if (User.MaySupervise())
            items.Add(new() { Text = L["Menu.Delete"], Icon = "delete", IconColor = "var(--danger)", Value = () => DeleteAsync([id]) });
        Menus.Open(asked.Click, items, chosen =>
        {
            Menus.Close();
            // The menu calls back outside of this component: what fails must still reach the page's error boundary.
            _ = DrawAsync((Func<Task>)chosen.Value!);
        });
    }

    private Task Go(string address)
    {
        Navigation.NavigateTo(address);
        return Task.CompletedTask;
    }

    /// <param name="Chosen">The rows that go out; null for all that is found.</param>
    private sealed record ExportQuestion(IReadOnlyList<long>? Chosen);
}
