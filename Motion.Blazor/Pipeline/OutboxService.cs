using System.Collections.Concurrent;
using Microsoft.EntityFrameworkCore;
using Motion.Blazor.Data;
using Motion.Blazor.Hosting;
using Motion.Domain.Messaging;

namespace Motion.Blazor.Pipeline;

/// <summary>
/// One lane per account. What is due leaves in order per customer, different customers side by side and none waiting for another; an
/// account whose credentials were refused waits until someone mends them.
/// </summary>
internal sealed class OutboxService(
    IDbContextFactory<MotionDbContext> databases, OutboxSignal signal, OutboxSender sender, SendThrottle throttle, IHostApplicationLifetime lifetime,
    TimeProvider time, ILogger<OutboxService> logger)
    : BackgroundService
{
    private const int SideBySide = 8;
    private const int Batch = 64;

    /// <summary>Customers a provider wants left alone for a moment, looked at in one go; more than these is a provider that is down.</summary>
    private const int MostWaiting = 500;

    /// <summary>Longer waits are left to the job.</summary>
    private static readonly TimeSpan LongestWait = TimeSpan.FromMinutes(10);

    private readonly ConcurrentDictionary<int, Lane> _lanes = new();
    private readonly RunningWork _running = new();

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        await lifetime.StartedAsync(stoppingToken);
        await sender.SettleInterruptedAsync(stoppingToken);
        await WakeAllAsync(stoppingToken);
        await foreach (var accountId in signal.Accounts.ReadAllAsync(stoppingToken))
        {
            var lane = _lanes.GetOrAdd(accountId, id => new Lane());
            if (lane.Ask())
                _running.Begin(() => RunAsync(accountId, lane, stoppingToken));
        }
    }

    public override async Task StopAsync(CancellationToken cancellationToken)
    {
        await base.StopAsync(cancellationToken);
        await _running.EndedAsync(cancellationToken);
    }

    /// <summary>Wakes every account that has something to send, now or later; the job calls it too, so that a lost wake-up costs little.</summary>
    public async Task WakeAllAsync(CancellationToken cancellation)
    {
        await using var database = await databases.CreateDbContextAsync(cancellation);
        foreach (var accountId in await database.Outbox.Where(item => item.State == OutboxState.Pending)
            .Select(item => item.AccountId).Distinct().ToListAsync(cancellation))
            signal.Wake(accountId);
    }

    private async Task RunAsync(int accountId, Lane lane, CancellationToken cancellation)
    {
        do
        {
            lane.Begin();
            try
            {
                while (await StartDueAsync(accountId, lane, cancellation)) { }
            }
            catch (Exception exception) when (exception is not OperationCanceledException)
            {
                logger.LogError(exception, "The outbox of account {AccountId} stopped; the job wakes it again.", accountId);
            }
        }
        while (lane.GoOn());
    }

    /// <summary>
    /// Starts what is due, as places get free; true when there may be more. A customer who is being sent to, or whose first message has
    /// to wait, is left out: neither his later messages nor a slow upload of his keep anybody else waiting.
    /// </summary>
    private async Task<bool> StartDueAsync(int accountId, Lane lane, CancellationToken cancellation)
    {
        if (throttle.PausedUntil(accountId) is { } pauseEnds)
        {
            WakeAt(accountId, lane, pauseEnds, cancellation);
            return false;
        }
        var busy = lane.BusyCustomers();
        var now = time.GetUtcNow();
        List<OutboxItem> found;
        await using (var database = await databases.CreateDbContextAsync(cancellation))
        {
            if (await database.Accounts.AnyAsync(account => account.Id == accountId && account.SendingStoppedAt != null, cancellation))
                return false;
            var pending = database.Outbox.AsNoTracking().Where(item => item.AccountId == accountId && item.State == OutboxState.Pending);
            var waiting = await pending
                .Where(item => item.NotBefore > now && !pending.Any(earlier => earlier.CustomerIdentity == item.CustomerIdentity && earlier.Id < item.Id))
                .OrderBy(item => item.NotBefore).Take(MostWaiting)
                .Select(item => new { item.CustomerIdentity, item.NotBefore })
                .ToListAsync(cancellation);
            if (waiting.Count > 0)
                WakeAt(accountId, lane, waiting[0].NotBefore, cancellation);
            var leftOut = waiting.Select(item => item.CustomerIdentity).Concat(busy).ToList();
            found = await pending.Where(item => !leftOut.Contains(item.CustomerIdentity)).OrderBy(item => item.Id).Take(Batch).ToListAsync(cancellation);
        }
        var started = false;
        foreach (var customer in found.GroupBy(item => item.CustomerIdentity))
        {
            var due = customer.TakeWhile(item => item.NotBefore <= now).ToList();
            if (due.Count == 0)
                continue;
            await lane.TakePlaceAsync(customer.Key, cancellation);
            _running.Begin(() => SendInOrderAsync(accountId, lane, customer.Key, due, cancellation));
            started = true;
        }
        return started;
    }

    /// <summary>One customer's messages, one after the other; then somebody else has the place.</summary>
    private async Task SendInOrderAsync(int accountId, Lane lane, string customer, List<OutboxItem> due, CancellationToken cancellation)
    {
        var step = SendStep.GoOn;
        try
        {
            for (var i = 0; i < due.Count && step == SendStep.GoOn; i++)
                step = await sender.SendAsync(due[i], cancellation);
        }
        catch (Exception exception)
        {
            step = SendStep.Blocked;
            if (exception is not OperationCanceledException)
                logger.LogError(exception, "The outbox of account {AccountId} stopped for one customer; the job wakes it again.", accountId);
        }
        var wasLeftOut = lane.GivePlaceBack(customer);
        // What he wrote meanwhile was left out; what has to wait wants somebody to know the time. A blocked one would only go round in circles.
        if (step == SendStep.Later || (step == SendStep.GoOn && wasLeftOut))
            signal.Wake(accountId);
    }

    private void WakeAt(int accountId, Lane lane, DateTimeOffset at, CancellationToken cancellation)
    {
        var now = time.GetUtcNow();
        if (at - now > LongestWait || !lane.Plans(at, now))
            return;
        _ = Task.Delay(at > now ? at - now : TimeSpan.Zero, time, cancellation)
            .ContinueWith(
                _ =>
                {
                    lane.Wakes(at);
                    signal.Wake(accountId);
                },
                TaskContinuationOptions.OnlyOnRanToCompletion);
    }

    /// <summary>Looks once at a time, and once more when asked while looking; and knows whose messages are on their way.</summary>
    private sealed class Lane
    {
        private const int Idle = 0;
        private const int Running = 1;
        private const int RunAgain = 2;
        private readonly SemaphoreSlim _places = new(SideBySide);
        private readonly Lock _lock = new();
        private readonly HashSet<string> _busy = new(StringComparer.Ordinal);
        private bool _someWereLeftOut;
        private DateTimeOffset _wakesAt;
        private int _state;

        /// <summary>True when the caller has to start the lane.</summary>
        public bool Ask() => Interlocked.CompareExchange(ref _state, Running, Idle) == Idle || Interlocked.Exchange(ref _state, RunAgain) == Idle;

        public void Begin() => Volatile.Write(ref _state, Running);

        /// <summary>True when someone asked meanwhile.</summary>
        public bool GoOn() => Interlocked.CompareExchange(ref _state, Idle, Running) != Running;

        /// <summary>False when the lane is woken early enough anyway.</summary>
        public bool Plans(DateTimeOffset at, DateTimeOffset now)
        {
            lock (_lock)
            {
                if (_wakesAt > now && _wakesAt <= at)
                    return false;
                _wakesAt = at;
                return true;
            }
        }

        /// <summary>A timer may ring a moment early: that wake-up is spent, and the next look plans another.</summary>
        public void Wakes(DateTimeOffset planned)
        {
            lock (_lock)
            {
                if (_wakesAt == planned)
                    _wakesAt = default;
            }
        }

        /// <summary>Those whom a look leaves out; one of them asks for another look when he is done.</summary>
        public IReadOnlyList<string> BusyCustomers()
        {
            lock (_lock)
            {
                _someWereLeftOut = _busy.Count > 0;
                return [.. _busy];
            }
        }

        public async Task TakePlaceAsync(string customer, CancellationToken cancellation)
        {
            await _places.WaitAsync(cancellation);
            lock (_lock)
                _ = _busy.Add(customer);
        }

        /// <summary>True when a look left somebody out since the last time.</summary>
        public bool GivePlaceBack(string customer)
        {
            _ = _places.Release();
            lock (_lock)
            {
                _ = _busy.Remove(customer);
                var wereLeftOut = _someWereLeftOut;
                _someWereLeftOut = false;
                return wereLeftOut;
            }
        }
    }
}
