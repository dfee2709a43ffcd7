namespace Motion.Blazor.Pipeline;

/// <summary>
/// Makes the sweep of due times punctual: sleeps until the earliest one known here. Forgetting one costs at most the interval of
/// the Quartz job that sweeps anyway.
/// </summary>
internal sealed class DeadlineClock : IDisposable
{
    private readonly Lock _lock = new();
    private readonly SemaphoreSlim _rung = new(0, 1);
    private readonly TimeProvider _time;
    private readonly ITimer _timer;
    private DateTimeOffset _next = DateTimeOffset.MaxValue;

    public DeadlineClock(TimeProvider time)
    {
        _time = time;
        _timer = time.CreateTimer(_ => Ring(), null, Timeout.InfiniteTimeSpan, Timeout.InfiniteTimeSpan);
    }

    public void WakeAt(DateTimeOffset due)
    {
        lock (_lock)
        {
            if (due >= _next)
                return;
            _next = due;
            var wait = due - _time.GetUtcNow();
            // A due time may lie further away than a timer can count; the job finds it when it comes near.
            if (wait < TimeSpan.FromDays(30))
                _timer.Change(wait > TimeSpan.Zero ? wait : TimeSpan.Zero, Timeout.InfiniteTimeSpan);
        }
    }

    /// <summary>Completes when a known due time has come.</summary>
    public Task WaitAsync(CancellationToken cancellation) => _rung.WaitAsync(cancellation);

    private void Ring()
    {
        lock (_lock)
        {
            _next = DateTimeOffset.MaxValue;
            if (_rung.CurrentCount == 0)
                _rung.Release();
        }
    }

    public void Dispose()
    {
        _timer.Dispose();
        _rung.Dispose();
    }
}
