namespace Motion.Blazor.Pipeline;

/// <summary>
/// Work kept in order per key, different keys in parallel. A lane that has more waiting than one item hands them over together.
/// </summary>
internal sealed class Lanes<TWork>(Func<string, IReadOnlyList<TWork>, Task> work, int parallelism, int largestBatch)
{
    private readonly Lock _lock = new();
    private readonly Dictionary<string, Queue<TWork>> _waiting = new(StringComparer.Ordinal);
    private readonly Queue<string> _ready = new();
    private readonly RunningWork _running = new();
    private int _runners;
    private bool _isStopped;

    public void Add(string key, TWork item)
    {
        lock (_lock)
        {
            if (_waiting.TryGetValue(key, out var lane))
            {
                lane.Enqueue(item);
                return;
            }
            _waiting.Add(key, new Queue<TWork>([item]));
            _ready.Enqueue(key);
            if (_runners >= parallelism || _isStopped)
                return;
            _runners++;
        }
        _running.Begin(RunAsync);
    }

    /// <summary>Begins nothing more, and returns when what was begun has ended or when patience ends.</summary>
    public Task StopAsync(CancellationToken patience)
    {
        lock (_lock)
            _isStopped = true;
        return _running.EndedAsync(patience);
    }

    private async Task RunAsync()
    {
        while (Take() is var (key, batch))
        {
            // The work handles its own failures: what comes out of it here is a bug, and must not stop the lane.
            try
            {
                await work(key, batch);
            }
            finally
            {
                GiveBack(key);
            }
        }
    }

    private (string Key, List<TWork> Batch)? Take()
    {
        lock (_lock)
        {
            if (_isStopped || !_ready.TryDequeue(out var key))
            {
                _runners--;
                return null;
            }
            var lane = _waiting[key];
            var batch = new List<TWork>();
            while (batch.Count < largestBatch && lane.TryDequeue(out var item))
                batch.Add(item);
            return (key, batch);
        }
    }

    private void GiveBack(string key)
    {
        lock (_lock)
        {
            if (_waiting[key].Count == 0)
                _waiting.Remove(key);
            else
                _ready.Enqueue(key);
        }
    }
}
