using System.Collections.Concurrent;

namespace Motion.Blazor.Pipeline;

/// <summary>
/// Work that is begun and not waited for. A service that stops waits here until all of it has ended, so that a message on its way to a
/// provider is settled and nothing is written once the house is closed.
/// </summary>
internal sealed class RunningWork
{
    private readonly ConcurrentDictionary<Task, bool> _running = new();

    /// <summary>The work handles its own failures: nobody hears of what comes out of it here.</summary>
    public void Begin(Func<Task> work)
    {
        var task = Task.Run(work);
        _running.TryAdd(task, true);
        _ = task.ContinueWith(ended => _running.TryRemove(ended, out _), CancellationToken.None, TaskContinuationOptions.None, TaskScheduler.Default);
    }

    /// <summary>Returns when nothing runs any more, or when patience ends.</summary>
    public async Task EndedAsync(CancellationToken patience)
    {
        while (!_running.IsEmpty && !patience.IsCancellationRequested)
        {
            foreach (var task in _running.Keys)
            {
                await task.WaitAsync(patience).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
                _running.TryRemove(task, out _);
            }
        }
    }
}
