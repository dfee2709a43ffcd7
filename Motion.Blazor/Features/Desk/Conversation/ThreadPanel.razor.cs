using System.Globalization;
using Microsoft.AspNetCore.Components;
using Microsoft.Extensions.Localization;
using Microsoft.JSInterop;
using Motion.Blazor.Features.Desk.Translation;
using Motion.Blazor.Features.Desk.Work;
using Motion.Blazor.Identity;
using Motion.Blazor.Realtime;
using Motion.Domain.Messaging;

namespace Motion.Blazor.Features.Desk.Conversation;

public sealed partial class ThreadPanel
{
    /// <summary>While the reader follows the end, a day's messages need not stay in the page.</summary>
    private const int KeptAtEnd = 150;

    /// <summary>What stands above a message the reader jumped to.</summary>
    private const int ShownBefore = 20;

    private static readonly TimeSpan GroupSpan = TimeSpan.FromMinutes(5);

    private ElementReference _scroller;
    private ElementReference _content;
    private ElementReference _viewer;
    private ThreadWindow? _window;
    private IJSObjectReference? _module;
    private IJSObjectReference? _browser;
    private DotNetObjectReference<ThreadPanel>? _self;
    private string _announcement = "";
    private int _announced;
    private bool _isAtEnd = true;
    private bool _isAttached;
    private bool _isReadingEarlier;
    private bool _isLooking;
    private int _newCount;
    private long? _unreadFromId;
    private ThreadKey? _wanted;
    private ThreadTranslations? _translations;
    private string? _followed;

    [Inject]
    internal CurrentUser User { get; set; } = default!;

    [Inject]
    internal ReadThread ReadThread { get; set; } = default!;

    [Inject]
    internal ResendMessage ResendMessage { get; set; } = default!;

    [Inject]
    internal ReactToMessage ReactToMessage { get; set; } = default!;

    [Inject]
    internal FetchFileAgain FetchFileAgain { get; set; } = default!;

    [Inject]
    internal TranslateMessage TranslateMessage { get; set; } = default!;

    [Inject]
    internal ReadTranslations ReadTranslations { get; set; } = default!;

    [Inject]
    internal RefusalWords Refusals { get; set; } = default!;

    [Inject]
    internal ViewerZone Zone { get; set; } = default!;

    [Inject]
    internal IStringLocalizer<DeskWords> L { get; set; } = default!;

    [Inject]
    internal IJSRuntime JS { get; set; } = default!;

    [Parameter, EditorRequired]
    public long InteractionId { get; set; }

    [Parameter, EditorRequired]
    public required string ContactName { get; set; }

    /// <summary>Someone who supervises looks on; he need not work the account.</summary>
    [Parameter]
    public bool IsLookingOn { get; set; }

    [Parameter]
    public bool MayResend { get; set; }

    /// <summary>The agent wants to send a template instead of what came too late.</summary>
    [Parameter]
    public EventCallback SendTemplate { get; set; }

    [Parameter]
    public bool MayReply { get; set; }

    [Parameter]
    public bool MayReact { get; set; }

    /// <summary>The agent wants to answer to this message.</summary>
    [Parameter]
    public EventCallback<ThreadMessage> Reply { get; set; }

    [Parameter]
    public bool MayTranslate { get; set; }

    /// <summary>Every message of the customer is read in this language; null for the originals.</summary>
    [Parameter]
    public string? ReadIn { get; set; }

    /// <summary>The language a single message is put into when the reader asks for it.</summary>
    [Parameter]
    public string ReadersLanguage { get; set; } = LanguageNames.OfReader;

    [Parameter]
    public IReadOnlyList<PendingMessage> Pending { get; set; } = [];

    /// <summary>How many messages of the customer were unread when the conversation was opened: a line is drawn above them.</summary>
    [Parameter]
    public int UnreadAtOpening { get; set; }

    /// <summary>Whether the page is visible and the reader is at the end.</summary>
    [Parameter]
    public EventCallback<bool> Looking { get; set; }

    internal bool Shows(Guid clientKey) => _window?.Messages.Any(message => message.ClientKey == clientKey) == true;

    protected override async Task OnInitializedAsync()
    {
        Listen(Topic.Interaction(InteractionId));
        await Zone.Known.WaitAsync(Alive);
        _window = await ReadAsync(null, 0);
        _translations = new ThreadTranslations(TranslateMessage, ReadTranslations, User.Id, InteractionId);
        Follow();
        if (UnreadAtOpening > 0)
            _unreadFromId = _window.Messages.Where(message => message.Direction == MessageDirection.In).TakeLast(UnreadAtOpening).FirstOrDefault()?.Id;
    }

    protected override void OnParametersSet()
    {
        if (ReadIn == _followed || _translations is null)
            return;
        if (ReadIn is null)
            _translations.Forget();
        Follow();
    }

    /// <summary>Beside everything else: reading waits for no service.</summary>
    private void Follow()
    {
        _followed = ReadIn;
        if (ReadIn is not null && MayTranslate)
            _ = DrawAsync(() => _translations!.FollowAsync(() => _window!.Messages, () => ReadIn, StateHasChanged, Alive));
    }

    private Task TranslateAsync(ThreadMessage message) => _translations!.AskAsync(message, ReadIn ?? ReadersLanguage, StateHasChanged, Alive);

    private Task<ThreadWindow> ReadAsync(ThreadKey? from, int earlier, int most = ReadThread.MostMessages) => IsLookingOn
        ? ReadThread.LookOnAsync(User, InteractionId, from, earlier, Alive, most)
        : ReadThread.HandleAsync(User.Id, InteractionId, from, earlier, Alive, most);

    protected override async Task OnAfterRenderAsync(bool firstRender)
    {
        if (_isAttached || _window is null)
            return;
        _isAttached = true;
        _self = DotNetObjectReference.Create(this);
        _module = await JS.InvokeAsync<IJSObjectReference>("import", Alive, $"./{Assets["js/desk/thread.js"]}");
        _browser = await _module.InvokeAsync<IJSObjectReference>("attach", Alive, _scroller, _content, _viewer, _self, new
        {
            close = L["Viewer.Close"].Value,
            next = L["Viewer.Next"].Value,
            previous = L["Viewer.Previous"].Value,
            zoomIn = L["Viewer.ZoomIn"].Value,
            zoomOut = L["Viewer.ZoomOut"].Value,
            download = L["Viewer.Download"].Value,
            title = L["Viewer.Title"].Value,
            place = L["Viewer.Place"].Value,
        });
        if (_wanted is { } wanted)
            await ShowAsync(wanted);
    }

    internal override async Task ReloadAsync(IReadOnlySet<Topic> changed)
    {
        if (_window is null)
            return;
        var last = _window.Messages.Count == 0 ? (ThreadKey?)null : _window.Messages[^1].Key;
        if (_window is { HasLater: true, First: { } first })
        {
            // Whoever reads far back stays there; the end has its own button.
            _window = await ReadAsync(first, 0, _window.Messages.Count);
            return;
        }
        // Of a young thread all is shown: a provider's clock counts whole seconds, so what comes in may stand before the first message of ours.
        var isWhole = !_window.HasEarlier && _window.Messages.Count < ReadThread.PageSize;
        var from = isWhole || (_isAtEnd && _window.Messages.Count > KeptAtEnd) ? null : _window.First;
        _window = await ReadAsync(from, 0);
        Announce(last);
        Follow();
    }

    /// <summary>Called by the browser when the reader comes to the end or leaves it, and when the page is shown or hidden.</summary>
    [JSInvokable("Looking")]
    public async Task OnLookingAsync(bool isLooking, bool isAtEnd)
    {
        _isLooking = isLooking;
        _isAtEnd = isAtEnd && _window is not { HasLater: true };
        if (_isAtEnd)
            _newCount = 0;
        isLooking &= _isAtEnd;
        StateHasChanged();
        await Looking.InvokeAsync(isLooking);
    }

    protected override async ValueTask LeaveAsync()
    {
        await ReleaseAsync(_browser);
        await ReleaseAsync(_module, callDispose: false);
        _self?.Dispose();
    }

    private void Announce(ThreadKey? last)
    {
        var added = _window!.Messages.Where(message => message.Direction == MessageDirection.In && (last is null || IsAfter(message.Key, last.Value))).ToList();
        // Whoever answered has read.
        if (_window.Messages.Any(message => message.Direction == MessageDirection.Out && message.AuthorId == User.Id && (last is null || IsAfter(message.Key, last.Value))))
            _unreadFromId = null;
        if (added.Count == 0)
            return;
        if (!_isLooking)
            _unreadFromId ??= added[0].Id;
        _announced++;
        _announcement = L["Thread.Announcement", ContactName, KindWords.Preview(L, added[^1].Kind, added[^1].Body)];
        if (!_isAtEnd)
            _newCount += added.Count;
    }

    private static bool IsAfter(ThreadKey key, ThreadKey other) =>
        key.CreatedAt > other.CreatedAt || (key.CreatedAt == other.CreatedAt && key.Id > other.Id);

    private async Task ReadEarlierAsync()
    {
        _isReadingEarlier = true;
        _window = await ReadAsync(_window?.First, ReadThread.PageSize);
        _isReadingEarlier = false;
        Follow();
    }

    private async Task ReadLaterAsync()
    {
        if (_window is { First: { } first })
            _window = await ReadAsync(first, 0, Math.Min(ReadThread.MostMessages, _window.Messages.Count + ReadThread.PageSize));
    }

    private async Task ToEndAsync()
    {
        _newCount = 0;
        if (_window is { HasLater: true })
        {
            _window = await ReadAsync(null, 0);
            StateHasChanged();
            await Task.Yield();
        }
        if (_browser is not null)
            await _browser.InvokeVoidAsync("toEnd", Alive);
    }

    /// <summary>Brings a message before the reader's eyes, also one that is far above what is shown.</summary>
    internal async Task ShowAsync(ThreadKey place)
    {
        if (_browser is null)
        {
            // The page is still being drawn.
            _wanted = place;
            return;
        }
        if (await _browser.InvokeAsync<bool>("jump", Alive, place.Id))
            return;
        _window = await ReadAsync(place, ShownBefore, ReadThread.PageSize);
        StateHasChanged();
        await Task.Yield();
        _ = await _browser.InvokeAsync<bool>("jump", Alive, place.Id);
    }

    private async Task JumpAsync(long messageId)
    {
        var place = IsLookingOn
            ? await ReadThread.PlaceOfAsync(User, InteractionId, messageId, Alive)
            : await ReadThread.PlaceOfAsync(User.Id, InteractionId, messageId, Alive);
        if (place is not null)
            await ShowAsync(place.Value);
    }

    private async Task ResendAsync(long messageId)
    {
        if (await Refusals.CheckAsync(await ResendMessage.HandleAsync(User.Id, messageId, Alive), Alive))
            await ReloadAsync(new HashSet<Topic>());
    }

    private async Task ReactAsync(Reaction reaction)
    {
        if (await Refusals.CheckAsync(await ReactToMessage.HandleAsync(User.Id, reaction.MessageId, reaction.Emoji, Alive), Alive))
            await ReloadAsync(new HashSet<Topic>());
    }

    private async Task FetchAgainAsync(long attachmentId)
    {
        if (await Refusals.CheckAsync(await FetchFileAgain.HandleAsync(User.Id, attachmentId, Alive), Alive))
            await ReloadAsync(new HashSet<Topic>());
    }

    private IEnumerable<ThreadRow> Rows()
    {
        ThreadMessage? before = null;
        foreach (var message in _window!.Messages.Concat(_window.HasLater ? [] : Pending.Where(pending => !Shows(pending.Key)).Select(AsMessage)))
        {
            var isUnread = message.Id != 0 && message.Id == _unreadFromId;
            var isNewDay = before is null || Zone.Day(before.CreatedAt) != Zone.Day(message.CreatedAt);
            var beginsGroup = isNewDay || isUnread || before!.Direction != message.Direction || before.AuthorId != message.AuthorId
                || before.Kind == MessageKind.System || message.CreatedAt - before.CreatedAt > GroupSpan;
            yield return new ThreadRow(message, isNewDay ? DayWords(message.CreatedAt) : null, beginsGroup, isUnread);
            before = message;
        }
    }

    private ThreadMessage AsMessage(PendingMessage pending) => new()
    {
        Id = 0,
        ClientKey = pending.Key,
        Direction = pending.IsNote ? MessageDirection.Note : MessageDirection.Out,
        Kind = MessageKind.Text,
        Body = pending.Text,
        AuthorId = User.Id,
        AuthorName = User.Name,
        Status = pending.IsNote ? null : DeliveryStatus.Queued,
        CreatedAt = pending.At,
        Quoted = pending.Quoted,
    };

    private string DayWords(DateTimeOffset at) => (Zone.Today.DayNumber - Zone.Day(at).DayNumber) switch
    {
        0 => L["Thread.Today"],
        1 => L["Thread.Yesterday"],
        < 7 and > 0 => Zone.Local(at).ToString("dddd", CultureInfo.CurrentCulture),
        _ => Zone.Local(at).ToString("D", CultureInfo.CurrentCulture),
    };

    /// <summary>The key of a sent message stays when the stored one takes its place, so that the bubble does not flicker.</summary>
    private readonly record struct ThreadRow(ThreadMessage Message, string? Day, bool BeginsGroup, bool BeginsUnread)
    {
        public object Key => Message.ClientKey is { } key ? key : Message.Id;
    }
}
