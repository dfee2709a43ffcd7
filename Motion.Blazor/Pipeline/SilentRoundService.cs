using Microsoft.EntityFrameworkCore;
using Motion.Blazor.Data;
using Motion.Domain.Routing;

namespace Motion.Blazor.Pipeline;

/// <summary>
/// A decision that found nobody to ring and an agent who comes online can miss each other: each looked before the other was saved.
/// Whoever saves a silent round therefore looks once more at who can be asked.
/// </summary>
internal sealed class SilentRoundService(
    IDbContextFactory<MotionDbContext> databases, SilentRoundSignal signal, RoutingRunner runner, TimeProvider time, ILogger<SilentRoundService> logger) : BackgroundService
{
    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        await foreach (var interactionId in signal.Interactions.ReadAllAsync(stoppingToken))
        {
            try
            {
                foreach (var userId in await ReachableAsync(interactionId, stoppingToken))
                    _ = await runner.RunAsync(interactionId, RoutingEvent.BecameFree(userId), stoppingToken);
            }
            catch (Exception exception) when (!stoppingToken.IsCancellationRequested)
            {
                // A database that is away for a moment must not end the looking, and with it the application; the job asks again.
                logger.LogError(exception, "The silent round of interaction {InteractionId} could not be looked at again; the job asks again.", interactionId);
            }
        }
    }

    private async Task<IReadOnlySet<int>> ReachableAsync(long interactionId, CancellationToken cancellation)
    {
        await using var database = await databases.CreateDbContextAsync(cancellation);
        var accountId = await database.Interactions.Where(i => i.Id == interactionId && i.Stage != null).Select(i => i.AccountId).FirstOrDefaultAsync(cancellation);
        return accountId == 0 ? new HashSet<int>() : (await RoutingFactsReader.AgentsAsync(database, accountId, time.GetUtcNow(), cancellation)).Reachable;
    }
}
