using System.Globalization;
using Microsoft.AspNetCore.Components;
using Microsoft.Extensions.Localization;
using Microsoft.JSInterop;
using Motion.Blazor.Features.Desk.Availability;
using Motion.Blazor.Features.Desk.Listing;
using Motion.Blazor.Features.Desk.Offers;
using Motion.Blazor.Features.Desk.Tabs;
using Motion.Blazor.Features.Desk.Work;
using Motion.Blazor.Identity;
using Motion.Blazor.Realtime;

namespace Motion.Blazor.Features.Desk;

public sealed partial class DeskPage
{
    private DeskList? _list;
    private IReadOnlyList<DeskTabRow> _tabs = [];
    private long? _openedId;
    private OpenTabRefusal? _openRefusal;
    private ElementReference _root;
    private IJSObjectReference? _module;
    private IJSObjectReference? _browser;
    private int _reading;
    private bool _isUnassignedOld;
    private bool _isShowingKeys;
    private bool _isBeginning;

    [Inject]
    internal CurrentUser User { get; set; } = default!;

    [Inject]
    internal ReadDeskList ReadDeskList { get; set; } = default!;

    [Inject]
    internal MyWork Work { get; set; } = default!;

    [Inject]
    internal ReadDeskTabs ReadDeskTabs { get; set; } = default!;

    [Inject]
    internal OpenDeskTab OpenDeskTab { get; set; } = default!;

    [Inject]
    internal CloseDeskTab CloseDeskTab { get; set; } = default!;

    [Inject]
    internal TakeInteraction TakeInteraction { get; set; } = default!;

    [Inject]
    internal RefusalWords Refusals { get; set; } = default!;

    [Inject]
    internal IJSRuntime JS { get; set; } = default!;

    [Inject]
    internal ViewerZone Zone { get; set; } = default!;

    [Inject]
    internal NavigationManager Navigation { get; set; } = default!;

    [Inject]
    internal IStringLocalizer<DeskWords> L { get; set; } = default!;

    /// <summary>The conversation in the centre; none on a narrow screen means the list.</summary>
    [Parameter]
    public long? InteractionId { get; set; }

    public static string PathOf(long interactionId) => string.Create(CultureInfo.InvariantCulture, $"/desk/{interactionId}");

    /// <summary>The list is calm: after a quiet time it changes at once, in a rush once a second. What he opens shows at once.</summary>
    protected override TimeSpan? NewsInterval => TimeSpan.FromSeconds(1);

    protected override async Task OnInitializedAsync()
    {
        Listen(Topic.Agent(User.Id), Topic.Configuration);
        Work.Changed += OnWorkChanged;
        await ReadAsync();
    }

    protected override async Task OnParametersSetAsync()
    {
        if (InteractionId == _openedId)
            return;
        if (InteractionId is { } id)
            _openRefusal = await OpenDeskTab.HandleAsync(User.Id, id, Alive);
        _openedId = InteractionId;
        await ReadAsync();
    }

    internal override Task ReloadAsync(IReadOnlySet<Topic> changed)
    {
        // What nobody has is every desk's: it is not read for each word written in a conversation that somebody has.
        _isUnassignedOld |= changed.Any(topic => topic.Kind == TopicKind.Unassigned);
        return ReadAsync();
    }

    private async Task ReadAsync()
    {
        // News and what he does himself may be read at the same time; the later reading counts.
        var reading = ++_reading;
        var list = await ReadDeskList.HandleAsync(User.Id, Alive, _isUnassignedOld ? null : _list);
        var tabs = await ReadDeskTabs.HandleAsync(User.Id, Alive);
        if (reading != _reading)
            return;
        // What happened in an account before this page listened to it is read once more.
        var isNewAccount = list.AccountIds.Except(_list?.AccountIds ?? []).Any();
        (_list, _tabs, _isUnassignedOld) = (list, tabs, isNewAccount);
        ListenOnly(new HashSet<Topic>([
            Topic.Agent(User.Id), Topic.Configuration, .. list.AccountIds.Select(Topic.Unassigned), .. tabs.Select(tab => Topic.Interaction(tab.InteractionId))]));
        await WaitForZoneAsync();
        if (isNewAccount)
            await ReadAsync();
    }

    /// <summary>Of an agent's times nothing is shown before his browser has said where it is; the dock asks it.</summary>
    private Task WaitForZoneAsync() => _list is { AccountIds.Count: > 0 } ? Zone.Known.WaitAsync(Alive) : Task.CompletedTask;

    /// <summary>The panes keep the widths this browser gave them.</summary>
    protected override async Task OnAfterRenderAsync(bool firstRender)
    {
        if (!firstRender)
            return;
        _module = await JS.InvokeAsync<IJSObjectReference>("import", Alive, $"./{Assets["js/desk/layout.js"]}");
        _browser = await _module.InvokeAsync<IJSObjectReference>("attach", Alive, _root);
    }

    protected override async ValueTask LeaveAsync()
    {
        Work.Changed -= OnWorkChanged;
        await ReleaseAsync(_browser);
        await ReleaseAsync(_module, callDispose: false);
    }

    private async Task TakeAsync(long interactionId)
    {
        if (await Refusals.CheckAsync(await TakeInteraction.HandleAsync(User.Id, interactionId, Alive), Alive))
            Navigation.NavigateTo(PathOf(interactionId));
    }

    private void OnBegun(long interactionId)
    {
        _isBeginning = false;
        Navigation.NavigateTo(PathOf(interactionId));
    }

    private void OnWorkChanged(object? sender, EventArgs e) => _ = DrawAsync(() => Task.CompletedTask);

    private async Task CloseTabAsync(long interactionId)
    {
        await CloseDeskTab.HandleAsync(User.Id, interactionId, Alive);
        if (interactionId == InteractionId)
            GoToNeighbourOf(interactionId);
        _tabs = await ReadDeskTabs.HandleAsync(User.Id, Alive);
    }

    private Task OnConversationClosedAsync(long interactionId) => CloseTabAsync(interactionId);

    /// <summary>The tab to the right takes its place, else the one to the left, else the list.</summary>
    private void GoToNeighbourOf(long interactionId)
    {
        var ids = _tabs.Select(tab => tab.InteractionId).ToList();
        var place = ids.IndexOf(interactionId);
        var neighbour = place < 0 ? null : place + 1 < ids.Count ? ids[place + 1] : place > 0 ? ids[place - 1] : (long?)null;
        Navigation.NavigateTo(neighbour is { } next ? PathOf(next) : "/desk", replace: true);
    }
}
