using System.Globalization;
using Microsoft.AspNetCore.Components;
using Microsoft.Extensions.Localization;
using Microsoft.JSInterop;
using Motion.Blazor.Components.Controls;
using Motion.Blazor.Features.Desk.Composing;
using Motion.Blazor.Features.Desk.Translation;
using Motion.Blazor.Features.Desk.Work;
using Motion.Blazor.Features.Interactions.Spying;
using Motion.Blazor.Features.Interactions.Transcripts;
using Motion.Blazor.Features.Templates;
using Motion.Blazor.Identity;
using Motion.Blazor.Pipeline;
using Motion.Blazor.Realtime;
using Motion.Domain.Interactions;
using Motion.Domain.Messaging;
using Motion.Providers;

namespace Motion.Blazor.Features.Desk.Conversation;

public sealed partial class ConversationPanel
{
    private static readonly TimeSpan WindowWarning = TimeSpan.FromHours(1);

    private readonly List<PendingMessage> _pending = [];
    private ConversationFacts? _facts;
    private long _factsReadAt;
    private ThreadPanel? _thread;
    private ITimer? _windowEnd;
    private IDisposable? _watch;
    private ProviderCapabilities _abilities = new() { TextLimit = 0 };
    private ComposerPanel? _composer;
    private NotePanel? _note;
    private QuotedMessage? _replyTo;
    private ProviderTemplate? _recontact;
    private Asking? _asking;
    private long? _earlierId;
    private int _unreadAtOpening;
    private bool _recontactBegins;
    private bool _isLoaded;
    private bool _isLooking;
    private bool _isSideToggled;
    private bool _isTaking;
    private bool _isNoting;
    private bool _isNoteMade;
    private bool _isSearching;
    private string? _readIn;
    private string _readersLanguage = LanguageNames.OfReader;
    private IJSObjectReference? _browser;

    private enum Asking { Template, Close, Transfer, Video }

    [Inject]
    internal CurrentUser User { get; set; } = default!;

    [Inject]
    internal ReadConversation ReadConversation { get; set; } = default!;

    [Inject]
    internal SendMessage SendMessage { get; set; } = default!;

    [Inject]
    internal TakeInteraction TakeInteraction { get; set; } = default!;

    [Inject]
    internal TransferInteraction TransferInteraction { get; set; } = default!;

    [Inject]
    internal WriteNote WriteNote { get; set; } = default!;

    [Inject]
    internal TemplateCache Templates { get; set; } = default!;

    [Inject]
    internal DeskNotices Notices { get; set; } = default!;

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
    internal AddOnSettings AddOns { get; set; } = default!;

    [Inject]
    internal ReadingLanguages ReadingLanguages { get; set; } = default!;

    [Inject]
    internal DownloadTranscripts Transcripts { get; set; } = default!;

    [Inject]
    internal IJSRuntime JS { get; set; } = default!;

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

    private bool MayTranslate => _facts is { Account.HasTranslation: true } && AddOns.Current.Translation;

    private EventCallback StartVideo => MayWrite && _facts is { Account.HasVideo: true } && AddOns.Current.Video
        ? EventCallback.Factory.Create(this, () => Ask(Asking.Video))
        : default;

    private bool MayWrite => IsMine && WindowLeft > TimeSpan.Zero;

    private TimeSpan WindowLeft => ServiceWindow.ClosesAt(_facts?.LastInboundAt) - Time.GetUtcNow() ?? TimeSpan.Zero;

    /// <summary>The words have their own pace; what stands round them changes less.</summary>
    protected override TimeSpan? NewsInterval => TimeSpan.FromSeconds(1);

    protected override async Task OnInitializedAsync()
    {
        Listen(Topic.Interaction(InteractionId), Topic.Configuration);
        await ReloadAsync(new HashSet<Topic>());
        if (MayTranslate)
        {
            var choice = await ReadingLanguages.ReadAsync(User.Id, InteractionId, Alive);
            (_readIn, _readersLanguage) = (choice.Current, choice.LastUsed ?? LanguageNames.OfReader);
        }
        _isLoaded = true;
    }

    internal override async Task ReloadAsync(IReadOnlySet<Topic> changed)
    {
        var (before, wasPassing) = (_facts, IsMine && _facts!.IsBeingTransferred);
        var began = Time.GetTimestamp();
        var facts = await ReadConversation.HandleAsync(User.Id, InteractionId, Alive);
        // What the account can do is known before anything is drawn by it: the composer takes its limit once.
        if (facts is not null && _abilities.TextLimit == 0 && await Accounts.FindAsync(facts.Account.Id) is { } account)
            _abilities = Providers.For(account.Type).CapabilitiesOf(account.Credentials);
        (_facts, _factsReadAt) = (facts, began);
        if (_facts is null)
            return;
        _watch ??= Watchers.Enter(InteractionId, _facts.Account.Id, User.Name);
        if (before is null)
        {
            _unreadAtOpening = IsMine ? _facts.UnreadCount : 0;
            _isNoteMade = _facts.NoteDraft.Length > 0;
        }
        if (wasPassing && IsMine && !_facts.IsBeingTransferred)
            Notices.Show(L["Transfer.Returned", _facts.Contact.Name, before?.AskedName ?? "–"], Tone.Warning);
        await ReadRecontactAsync();
        WatchWindow();
        await MarkReadAsync();
    }

    protected override async ValueTask LeaveAsync()
    {
        _watch?.Dispose();
        if (_windowEnd is not null)
            await _windowEnd.DisposeAsync();
        await ReleaseAsync(_browser, callDispose: false);
    }

    /// <summary>The template with which a customer is written to once his window is shut, as he will read it (product.md section 5).</summary>
    private async Task ReadRecontactAsync()
    {
        if (_facts is not { Account: { RecontactTemplateName: { } name } account } || !IsMine || WindowLeft > TimeSpan.Zero)
            _recontact = null;
        else if (_recontact?.Name != name)
        {
            var list = await Templates.ReadAsync(account.Id, Alive);
            _recontact = list?.Templates.FirstOrDefault(template => template is { Status: TemplateStatus.Approved, IsFillable: true }
                && template.Name == name && (account.RecontactTemplateLanguage is null || template.Language == account.RecontactTemplateLanguage));
        }
    }

    /// <summary>The composer locks at the very moment, not with the next message.</summary>
    private void WatchWindow()
    {
        _windowEnd?.Dispose();
        _windowEnd = WindowLeft > TimeSpan.Zero
            ? Time.CreateTimer(_ => _ = DrawAsync(ReadRecontactAsync), null, WindowLeft, Timeout.InfiniteTimeSpan)
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
        if (_isLooking && _earlierId is null && IsMine && _facts is { IsRead: false }
            && (await MarkInteractionRead.HandleAsync(User.Id, InteractionId, Alive)).IsDone)
            Courtesies.Ask(InteractionId, Courtesy.ReadReceipt);
    }

    private async Task<bool> SendAsync(MessageContent content, Guid key, Guid? uploadId)
    {
        // A file is stored already; only words need a place until they are.
        if (content is TextContent text)
            ShowPending(new PendingMessage(key, text.Body, Time.GetUtcNow(), _replyTo));

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

    /// <summary>The same words come again when the line was cut before the answer.</summary>
    private void ShowPending(PendingMessage message)
    {
        _pending.RemoveAll(pending => pending.Key == message.Key || _thread?.Shows(pending.Key) == true);
        _pending.Add(message);
        StateHasChanged();
    }

    private void OpenTemplates()
    {
        _recontactBegins = false;
        Ask(Asking.Template);
    }

    private void OpenRecontact()
    {
        _recontactBegins = true;
        Ask(Asking.Template);
    }

    private void Ask(Asking? what)
    {
        _asking = what;
        StateHasChanged();
    }

    private async Task OpenNoteAsync()
    {
        _earlierId = null;
        _isNoting = _isNoteMade = true;
        StateHasChanged();
        if (_note is not null)
            await _note.FocusAsync();
    }

    private async Task LeaveNoteAsync()
    {
        _isNoting = false;
        StateHasChanged();
        if (_composer is not null)
            await _composer.FocusAsync();
    }

    private async Task<bool> WriteNoteAsync(string text, Guid key)
    {
        if (text.Length == 0)
            return true;
        ShowPending(new PendingMessage(key, text, Time.GetUtcNow(), null, IsNote: true));
        var isWritten = await Refusals.CheckAsync(await WriteNote.HandleAsync(User.Id, InteractionId, text, Alive, key), Alive);
        if (isWritten)
            _ = await SaveDraft.HandleAsync(User.Id, InteractionId, "", Alive, isNote: true);
        else
            _pending.RemoveAll(pending => pending.Key == key);
        StateHasChanged();
        return isWritten;
    }

    private Task ToggleReadingAsync() => ReadInAsync(_readIn is null ? _readersLanguage : null);

    private async Task ReadInAsync(string? language)
    {
        if (!await ReadingLanguages.ChooseAsync(User.Id, InteractionId, language, Alive))
            return;
        _readIn = language;
        _readersLanguage = language ?? _readersLanguage;
    }

    private async Task DownloadAsync()
    {
        _browser ??= await JS.InvokeAsync<IJSObjectReference>("import", Alive, $"./{Assets["js/interactions.js"]}");
        if (await Transcripts.BeginAsync([InteractionId], withFiles: true, CultureInfo.CurrentUICulture.Name, Alive) is Outcome<string>.Done { Value: var address })
            await _browser.InvokeVoidAsync("download", Alive, address);
    }

    private void OpenSearch() => _isSearching = true;

    private async Task CloseSearchAsync()
    {
        _isSearching = false;
        if (_composer is not null && !_isNoting)
            await _composer.FocusAsync();
    }

    private async Task JumpAsync(ThreadKey place)
    {
        _earlierId = null;
        if (_thread is not null)
            await _thread.ShowAsync(place);
    }

    private void ReadEarlier(long interactionId) => _earlierId = _earlierId == interactionId ? null : interactionId;

    private async Task TransferAsync(TransferTarget target, string note)
    {
        if (!await Refusals.CheckAsync(await TransferInteraction.HandleAsync(User.Id, InteractionId, target, note, Alive), Alive))
            return;
        Ask(null);
        await ReloadAsync(new HashSet<Topic>());
        StateHasChanged();
    }

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

    private async Task OnClosedAsync()
    {
        Ask(null);
        await Closed.InvokeAsync(InteractionId);
    }

    private string Locked(ConversationFacts facts) => facts switch
    {
        { Status: InteractionStatus.Closed, ClosedAt: { } at } => L["Locked.Closed", Zone.Exact(at)],
        { OwnerId: { } owner, LastInboundAt: null } when owner == User.Id => L["Locked.NotYet", facts.Contact.Name],
        { OwnerId: { } owner } when owner == User.Id => L["Locked.Window", facts.Contact.Name],
        { OwnerName: { } owner } => L["Locked.Other", owner],
        { IsBeingAsked: true } => L["Locked.Asking"],
        _ => L["Locked.Unassigned"],
    };
}
