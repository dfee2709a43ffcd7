using Microsoft.EntityFrameworkCore;
using Motion.Blazor.Data;
using Motion.Blazor.Pipeline;
using Motion.Blazor.Realtime;
using Motion.Domain.Agents;
using Motion.Domain.Interactions;

namespace Motion.Blazor.Features.Desk.Closing;

/// <summary>
/// While an agent chooses a mandatory disposition he is in the account's pause; afterwards he is what he was before (product.md section 5,
/// Close). What he was is kept with his state, so that a reload or a restart brings it back too.
/// </summary>
internal sealed class Disposing(IDbContextFactory<MotionDbContext> databases, RoutingRunner routing, ChangeFeed feed, TimeProvider time)
{
    /// <summary>Does nothing where the account wants no disposition, or the agent is offline.</summary>
    public async Task BeginAsync(int userId, long interactionId, CancellationToken cancellation)
    {
        await using (var database = await databases.CreateDbContextAsync(cancellation))
        {
            var pauseId = await (
                from interaction in database.InteractionsOf(userId)
                where interaction.Id == interactionId && interaction.OwnerId == userId && interaction.Status == InteractionStatus.Open
                join account in database.Accounts on interaction.AccountId equals account.Id
                where account.MandatoryDisposition
                select account.MandatoryPauseId).FirstOrDefaultAsync(cancellation);
            if (pauseId is null || await database.AgentStates.FindAsync([userId], cancellation) is not { Availability: not AgentAvailability.Offline } state)
                return;
            state.BeforeDisposing ??= state.Availability;
            state.PauseBeforeDisposing = state.BeforeDisposing == AgentAvailability.Paused ? state.PauseBeforeDisposing ?? state.PauseId : null;
            state.Availability = AgentAvailability.Paused;
            state.PauseId = pauseId;
            state.Since = time.GetUtcNow();
            database.Timeline.Add(new TimelineEntry { InteractionId = interactionId, At = time.GetUtcNow(), Kind = TimelineKind.Disposing, UserId = userId });
            await database.SaveChangesAsync(cancellation);
        }
        await routing.AgentWentAwayAsync(userId, cancellation);
        feed.Publish(Topic.Agent(userId), Topic.Story(interactionId));
    }

    /// <summary>The choice is made, or given up.</summary>
    public async Task EndAsync(int userId, CancellationToken cancellation)
    {
        AgentAvailability back;
        await using (var database = await databases.CreateDbContextAsync(cancellation))
        {
            if (await database.AgentStates.FindAsync([userId], cancellation) is not { BeforeDisposing: { } before } state)
                return;
            back = before;
            state.Availability = before;
            state.PauseId = state.PauseBeforeDisposing;
            state.BeforeDisposing = null;
            state.PauseBeforeDisposing = null;
            state.Since = time.GetUtcNow();
            await database.SaveChangesAsync(cancellation);
        }
        if (back == AgentAvailability.Online)
            await routing.AgentBecameFreeAsync(userId, cancellation);
        feed.Publish(Topic.Agent(userId));
    }
}
