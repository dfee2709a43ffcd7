using Microsoft.EntityFrameworkCore;
using Motion.Blazor.Data;
using Motion.Blazor.Realtime;
using Motion.Domain.Agents;
using Motion.Domain.Interactions;
using Motion.Domain.Routing;

namespace Motion.Blazor.Pipeline;

/// <summary>
/// The safety net under what follows a commit: a process that died in between leaves desks ringing whose agents cannot be asked any more,
/// and rounds that ring nobody although somebody could be asked.
/// </summary>
internal sealed class RoundCheck(IDbContextFactory<MotionDbContext> databases, RoutingRunner runner, SilentRoundSignal silent, TimeProvider time)
{
    public async Task RunAsync(CancellationToken cancellation)
    {
        var aliveSince = time.GetUtcNow() - PresenceTimes.LeaseLifetime;
        await using var database = await databases.CreateDbContextAsync(cancellation);
        var ringing = database.Offers.Where(offer => offer.State == OfferState.Ringing);
        var stray = await ringing
            .Where(offer => !database.AgentStates.Any(state => state.UserId == offer.UserId && state.Availability == AgentAvailability.Online)
                || !database.PresenceLeases.Any(lease => lease.UserId == offer.UserId && lease.BeatAt > aliveSince)
                || !database.AccountAgents.Any(member => member.UserId == offer.UserId && member.AccountId == offer.Interaction!.AccountId))
            .Select(offer => new { offer.InteractionId, offer.UserId })
            .ToListAsync(cancellation);
        foreach (var offer in stray)
            _ = await runner.RunAsync(offer.InteractionId, RoutingEvent.WentAway(offer.UserId), cancellation);

        var quiet = await database.Interactions
            .Where(i => i.Stage != null && i.Stage != RoundStage.Assistant && i.Stage != RoundStage.Http && !ringing.Any(offer => offer.InteractionId == i.Id))
            .Select(i => i.Id).ToListAsync(cancellation);
        foreach (var interactionId in quiet)
            silent.LookAgainAt(interactionId);
    }
}
