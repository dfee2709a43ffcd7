using System.Globalization;
using Microsoft.AspNetCore.Components;
using Microsoft.Extensions.Localization;
using Microsoft.JSInterop;
using Motion.Blazor.Features.Desk;
using Motion.Blazor.Features.Interactions.Search;
using Motion.Blazor.Features.Interactions.Transcripts;
using Motion.Blazor.Identity;
using Motion.Blazor.Realtime;

namespace Motion.Blazor.Features.Interactions.Spying;

/// <summary>The thread as it happens, for someone who only reads; and a note for the agents (product.md section 9, Spy).</summary>
public sealed partial class SpyPage
{
    private InteractionRow? _row;
    private IJSObjectReference? _browser;
    private IDisposable? _watch;
    private string _note = "";
    private bool _isMissing;
    private bool _isWriting;

    [Inject]
    private SpyInteraction Spy { get; set; } = default!;

    [Inject]
    private DownloadTranscripts Transcripts { get; set; } = default!;

    [Inject]
    private Watchers Watchers { get; set; } = default!;

    [Inject]
    private CurrentUser User { get; set; } = default!;

    [Inject]
    private ViewerZone Zone { get; set; } = default!;

    [Inject]
    private NavigationManager Navigation { get; set; } = default!;

    [Inject]
    private IStringLocalizer<InteractionsWords> L { get; set; } = default!;

    [Inject]
    private IJSRuntime JS { get; set; } = default!;

    [Parameter]
    public long InteractionId { get; set; }

    public static string PathOf(long interactionId) => string.Create(CultureInfo.InvariantCulture, $"/interactions/{interactionId}");

    protected override async Task OnInitializedAsync()
    {
        if (await Spy.BeginAsync(InteractionId, Alive) is not Outcome<InteractionRow>.Done { Value: var row })
        {
            _isMissing = true;
            return;
        }
        Listen(Topic.Interaction(InteractionId), Topic.Account(row.AccountId));
        if (await Spy.IsShownAsync(Alive))
            _watch = Watchers.Enter(InteractionId, row.AccountId, User.Name);
        _row = row;
    }

    protected override async Task OnAfterRenderAsync(bool firstRender)
    {
        if (!firstRender)
            return;
        _browser = await JS.InvokeAsync<IJSObjectReference>("import", Alive, $"./{Assets["js/interactions.js"]}");
        Zone.Become(await _browser.InvokeAsync<string?>("zone", Alive));
    }

    internal override async Task ReloadAsync(IReadOnlySet<Topic> changed)
    {
        _row = await Spy.ReadAsync(InteractionId, Alive) ?? _row;
    }

    protected override async ValueTask LeaveAsync()
    {
        _watch?.Dispose();
        await ReleaseAsync(_browser, callDispose: false);
    }

    private async Task NoteAsync()
    {
        if (_isWriting || string.IsNullOrWhiteSpace(_note))
            return;
        _isWriting = true;
        if (await Spy.NoteAsync(InteractionId, _note, Alive) is Outcome<bool>.Done)
            _note = "";
        _isWriting = false;
    }

    private async Task DownloadAsync(bool withFiles)
    {
        if (await Transcripts.BeginAsync([InteractionId], withFiles, CultureInfo.CurrentUICulture.Name, Alive) is Outcome<string>.Done { Value: var address } && _browser is not null)
            await _browser.InvokeVoidAsync("download", Alive, address);
    }
}
