using Microsoft.EntityFrameworkCore;
using Motion.Blazor.Data;
using Motion.Blazor.Features.Administration.Settings;
using Motion.Blazor.Pipeline;
using Motion.Blazor.Realtime;
using Motion.Domain.Agents;

namespace Motion.Blazor.Features.Desk.Availability;

/// <summary>
/// Takes agents out of the routing whose connection has been gone for longer than the grace (product.md section 5). Who has not been at
/// his desk at all yet keeps what was set for him; without a connection nothing is offered to him anyway. What waits for them unread goes on
/// to others.
/// </summary>
internal sealed class SignOffLostAgents(
    IDbContextFactory<MotionDbContext> databases, RoutingRunner routing, ChangeFeed feed, SystemSettings settings, TimeProvider time)
{
    /// <returns>How many were signed off.</returns>
    public async Task<int> HandleAsync(CancellationToken cancellation)
    {
        var now = time.GetUtcNow();
        var grace = settings.Current.DisconnectionGrace;
        var missingSince = now - PresenceTimes.LeaseLifetime - grace;
        // Whoever chose his state within the grace is at his desk or was a moment ago, even if his first beat is still to come.
        var choseBefore = now - grace;

        await using var database = await databases.CreateDbContextAsync(cancellation);
        var lost = database.AgentStates.Where(state => state.Availability != AgentAvailability.Offline
            && state.Since <= choseBefore
            && database.PresenceLeases.Any(lease => lease.UserId == state.UserId)
            && !database.PresenceLeases.Any(lease => lease.UserId == state.UserId && lease.BeatAt > missingSince));
        var userIds = await lost.Select(state => state.UserId).ToListAsync(cancellation);
        if (userIds.Count == 0)
            return 0;

        var signedOff = await lost.Where(state => userIds.Contains(state.UserId)).ExecuteUpdateAsync(
            set => set
                .SetProperty(state => state.Availability, AgentAvailability.Offline)
                .SetProperty(state => state.PauseId, (int?)null)
                .SetProperty(state => state.BeforeDisposing, (AgentAvailability?)null)
                .SetProperty(state => state.PauseBeforeDisposing, (int?)null)
                .SetProperty(state => state.Since, now),
            cancellation);
        foreach (var userId in userIds)
            await routing.OwnerLeftAsync(userId, cancellation);
        feed.Publish(userIds.Select(Topic.Agent));
        return signedOff;
    }
}
