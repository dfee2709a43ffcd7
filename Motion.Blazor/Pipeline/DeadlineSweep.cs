using Microsoft.EntityFrameworkCore;
using Motion.Blazor.Data;
using Motion.Blazor.Hosting;
using Motion.Domain.Interactions;
using Motion.Domain.Routing;

namespace Motion.Blazor.Pipeline;

/// <summary>Works off what is due. The row goes in the transaction of its effect, so nothing fires twice.</summary>
internal sealed class DeadlineSweep(
    IDbContextFactory<MotionDbContext> databases, RoutingRunner runner, DeadlineClock clock, TimeProvider time, ILogger<DeadlineSweep> logger)
{
    private const int Batch = 200;
    private readonly SemaphoreSlim _one = new(1);

    public async Task RunAsync(CancellationToken cancellation)
    {
        await _one.WaitAsync(cancellation);
        try
        {
            while (await SweepBatchAsync(cancellation) == Batch) { }
            await RememberNextAsync(cancellation);
        }
        finally
        {
            _one.Release();
        }
    }

    private async Task<int> SweepBatchAsync(CancellationToken cancellation)
    {
        List<Deadline> due;
        await using (var database = await databases.CreateDbContextAsync(cancellation))
        {
            var now = time.GetUtcNow();
            due = await database.Deadlines.AsNoTracking().Where(deadline => deadline.DueAt <= now)
                .OrderBy(deadline => deadline.DueAt).ThenBy(deadline => deadline.Id).Take(Batch).ToListAsync(cancellation);
        }
        var worked = 0;
        foreach (var deadline in due)
        {
            try
            {
                await WorkOffAsync(deadline, cancellation);
                worked++;
            }
            catch (DbUpdateException exception)
            {
                // Left in place: the next sweep tries again; the others of this batch go on.
                logger.LogError(exception, "Deadline {DeadlineId} of interaction {InteractionId} could not be worked off.", deadline.Id, deadline.InteractionId);
            }
        }
        return worked;
    }

    private async Task WorkOffAsync(Deadline deadline, CancellationToken cancellation)
    {
        var happened = deadline.Kind switch
        {
            DeadlineKind.OfferEnds => RoutingEvent.OfferTimeEnded(deadline.UserId ?? 0, deadline.RoundNumber),
            DeadlineKind.RoundEnds => RoutingEvent.RoundTimeEnded(deadline.RoundNumber),
            DeadlineKind.InactivityEnds => RoutingEvent.InactivityTimeEnded(),
        };
        // An agreed decision removes the deadline with the offer or round it belonged to; a refused one was of the past.
        if (await runner.RunAsync(deadline.InteractionId, happened, cancellation) is RoutingDecision.Agreed)
            return;
        await using var database = await databases.CreateDbContextAsync(cancellation);
        await database.Deadlines.Where(stale => stale.Id == deadline.Id).ExecuteDeleteAsync(cancellation);
    }

    private async Task RememberNextAsync(CancellationToken cancellation)
    {
        await using var database = await databases.CreateDbContextAsync(cancellation);
        var next = await database.Deadlines.OrderBy(deadline => deadline.DueAt).Select(deadline => (DateTimeOffset?)deadline.DueAt).FirstOrDefaultAsync(cancellation);
        if (next is { } due)
            clock.WakeAt(due);
    }
}

/// <summary>Sweeps when the clock rings; the Quartz job does the same at its own pace.</summary>
internal sealed class DeadlineService(DeadlineClock clock, DeadlineSweep sweep, IHostApplicationLifetime lifetime, ILogger<DeadlineService> logger) : BackgroundService
{
    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        await lifetime.StartedAsync(stoppingToken);
        while (!stoppingToken.IsCancellationRequested)
        {
            try
            {
                await sweep.RunAsync(stoppingToken);
            }
            catch (Exception exception) when (exception is not OperationCanceledException)
            {
                logger.LogError(exception, "The sweep of due times failed; the job tries again.");
            }
            await clock.WaitAsync(stoppingToken);
        }
    }
}
