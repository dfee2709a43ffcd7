using Microsoft.AspNetCore.Components;
using Microsoft.Extensions.Localization;
using Microsoft.JSInterop;
using Motion.Blazor.Components.Controls;
using Motion.Blazor.Features.Desk.Availability;
using Motion.Blazor.Features.Desk.Closing;
using Motion.Blazor.Features.Desk.Offers;
using Motion.Blazor.Features.Desk.Work;
using Motion.Blazor.Identity;
using Motion.Blazor.Realtime;
using Motion.Domain.Agents;
using Motion.Domain.Interactions;

namespace Motion.Blazor.Features.Desk;

public sealed partial class DeskDock
{
    private IReadOnlyList<RingingOffer> _shown = [];
    private int? _badge;
    private bool _isRinging;
    private string _announcement = "";
    private int _announced;
    private string _permission = "";
    private bool _isSoundBlocked;
    private bool _isStarted;
    private bool _isSigningOut;
    private DotNetObjectReference<DeskDock>? _self;
    private IJSObjectReference? _module;
    private IJSObjectReference? _browser;

    [Inject]
    internal CurrentUser User { get; set; } = default!;

    [Inject]
    internal MyWork Work { get; set; } = default!;

    [Inject]
    internal ReadMyOffers ReadMyOffers { get; set; } = default!;

    [Inject]
    internal SetAvailability SetAvailability { get; set; } = default!;

    [Inject]
    internal Disposing Disposing { get; set; } = default!;

    [Inject]
    internal AcceptOffer AcceptOffer { get; set; } = default!;

    [Inject]
    internal RejectOffer RejectOffer { get; set; } = default!;

    [Inject]
    internal OfferText OfferText { get; set; } = default!;

    [Inject]
    internal PresenceCircuit Presence { get; set; } = default!;

    [Inject]
    internal DeskNotices Notices { get; set; } = default!;

    [Inject]
    internal RefusalWords Refusals { get; set; } = default!;

    [Inject]
    internal ViewerZone Zone { get; set; } = default!;

    [Inject]
    internal IStringLocalizer<DeskWords> L { get; set; } = default!;

    [Inject]
    internal NavigationManager Navigation { get; set; } = default!;

    [Inject]
    internal IJSRuntime JS { get; set; } = default!;

    protected override async Task OnInitializedAsync()
    {
        if (User.PersonId is not { } userId)
            return;
        // Who is no agent yet may become one while he looks at the page.
        Listen(Topic.Agent(userId), Topic.Configuration);
        Notices.Changed += OnNoticesChanged;
        await Work.ReadAsync(userId, Alive);
    }

    protected override async Task OnAfterRenderAsync(bool firstRender)
    {
        if (_isStarted || Work.State is not { IsMember: true })
            return;
        _isStarted = true;
        _self = DotNetObjectReference.Create(this);
        _module = await JS.InvokeAsync<IJSObjectReference>("import", Alive, $"./{Assets["js/desk/dock.js"]}");
        _browser = await _module.InvokeAsync<IJSObjectReference>("start", Alive, _self);
        Zone.Become(await _browser.InvokeAsync<string>("zone", Alive));
        _permission = await _browser.InvokeAsync<string>("notificationPermission", Alive);
        // A question about a disposition does not outlive its page; its pause must not either.
        await Disposing.EndAsync(User.Id, Alive);
        await ReloadAsync(new HashSet<Topic>());
        StateHasChanged();
        // Only now can this page ring.
        await Presence.BeginAsync(User.Id, Alive);
    }

    internal override async Task ReloadAsync(IReadOnlySet<Topic> changed)
    {
        if (!await Work.ReadAsync(User.Id, Alive) || _browser is null || Work.State is not { } state)
            return;

        var before = _shown;
        _shown = Work.Offers;
        var fresh = _shown.ExceptBy(before.Select(offer => offer.Id), offer => offer.Id).ToList();
        foreach (var offer in fresh)
            await _browser.InvokeVoidAsync("notify", Alive, offer.Id, L["Offer.Notification", offer.ContactName, offer.Account.Key].Value, OfferText.Plain(offer, User.Name));
        if (fresh.Count > 0)
        {
            _announced++;
            _announcement = L["Offer.Announcement", string.Join(", ", fresh.Select(offer => offer.ContactName))];
        }

        var gone = before.ExceptBy(_shown.Select(offer => offer.Id), offer => offer.Id).Select(offer => offer.Id).ToList();
        foreach (var id in gone)
            await _browser.InvokeVoidAsync("withdraw", Alive, id);
        if (gone.Count > 0)
            await ExplainAsync(gone);

        await RingAsync(_browser, isFresh: fresh.Any(offer => offer.Account.Sound));
        var badge = _shown.Count + state.UnreadCount;
        if (badge == _badge)
            return;
        _badge = badge;
        await _browser.InvokeVoidAsync("setBadge", Alive, badge);
    }

    /// <summary>Called by the browser when it begins or ends to hold the sound back.</summary>
    [JSInvokable]
    public void SoundBlocked(bool isBlocked)
    {
        _isSoundBlocked = isBlocked;
        StateHasChanged();
    }

    /// <summary>Called by the browser before the sign-out form is sent; true holds it back until the agent has chosen.</summary>
    [JSInvokable]
    public async Task<bool> SigningOut()
    {
        await ReloadAsync(new HashSet<Topic>());
        _isSigningOut = Work.State is { OpenCount: > 0 };
        StateHasChanged();
        return _isSigningOut;
    }

    protected override async ValueTask LeaveAsync()
    {
        Notices.Changed -= OnNoticesChanged;
        await ReleaseAsync(_browser);
        await ReleaseAsync(_module, callDispose: false);
        _self?.Dispose();
    }

    /// <summary>Looks at what rings now: it may have been taken since this reading began.</summary>
    private async Task RingAsync(IJSObjectReference browser, bool isFresh)
    {
        var (rang, rings) = (_isRinging, _shown.Any(offer => offer.Account.Sound));
        _isRinging = rings;
        if (rings && isFresh)
            await browser.InvokeVoidAsync("ring", Alive);
        else if (rang && !rings)
            await browser.InvokeVoidAsync("silence", Alive);
    }

    private async Task ExplainAsync(IReadOnlyCollection<long> offerIds)
    {
        foreach (var ended in await ReadMyOffers.ReadEndedAsync(User.Id, offerIds, Alive))
        {
            var sentence = (ended.State, ended.Reason) switch
            {
                (OfferState.TimedOut, _) or (OfferState.Withdrawn, WithdrawReason.RoundOver) => L["Offer.Ended.TimeOver", ended.ContactName],
                (OfferState.Withdrawn, WithdrawReason.TakenByOther) when ended.TakenBy is not null => L["Offer.Ended.Taken", ended.ContactName, ended.TakenBy],
                (OfferState.Withdrawn, WithdrawReason.AgentUnavailable) => L["Offer.Ended.Away", ended.ContactName],
                (OfferState.Withdrawn, WithdrawReason.Closed) => L["Offer.Ended.Closed", ended.ContactName],
                _ => null,
            };
            if (sentence is not null)
                Notices.Show(sentence);
        }
    }

    private async Task AcceptAsync(RingingOffer offer)
    {
        if (await Refusals.CheckAsync(await AcceptOffer.HandleAsync(User.Id, offer.InteractionId, Alive), Alive))
            Navigation.NavigateTo(DeskPage.PathOf(offer.InteractionId));
        else
            await ReloadAsync(new HashSet<Topic>());
    }

    private async Task RejectAsync(RingingOffer offer)
    {
        _ = await Refusals.CheckAsync(await RejectOffer.HandleAsync(User.Id, offer.InteractionId, Alive), Alive);
        await ReloadAsync(new HashSet<Topic>());
    }

    private async Task SetAvailabilityAsync((AgentAvailability Availability, int? PauseId) chosen)
    {
        if (await SetAvailability.HandleAsync(User.Id, chosen.Availability, chosen.PauseId, Alive) is { } refusal)
            Notices.Show(L[$"Availability.{refusal}"], Tone.Warning);
        await ReloadAsync(new HashSet<Topic>());
    }

    private async Task StayAsync()
    {
        _isSigningOut = false;
        if (_browser is not null)
            await _browser.InvokeVoidAsync("stay", Alive);
    }

    private async Task SignOutAsync(bool handsBack)
    {
        if (await SetAvailability.HandleAsync(User.Id, AgentAvailability.Offline, null, Alive, handsBack) is { } refusal)
            Notices.Show(L[$"Availability.{refusal}"], Tone.Warning);
        else if (_browser is not null)
            await _browser.InvokeVoidAsync("signOut", Alive);
    }

    private async Task UnblockAsync()
    {
        if (_browser is not null)
            await _browser.InvokeVoidAsync("unblock", Alive);
    }

    private async Task AskForNotificationsAsync()
    {
        if (_browser is not null)
            _permission = await _browser.InvokeAsync<string>("askForNotifications", Alive);
    }

    private void OnNoticesChanged(object? sender, EventArgs e) => _ = DrawAsync(() => Task.CompletedTask);
}
