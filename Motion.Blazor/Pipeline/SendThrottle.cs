using System.Collections.Concurrent;

namespace Motion.Blazor.Pipeline;

/// <summary>
/// How fast an account may send (providers.md 8.5): evenly, no more per second than its limit, and not at all while the provider
/// wants a pause. In memory only: after a restart the provider says it again.
/// </summary>
internal sealed class SendThrottle(TimeProvider time)
{
    private readonly ConcurrentDictionary<int, Pace> _paces = new();

    public void PauseUntil(int accountId, DateTimeOffset until) => PaceOf(accountId).PauseUntil(until);

    /// <summary>The end of the pause the account is in; null when it may send.</summary>
    public DateTimeOffset? PausedUntil(int accountId) => PaceOf(accountId).PausedUntil is var until && until > time.GetUtcNow() ? until : null;

    /// <summary>Waits for the account's next place. Without a limit there is nothing to wait for.</summary>
    public Task WaitAsync(int accountId, int? perSecond, CancellationToken cancellation)
    {
        if (perSecond is not { } limit)
            return Task.CompletedTask;
        var now = time.GetUtcNow();
        var place = PaceOf(accountId).Next(now, TimeSpan.FromSeconds(1) / limit);
        return place <= now ? Task.CompletedTask : Task.Delay(place - now, time, cancellation);
    }

    private Pace PaceOf(int accountId) => _paces.GetOrAdd(accountId, _ => new Pace());

    private sealed class Pace
    {
        private readonly Lock _lock = new();
        private DateTimeOffset _next;
        private DateTimeOffset _pausedUntil;

        public DateTimeOffset PausedUntil
        {
            get { lock (_lock) return _pausedUntil; }
        }

        public void PauseUntil(DateTimeOffset until)
        {
            lock (_lock)
                _pausedUntil = until > _pausedUntil ? until : _pausedUntil;
        }

        public DateTimeOffset Next(DateTimeOffset now, TimeSpan distance)
        {
            lock (_lock)
            {
                var place = _next > now ? _next : now;
                _next = place + distance;
                return place;
            }
        }
    }
}
