namespace Motion.Tests.Support;

/// <summary>Time that moves only when a test says so; timers due on the way fire in order.</summary>
internal sealed class FakeClock(DateTimeOffset start) : TimeProvider
{
    private readonly Lock _gate = new();
    private readonly List<FakeTimer> _timers = [];
    private readonly List<(TimeSpan Least, TimeSpan Most, TaskCompletionSource Set)> _awaited = [];
    private DateTimeOffset _now = start;

    public override DateTimeOffset GetUtcNow()
    {
        lock (_gate) return _now;
    }

    public override long TimestampFrequency => TimeSpan.TicksPerSecond;

    public override long GetTimestamp() => GetUtcNow().UtcTicks;

    public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period)
    {
        var timer = new FakeTimer(this, callback, state);
        _ = timer.Change(dueTime, period);
        return timer;
    }

    /// <summary>Completes when somebody sets a timer of that length: only then is it worth moving on.</summary>
    public Task TimerSetAsync(TimeSpan due) => TimerSetAsync(due, due);

    /// <summary>The same for a timer whose length has chance in it.</summary>
    public Task TimerSetAsync(TimeSpan least, TimeSpan most)
    {
        lock (_gate)
        {
            if (_timers.Any(timer => timer.Due >= least && timer.Due <= most)) return Task.CompletedTask;
            var set = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
            _awaited.Add((least, most, set));
            return set.Task;
        }
    }

    public void Advance(TimeSpan by)
    {
        var until = GetUtcNow() + by;
        while (true)
        {
            FakeTimer? next;
            lock (_gate)
            {
                next = _timers.Where(timer => timer.At <= until).MinBy(timer => timer.At);
                _now = next is null ? until : next.At > _now ? next.At : _now;
                if (next is null) return;
                if (next.Period > TimeSpan.Zero) next.At += next.Period;
                else _ = _timers.Remove(next);
            }
            next.Fire();
        }
    }

    private void Set(FakeTimer timer, TimeSpan due, TimeSpan period)
    {
        lock (_gate)
        {
            _ = _timers.Remove(timer);
            if (due == Timeout.InfiniteTimeSpan) return;
            (timer.Due, timer.Period, timer.At) = (due, period, _now + due);
            _timers.Add(timer);
            foreach (var (_, _, set) in _awaited.Where(waiting => due >= waiting.Least && due <= waiting.Most)) _ = set.TrySetResult();
            _ = _awaited.RemoveAll(waiting => due >= waiting.Least && due <= waiting.Most);
        }
    }

    private void Remove(FakeTimer timer)
    {
        lock (_gate) _ = _timers.Remove(timer);
    }

    private sealed class FakeTimer(FakeClock clock, TimerCallback callback, object? state) : ITimer
    {
        public TimeSpan Due { get; set; }
        public TimeSpan Period { get; set; }
        public DateTimeOffset At { get; set; }

        public void Fire() => callback(state);

        public bool Change(TimeSpan dueTime, TimeSpan period)
        {
            clock.Set(this, dueTime, period);
            return true;
        }

        public void Dispose() => clock.Remove(this);

        public ValueTask DisposeAsync()
        {
            Dispose();
            return ValueTask.CompletedTask;
        }
    }
}
