using System.Collections.Frozen;
using Microsoft.EntityFrameworkCore;
using Motion.Blazor.Data;
using Motion.Blazor.Realtime;
using Motion.Domain.Agents;
using Motion.Domain.Interactions;
using Motion.Domain.Routing;

namespace Motion.Blazor.Pipeline;

/// <summary>Gathers what a decision may look at; who can be asked is read only when the decision may ask somebody.</summary>
internal sealed class RoutingFactsReader(AccountDirectory directory, TimeProvider time)
{
    private static readonly FrozenSet<int> Nobody = FrozenSet<int>.Empty;

    public async Task<RoutingFacts> ReadAsync(
        MotionDbContext database, AccountEntry account, RoutingPhase phase, RoutingEventKind happened, CancellationToken cancellation)
    {
        var now = time.GetUtcNow();
        return new RoutingFacts(
            now,
            account.Plan,
            await directory.QueuesAsync(),
            MayAsk(phase, happened) ? await AskableAsync(database, account.Id, now, cancellation) : Nobody);
    }

    private static bool MayAsk(RoutingPhase phase, RoutingEventKind happened) => phase switch
    {
        RoutingPhase.Unassigned => happened == RoutingEventKind.CustomerWrote,
        RoutingPhase.Asking => happened is not (RoutingEventKind.CustomerWrote or RoutingEventKind.Accepted),
        RoutingPhase.Owned or RoutingPhase.Closed => false,
    };

    /// <summary>Agents of the account who are online, not paused, connected, and below their capacity.</summary>
    public static async Task<IReadOnlySet<int>> AskableAsync(MotionDbContext database, int accountId, DateTimeOffset now, CancellationToken cancellation)
    {
        var aliveSince = now - PresenceTimes.LeaseLifetime;
        var agents = await database.AgentStates
            .Where(state => state.Availability == AgentAvailability.Online
                && database.AccountAgents.Any(member => member.AccountId == accountId && member.UserId == state.UserId)
                && database.PresenceLeases.Any(lease => lease.UserId == state.UserId && lease.BeatAt > aliveSince))
            .Select(state => new
            {
                state.UserId,
                HasRoom = state.Capacity == 0
                    || database.Interactions.Count(i => i.OwnerId == state.UserId && i.Status == InteractionStatus.Open) < state.Capacity,
            })
            .ToListAsync(cancellation);
        return agents.Where(agent => agent.HasRoom).Select(agent => agent.UserId).ToFrozenSet();
    }
}
