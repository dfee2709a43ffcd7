using Microsoft.EntityFrameworkCore;
using Motion.Blazor.Data;
using Motion.Blazor.Pipeline;
using Motion.Blazor.Realtime;
using Motion.Domain.Agents;

namespace Motion.Blazor.Features.Desk.Availability;

internal enum AvailabilityRefusal
{
    /// <summary>Nobody added this person to an account.</summary>
    NotMember,

    /// <summary>A pause needs one of the named reasons, and this one does not exist (any more).</summary>
    NoSuchPause,
}

/// <summary>The agent says whether he can be asked: online, paused for a reason, offline. Null means done.</summary>
internal sealed class SetAvailability(
    IDbContextFactory<MotionDbContext> databases, RoutingRunner routing, ChangeFeed feed, TimeProvider time)
{
    /// <param name="userId">Who.</param>
    /// <param name="availability">What he wants to be.</param>
    /// <param name="pauseId">Why he pauses.</param>
    /// <param name="cancellation">Gives up.</param>
    /// <param name="handsBack">Going offline, he lets what waits for him unread go to others at once; else it is his until the customer writes again.</param>
    public async Task<AvailabilityRefusal?> HandleAsync(
        int userId, AgentAvailability availability, int? pauseId, CancellationToken cancellation, bool handsBack = true)
    {
        await using (var database = await databases.CreateDbContextAsync(cancellation))
        {
            if (!await database.AccountAgents.AnyAsync(member => member.UserId == userId, cancellation))
                return AvailabilityRefusal.NotMember;
            if (availability != AgentAvailability.Paused)
                pauseId = null;
            else if (!await database.Pauses.AnyAsync(pause => pause.Id == pauseId, cancellation))
                return AvailabilityRefusal.NoSuchPause;

            var state = await database.AgentStates.FindAsync([userId], cancellation)
                ?? database.AgentStates.Add(new AgentState { UserId = userId }).Entity;
            state.Availability = availability;
            state.PauseId = pauseId;
            state.BeforeDisposing = null;
            state.PauseBeforeDisposing = null;
            state.Since = time.GetUtcNow();
            await database.SaveChangesAsync(cancellation);
        }

        if (availability == AgentAvailability.Online)
            await routing.AgentBecameFreeAsync(userId, cancellation);
        else
            await routing.AgentWentAwayAsync(userId, cancellation);
        if (availability == AgentAvailability.Offline && handsBack)
            await routing.OwnerLeftAsync(userId, cancellation);
        feed.Publish(Topic.Agent(userId));
        return null;
    }
}
