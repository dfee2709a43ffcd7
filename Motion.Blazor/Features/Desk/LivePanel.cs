using System.Globalization;
using Microsoft.AspNetCore.Components;
using Microsoft.JSInterop;
using Motion.Blazor.Realtime;

namespace Motion.Blazor.Features.Desk;

/// <summary>A part of a page that follows the change feed for as long as it is shown.</summary>
public abstract class LivePanel : ComponentBase, IAsyncDisposable
{
    private readonly CancellationTokenSource _alive = new();
    private readonly CultureInfo _culture = CultureInfo.CurrentCulture;
    private readonly CultureInfo _language = CultureInfo.CurrentUICulture;

    /// <summary>What stands beside a conversation: after a quiet time at once, in a quick exchange a little later than the words.</summary>
    protected static readonly TimeSpan Beside = TimeSpan.FromSeconds(2);

    private FeedSubscription? _subscription;

    protected LivePanel() => Alive = _alive.Token;

    [Inject]
    internal ChangeFeed Feed { get; set; } = default!;

    /// <summary>Cancelled when the panel is taken off the page.</summary>
    protected CancellationToken Alive { get; }

    /// <summary>
    /// How often news may come at most; null for the feed's own pace. Fifty desks that read all they show again with each of a hundred
    /// messages a second would leave nothing for the messages.
    /// </summary>
    protected virtual TimeSpan? NewsInterval => null;

    internal void Listen(params IEnumerable<Topic> topics)
    {
        if (_alive.IsCancellationRequested)
            return;
        if (_subscription is null)
        {
            _subscription = Feed.Subscribe(OnChangedAsync, topics, NewsInterval);
            return;
        }
        foreach (var topic in topics)
            _subscription.Add(topic);
    }

    /// <summary>Listens to these and to nothing else any more.</summary>
    internal void ListenOnly(IReadOnlySet<Topic> topics)
    {
        Listen(topics);
        _subscription?.Become(topics);
    }

    /// <summary>Reads again what is shown; the panel is drawn after it.</summary>
    internal abstract Task ReloadAsync(IReadOnlySet<Topic> changed);

    /// <summary>Frees what the panel holds in the browser.</summary>
    protected virtual ValueTask LeaveAsync() => ValueTask.CompletedTask;

    /// <summary>A browser that is gone needs no clearing up.</summary>
    internal static async ValueTask ReleaseAsync(IJSObjectReference? held, bool callDispose = true)
    {
        if (held is null)
            return;
        try
        {
            if (callDispose)
                await held.InvokeVoidAsync("dispose");
            await held.DisposeAsync();
        }
        catch (JSDisconnectedException)
        {
            // See the summary.
        }
        catch (OperationCanceledException)
        {
            // The circuit ended while it was being asked.
        }
    }

    public async ValueTask DisposeAsync()
    {
        _subscription?.Dispose();
        await LeaveAsync();
        await _alive.CancelAsync();
        _alive.Dispose();
        GC.SuppressFinalize(this);
    }

    private Task OnChangedAsync(IReadOnlySet<Topic> changed) => DrawAsync(() => ReloadAsync(changed));

    /// <summary>
    /// Does something and draws the panel again, whoever asks for it: news and timers come on threads that know nothing of this person's
    /// language.
    /// </summary>
    internal Task DrawAsync(Func<Task> change) => InvokeAsync(async () =>
    {
        if (_alive.IsCancellationRequested)
            return;
        CultureInfo.CurrentCulture = _culture;
        CultureInfo.CurrentUICulture = _language;
        try
        {
            await change();
            StateHasChanged();
        }
        catch (OperationCanceledException) when (_alive.IsCancellationRequested)
        {
            // The panel was taken off the page in the middle of it.
        }
        catch (Exception exception)
        {
            await DispatchExceptionAsync(exception);
        }
    });
}
