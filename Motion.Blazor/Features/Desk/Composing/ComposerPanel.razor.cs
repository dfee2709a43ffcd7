using Microsoft.AspNetCore.Components;
using Microsoft.Extensions.Localization;
using Microsoft.JSInterop;
using Motion.Blazor.Features.Administration.Settings;
using Motion.Blazor.Features.Desk.Conversation;
using Motion.Blazor.Features.Desk.Files;
using Motion.Blazor.Features.Desk.Translation;
using Motion.Blazor.Identity;
using Motion.Domain.Messaging;
using Motion.Providers;

namespace Motion.Blazor.Features.Desk.Composing;

/// <summary>
/// Everything an agent answers with: words, files with their words, a place, a contact card; and the message he answers to. What the
/// provider cannot do is not there.
/// </summary>
public sealed partial class ComposerPanel : IAsyncDisposable
{
    private const int MostFiles = 10;

    private readonly List<PendingFile> _files = [];
    private ElementReference _root;
    private Composer? _field;
    private Asking? _asking;
    private string? _preview;
    private string? _toTranslate;
    private string? _customerLanguage;
    private bool _isAsking;
    private DotNetObjectReference<ComposerPanel>? _self;
    private IJSObjectReference? _module;
    private IJSObjectReference? _browser;

    private enum Asking { Location, Card }

    [Inject]
    internal CurrentUser User { get; set; } = default!;

    [Inject]
    internal SystemSettings Settings { get; set; } = default!;

    [Inject]
    internal DiscardUploads DiscardUploads { get; set; } = default!;

    [Inject]
    internal ReadingLanguages ReadingLanguages { get; set; } = default!;

    [Inject]
    internal DeskNotices Notices { get; set; } = default!;

    [Inject]
    internal IStringLocalizer<DeskWords> L { get; set; } = default!;

    [Inject]
    internal IJSRuntime JS { get; set; } = default!;

    [Parameter, EditorRequired]
    public long InteractionId { get; set; }

    [Parameter, EditorRequired]
    public required string ContactName { get; set; }

    [Parameter, EditorRequired]
    public required ProviderCapabilities Abilities { get; set; }

    [Parameter]
    public string Draft { get; set; } = "";

    /// <inheritdoc cref="Composer.DraftReadAt"/>
    [Parameter]
    public long DraftReadAt { get; set; }

    /// <summary>The message the next one quotes, or null.</summary>
    [Parameter]
    public QuotedMessage? ReplyTo { get; set; }

    [Parameter]
    public EventCallback CancelReply { get; set; }

    /// <summary>Words are being typed; told every twenty seconds at most.</summary>
    [Parameter]
    public Func<Task> Typing { get; set; } = () => Task.CompletedTask;

    /// <summary>The agent wants to send a template; without a receiver there is no button.</summary>
    [Parameter]
    public EventCallback OpenTemplates { get; set; }

    /// <summary>The account has an assistant to ask for a draft.</summary>
    [Parameter]
    public bool HasAssistant { get; set; }

    /// <summary>The account has a service that translates.</summary>
    [Parameter]
    public bool MayTranslate { get; set; }

    /// <summary>What, its key, and the file where there is one; whether it was taken.</summary>
    [Parameter, EditorRequired]
    public required Func<MessageContent, Guid, Guid?, Task<bool>> Send { get; set; }

    public ValueTask FocusAsync() => _field?.FocusAsync() ?? ValueTask.CompletedTask;

    protected override async Task OnAfterRenderAsync(bool firstRender)
    {
        if (!firstRender || Abilities.MediaLimits.Count == 0)
            return;
        _self = DotNetObjectReference.Create(this);
        _module = await JS.InvokeAsync<IJSObjectReference>("import", $"./{Assets["js/desk/files.js"]}");
        _browser = await _module.InvokeAsync<IJSObjectReference>("attach", _root, _self, new { interactionId = InteractionId, path = FileEndpoints.UploadPath });
    }

    /// <summary>Called by the browser with what was chosen, pasted or dropped; answers which of it is to be handed in.</summary>
    [JSInvokable]
    public async Task<bool[]> Offered(OfferedFile[] offered)
    {
        var limit = UploadFile.LimitOf(Abilities, Settings.Current.AttachmentLimit);
        var wanted = new bool[offered.Length];
        for (var i = 0; i < offered.Length; i++)
        {
            var file = new PendingFile(offered[i].Key, offered[i].Name, offered[i].Size, offered[i].Preview);
            wanted[i] = file.Size > 0 && file.Size <= limit && _files.Count < MostFiles;
            _files.Add(wanted[i] ? file : file with { Refusal = RefusalOf(file, limit) });
        }
        await TellFieldAsync();
        return wanted;
    }

    [JSInvokable]
    public void Progressed(Guid key, double progress)
    {
        Change(key, file => file with { Progress = progress });
        StateHasChanged();
    }

    /// <summary>Called by the browser when the server has the file, or does not take it.</summary>
    [JSInvokable]
    public async Task Ended(Guid key, TakenFile? taken, string? refusal)
    {
        Change(key, file => file with { Taken = taken, Refusal = taken is null ? refusal ?? L["Tray.Failed"] : null });
        if (taken is not null && !_files.Exists(file => file.Key == key))
            await DiscardUploads.HandleAsync(User.Id, taken.Id, CancellationToken.None);
        await TellFieldAsync();
    }

    public async ValueTask DisposeAsync()
    {
        await LivePanel.ReleaseAsync(_browser);
        await LivePanel.ReleaseAsync(_module, callDispose: false);
        _self?.Dispose();
    }

    private string RefusalOf(PendingFile file, long limit) =>
        file.Size == 0 ? L["Tray.Empty"] : file.Size > limit ? L["File.TooLarge", FileSize.Words(limit)] : L["Tray.TooMany", MostFiles];

    private void Change(Guid key, Func<PendingFile, PendingFile> change)
    {
        var place = _files.FindIndex(file => file.Key == key);
        if (place >= 0)
            _files[place] = change(_files[place]);
    }

    private async Task RemoveAsync(PendingFile file)
    {
        _files.RemoveAll(known => known.Key == file.Key);
        if (_browser is not null)
            await _browser.InvokeVoidAsync("drop", file.Key);
        if (file.Taken is { } taken)
            await DiscardUploads.HandleAsync(User.Id, taken.Id, CancellationToken.None);
        await TellFieldAsync();
    }

    /// <summary>The words are then those under a file, and nothing leaves while a file is still on its way.</summary>
    private async Task TellFieldAsync()
    {
        StateHasChanged();
        if (_field is null)
            return;
        var ready = _files.Exists(file => file.Taken is not null);
        var limit = _files.Exists(CarriesWords) ? Abilities.CaptionLimit : Abilities.TextLimit;
        await _field.SetFilesAsync(ready, isBusy: _files.Exists(file => file is { Taken: null, Refusal: null }), limit);
    }

    private bool CarriesWords(PendingFile file) => file.Taken is { } taken && Abilities.Captioned.Contains(taken.Kind);

    private async Task<bool> SendAllAsync(string text, Guid key)
    {
        var ready = _files.Where(file => file.Taken is not null).ToList();
        var carrier = text.Length == 0 ? null : ready.Find(CarriesWords);
        var left = text.Length > 0;
        foreach (var file in ready)
        {
            var isCarrier = file == carrier;
            if (!await Send(new MediaContent(file.Taken!.Kind, null, isCarrier ? text : null), isCarrier ? key : file.Key, file.Taken.Id))
                return !left;
            left &= !isCarrier;
            _files.Remove(file);
            if (_browser is not null)
                await _browser.InvokeVoidAsync("drop", file.Key);
        }
        if (ready.Count > 0)
            await TellFieldAsync();
        return !left || await Send(new TextContent(text), key, null);
    }

    private void OnPreviewed(string? text)
    {
        _preview = text;
        StateHasChanged();
    }

    private async Task AskTranslationAsync()
    {
        if (_field is null)
            return;
        if (await _field.ReadAsync() is var written && string.IsNullOrWhiteSpace(written))
        {
            Notices.Show(L["Composer.Translate.Empty"]);
            await FocusAsync();
            return;
        }
        _customerLanguage = (await ReadingLanguages.ReadAsync(User.Id, InteractionId, CancellationToken.None)).OfCustomer;
        (_toTranslate, _isAsking) = (written, false);
        StateHasChanged();
    }

    private async Task TakeTranslationAsync(string text)
    {
        _toTranslate = null;
        StateHasChanged();
        if (_field is not null)
            await _field.ReplaceAsync(text);
    }

    private async Task CloseTranslationAsync()
    {
        _toTranslate = null;
        StateHasChanged();
        await FocusAsync();
    }

    private void AskAssistant()
    {
        _toTranslate = null;
        _isAsking = true;
        StateHasChanged();
    }

    private async Task TakeDraftAsync(string text)
    {
        _isAsking = false;
        StateHasChanged();
        if (_field is not null)
            await _field.InsertAsync(text);
    }

    private async Task CloseAssistantAsync()
    {
        _isAsking = false;
        StateHasChanged();
        await FocusAsync();
    }

    private void Ask(Asking? what)
    {
        _asking = what;
        StateHasChanged();
    }

    private async Task SendAskedAsync(MessageContent content)
    {
        if (await Send(content, Guid.NewGuid(), null))
            Ask(null);
    }
}
