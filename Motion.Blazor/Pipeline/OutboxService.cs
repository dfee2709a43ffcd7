using System.Collections.Concurrent;
using Microsoft.EntityFrameworkCore;
using Motion.Blazor.Data;
using Motion.Blazor.Hosting;
using Motion.Domain.Messaging;

namespace Motion.Blazor.Pipeline;

/// <summary>
/// One lane per account. What is due leaves in order per customer, different customers side by side; an account whose
/// credentials were refused waits until someone mends them.
/// </summary>
internal sealed class OutboxService(
    IDbContextFactory<MotionDbContext> databases, OutboxSignal signal, OutboxSender sender, SendThrottle throttle, IHostApplicationLifetime lifetime,
    TimeProvider time, ILogger<OutboxService> logger)
    : BackgroundService
{
    private const int SideBySide = 8;
    private const int Batch = 64;

    private readonly ConcurrentDictionary<int, Lane> _lanes = new();

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        await lifetime.StartedAsync(stoppingToken);
        await sender.SettleInterruptedAsync(stoppingToken);
        await WakeAllAsync(stoppingToken);
        await foreach (var accountId in signal.Accounts.ReadAllAsync(stoppingToken))
        {
            var lane = _lanes.GetOrAdd(accountId, id => new Lane());
            if (lane.Ask())
                _ = Task.Run(() => RunAsync(accountId, lane, stoppingToken), stoppingToken);
        }
    }

    /// <summary>Wakes every account that has something to send; the job calls it too, so that a lost wake-up costs little.</summary>
    public async Task WakeAllAsync(CancellationToken cancellation)
    {
        await using var database = await databases.CreateDbContextAsync(cancellation);
        var now = time.GetUtcNow();
        foreach (var accountId in await database.Outbox.Where(item => item.State == OutboxState.Pending && item.NotBefore <= now)
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
                while (await SendDueAsync(accountId, cancellation)) { }
                await WakeLaterAsync(accountId, cancellation);
            }
            catch (Exception exception) when (exception is not OperationCanceledException)
            {
                logger.LogError(exception, "The outbox of account {AccountId} stopped; the job wakes it again.", accountId);
            }
        }
        while (lane.GoOn());
    }

    /// <summary>Sends what is due; true when there may be more.</summary>
    private async Task<bool> SendDueAsync(int accountId, CancellationToken cancellation)
    {
        if (throttle.PausedUntil(accountId) is not null)
            return false;
        List<OutboxItem> due;
        await using (var database = await databases.CreateDbContextAsync(cancellation))
        {
            if (await database.Accounts.AnyAsync(account => account.Id == accountId && account.SendingStoppedAt != null, cancellation))
                return false;
            due = await database.Outbox.AsNoTracking().Where(item => item.AccountId == accountId && item.State == OutboxState.Pending)
                .OrderBy(item => item.Id).Take(Batch).ToListAsync(cancellation);
        }
        var now = time.GetUtcNow();
        // A customer whose first message has to wait keeps the later ones waiting behind it.
        var customers = due.GroupBy(item => (item.CustomerIdentityKind, item.CustomerIdentity))
            .Where(customer => customer.First().NotBefore <= now)
            .ToList();
        var sent = 0;
        await Parallel.ForEachAsync(customers, new ParallelOptions { MaxDegreeOfParallelism = SideBySide, CancellationToken = cancellation }, async (customer, token) =>
        {
            foreach (var item in customer)
            {
                if (item.NotBefore > now || !await sender.SendAsync(item, token))
                    return;
                Interlocked.Increment(ref sent);
            }
        });
        return sent > 0;
    }

    private async Task WakeLaterAsync(int accountId, CancellationToken cancellation)
    {
        await using var database = await databases.CreateDbContextAsync(cancellation);
        var next = await database.Outbox.Where(item => item.AccountId == accountId && item.State == OutboxState.Pending)
            .MinAsync(item => (DateTimeOffset?)item.NotBefore, cancellation);
        if (next is not null && throttle.PausedUntil(accountId) is { } pausedUntil && pausedUntil > next)
            next = pausedUntil;
        var now = time.GetUtcNow();
        if (next > now)
            _ = Task.Delay(next.Value - now, time, cancellation).ContinueWith(_ => signal.Wake(accountId), TaskContinuationOptions.OnlyOnRanToCompletion);
    }

    /// <summary>Runs once at a time, and once more when asked while running.</summary>
    private sealed class Lane
    {
        private const int Idle = 0;
        private const int Running = 1;
        private const int RunAgain = 2;
        private int _state;

        /// <summary>True when the caller has to start the lane.</summary>
        public bool Ask() => Interlocked.CompareExchange(ref _state, Running, Idle) == Idle || Interlocked.Exchange(ref _state, RunAgain) == Idle;

        public void Begin() => Volatile.Write(ref _state, Running);

        /// <summary>True when someone asked meanwhile.</summary>
        public bool GoOn() => Interlocked.CompareExchange(ref _state, Idle, Running) != Running;
    }
}
