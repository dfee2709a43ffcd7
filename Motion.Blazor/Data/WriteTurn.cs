using System.Collections.Concurrent;

namespace Motion.Blazor.Data;

/// <summary>
/// One writer at a time, in the order in which they came; those whom a provider waits for go before those who work off. Taken around
/// each write to SQLite, so that nobody polls for its lock.
/// </summary>
internal sealed class WriteTurn
{
    private static readonly ConcurrentDictionary<string, WriteTurn> All = new(StringComparer.Ordinal);

    private readonly Lock _lock = new();
    private readonly Queue<TaskCompletionSource> _urgent = new();
    private readonly Queue<TaskCompletionSource> _others = new();
    private bool _isTaken;

    /// <summary>The turn of a database, by its connection string.</summary>
    public static WriteTurn Of(string connectionString) => All.GetOrAdd(connectionString, _ => new WriteTurn());

    public async Task<T> RunAsync<T>(Func<Task<T>> write, bool isUrgent, CancellationToken cancellation)
    {
        await EnterAsync(isUrgent, cancellation);
        try
        {
            return await write();
        }
        finally
        {
            Leave();
        }
    }

    private Task EnterAsync(bool isUrgent, CancellationToken cancellation)
    {
        TaskCompletionSource turn;
        lock (_lock)
        {
            if (!_isTaken)
            {
                _isTaken = true;
                return Task.CompletedTask;
            }
            turn = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
            (isUrgent ? _urgent : _others).Enqueue(turn);
        }
        return cancellation.CanBeCanceled ? WaitAsync(turn, cancellation) : turn.Task;
    }

    private static async Task WaitAsync(TaskCompletionSource turn, CancellationToken cancellation)
    {
        // Who gave up is passed over when his turn comes.
        await using (cancellation.Register(() => turn.TrySetCanceled(cancellation)))
            await turn.Task;
    }

    private void Leave()
    {
        lock (_lock)
        {
            while (_urgent.TryDequeue(out var next) || _others.TryDequeue(out next))
            {
                if (next.TrySetResult())
                    return;
            }
            _isTaken = false;
        }
    }
}
