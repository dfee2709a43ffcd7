using System.Threading.Channels;

namespace Motion.Blazor.Pipeline;

/// <summary>
/// Makes payloads durable before they are acknowledged. Requests that arrive while a commit runs go together into the next one:
/// many requests, one flush to disk.
/// </summary>
internal sealed class Inbox(IInboxStore store, PayloadDispatcher dispatcher, IntakePressure pressure, ILogger<Inbox> logger)
    : BackgroundService
{
    private const int LargestGroup = 256;
    private const int LargestBacklog = 4096;

    private readonly Channel<Waiting> _arrivals = Channel.CreateBounded<Waiting>(new BoundedChannelOptions(LargestBacklog) { SingleReader = true });

    /// <summary>
    /// Completes when the payload is on disk; throws when it could not be stored, and then it must not be acknowledged. Cannot be
    /// cancelled: once the bytes are here they are stored, even if the provider hangs up.
    /// </summary>
    public Task StoreAsync(InboxPayload payload)
    {
        var waiting = new Waiting(payload, new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously));
        return _arrivals.Writer.TryWrite(waiting) ? waiting.Stored.Task : WaitForRoomAsync(waiting);
    }

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        var group = new List<Waiting>(LargestGroup);
        while (await _arrivals.Reader.WaitToReadAsync(stoppingToken))
        {
            // Whoever is a moment behind the first one comes along, instead of waiting for the next commit.
            await Task.Yield();
            group.Clear();
            while (group.Count < LargestGroup && _arrivals.Reader.TryRead(out var waiting))
                group.Add(waiting);
            await CommitAsync(group);
        }
    }

    private async Task WaitForRoomAsync(Waiting waiting)
    {
        await _arrivals.Writer.WriteAsync(waiting);
        await waiting.Stored.Task;
    }

    private async Task CommitAsync(List<Waiting> group)
    {
        try
        {
            // Not cancelled by the shutdown: whoever waits here is owed an answer.
            await store.StoreAsync([.. group.Select(waiting => waiting.Payload)]);
        }
        catch (Exception exception)
        {
            logger.LogError(exception, "{Count} webhook payloads could not be stored; the provider is told to try again.", group.Count);
            foreach (var waiting in group)
                waiting.Stored.SetException(exception);
            return;
        }
        pressure.Arrived(group.Count);
        foreach (var waiting in group)
        {
            waiting.Stored.SetResult();
            dispatcher.Dispatch(waiting.Payload);
        }
    }

    private sealed record Waiting(InboxPayload Payload, TaskCompletionSource Stored);
}
