using Microsoft.AspNetCore.Components;
using Microsoft.Extensions.Localization;
using Motion.Blazor.Features.Desk.Composing;
using Motion.Blazor.Features.Desk.Work;
using Motion.Blazor.Features.Interactions.Spying;
using Motion.Blazor.Identity;
using Motion.Blazor.Pipeline;
using Motion.Blazor.Realtime;
using Motion.Domain.Interactions;
using Motion.Domain.Messaging;
using Motion.Providers;

namespace Motion.Blazor.Features.Desk.Conversation;

public sealed partial class ConversationPanel
{
    private readonly List<PendingMessage> _pending = [];
    private ConversationFacts? _facts;
    private ThreadPanel? _thread;
    private ITimer? _windowEnd;
    private IDisposable? _watch;
    private ProviderCapabilities _abilities = new() { TextLimit = 0 };
    private ComposerPanel? _composer;
    private QuotedMessage? _replyTo;
    private bool _isLoaded;
    private bool _isLooking;
    private bool _isSideToggled;
    private bool _isChoosingTemplate;
    private bool _isClosing;
    private bool _isTaking;

    [Inject]
    internal CurrentUser User { get; set; } = default!;

    [Inject]
    internal ReadConversation ReadConversation { get; set; } = default!;

    [Inject]
    internal SendMessage SendMessage { get; set; } = default!;

    [Inject]
    internal TakeInteraction TakeInteraction { get; set; } = default!;

    [Inject]
    internal CloseInteraction CloseInteraction { get; set; } = default!;

    [Inject]
    internal MarkInteractionRead MarkInteractionRead { get; set; } = default!;

    [Inject]
    internal SaveDraft SaveDraft { get; set; } = default!;

    [Inject]
    internal AccountDirectory Accounts { get; set; } = default!;

    [Inject]
    internal ProviderRegistry Providers { get; set; } = default!;

    [Inject]
    internal CourtesySignal Courtesies { get; set; } = default!;

    [Inject]
    internal RefusalWords Refusals { get; set; } = default!;

    [Inject]
    internal ViewerZone Zone { get; set; } = default!;

    [Inject]
    internal Watchers Watchers { get; set; } = default!;

    [Inject]
    internal TimeProvider Time { get; set; } = default!;

    [Inject]
    internal IStringLocalizer<DeskWords> L { get; set; } = default!;

    [Parameter, EditorRequired]
    public long InteractionId { get; set; }

    /// <summary>The agent ended the conversation.</summary>
    [Parameter]
    public EventCallback<long> Closed { get; set; }

    private bool IsOpen => _facts?.Status == InteractionStatus.Open;

    private bool IsMine => IsOpen && _facts?.OwnerId == User.Id;

    /// <summary>Without a receiver there is no button.</summary>
    private EventCallback SendTemplate => IsMine && _abilities.Templates ? EventCallback.Factory.Create(this, OpenTemplates) : default;

    private bool MayWrite => IsMine && WindowLeft > TimeSpan.Zero;

    private TimeSpan WindowLeft => ServiceWindow.ClosesAt(_facts?.LastInboundAt) - Time.GetUtcNow() ?? TimeSpan.Zero;

    protected override async Task OnInitializedAsync()
    {
        Listen(Topic.Interaction(InteractionId));
        await ReloadAsync(new HashSet<Topic>());
        _isLoaded = true;
    }

    internal override async Task ReloadAsync(IReadOnlySet<Topic> changed)
    {
        _facts = await ReadConversation.HandleAsync(User.Id, InteractionId, Alive);
        if (_facts is null)
            return;
        _watch ??= Watchers.Enter(InteractionId, _facts.Account.Id, User.Name);
        if (_abilities.TextLimit == 0 && await Accounts.FindAsync(_facts.Account.Id) is { } account)
            _abilities = Providers.For(account.Type).CapabilitiesOf(account.Credentials);
        WatchWindow();
        await MarkReadAsync();
    }

    protected override async ValueTask LeaveAsync()
    {
        _watch?.Dispose();
        if (_windowEnd is not null)
            await _windowEnd.DisposeAsync();
    }

    /// <summary>The composer locks at the very moment, not with the next message.</summary>
    private void WatchWindow()
    {
        _windowEnd?.Dispose();
        _windowEnd = WindowLeft > TimeSpan.Zero
            ? Time.CreateTimer(_ => _ = DrawAsync(() => Task.CompletedTask), null, WindowLeft, Timeout.InfiniteTimeSpan)
            : null;
    }

    private async Task OnLookingAsync(bool isLooking)
    {
        _isLooking = isLooking;
        await MarkReadAsync();
    }

    /// <summary>Read is what stood before the agent's eyes: the page is visible and he is at the end of the thread.</summary>
    private async Task MarkReadAsync()
    {
        if (_isLooking && IsMine && _facts is { IsRead: false })
        {
            _ = await MarkInteractionRead.HandleAsync(User.Id, InteractionId, Alive);
            Courtesies.Ask(InteractionId, Courtesy.ReadReceipt);
        }
    }

    private async Task<bool> SendAsync(MessageContent content, Guid key, Guid? uploadId)
    {
        _pending.RemoveAll(pending => _thread?.Shows(pending.Key) == true);
        // A file is stored already; only words need a place until they are.
        if (content is TextContent text)
            _pending.Add(new PendingMessage(key, text.Body, Time.GetUtcNow(), _replyTo));
        StateHasChanged();

        var result = await SendMessage.HandleAsync(User.Id, InteractionId, content, key, _replyTo?.MessageId, Alive, uploadId);
        if (!await Refusals.CheckAsync(result, Alive))
        {
            _pending.RemoveAll(pending => pending.Key == key);
            StateHasChanged();
            return false;
        }
        // The first of several carries the quotation.
        _replyTo = null;
        StateHasChanged();
        if (content.Summary.Length > 0)
            _ = await SaveDraft.HandleAsync(User.Id, InteractionId, "", Alive);
        return true;
    }

    private void OpenTemplates() => _isChoosingTemplate = true;

    private async Task<bool> SendTemplateAsync(TemplateContent template, Guid key) =>
        await Refusals.CheckAsync(await SendMessage.HandleAsync(User.Id, InteractionId, template, key, null, Alive), Alive);

    private async Task ReplyToAsync(ThreadMessage message)
    {
        _replyTo = message.AsQuoted();
        StateHasChanged();
        if (_composer is not null)
            await _composer.FocusAsync();
    }

    private Task ShowTypingAsync()
    {
        Courtesies.Ask(InteractionId, Courtesy.Typing);
        return Task.CompletedTask;
    }

    private void ToggleSide() => _isSideToggled = !_isSideToggled;

    private async Task TakeAsync()
    {
        _isTaking = true;
        _ = await Refusals.CheckAsync(await TakeInteraction.HandleAsync(User.Id, InteractionId, Alive), Alive);
        _isTaking = false;
        await ReloadAsync(new HashSet<Topic>());
    }

    private async Task CloseAsync(int? dispositionId)
    {
        _isClosing = false;
        if (await Refusals.CheckAsync(await CloseInteraction.HandleAsync(User.Id, InteractionId, dispositionId, Alive), Alive))
            await Closed.InvokeAsync(InteractionId);
    }

    private string Locked(ConversationFacts facts) => facts switch
    {
        { Status: InteractionStatus.Closed, ClosedAt: { } at } => L["Locked.Closed", Zone.Exact(at)],
        { OwnerId: { } owner } when owner == User.Id => L["Locked.Window", facts.Contact.Name],
        { OwnerName: { } owner } => L["Locked.Other", owner],
        { IsBeingAsked: true } => L["Locked.Asking"],
        _ => L["Locked.Unassigned"],
    };
}
