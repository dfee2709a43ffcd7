using System.Collections.Concurrent;
using Microsoft.EntityFrameworkCore;
using Motion.Blazor.Data;
using Motion.Blazor.Pipeline;
using Motion.Domain.Agents;

namespace Motion.Blazor.Realtime;

/// <summary>
/// The leases of this process: one per open page of an agent. A lease that ended is kept for a day, without a node and past its lifetime,
/// so that the database alone can tell for how long an agent has been away.
/// </summary>
internal sealed class PresenceLeases(
    IDbContextFactory<MotionDbContext> databases, RoutingRunner routing, ChangeFeed feed, TimeProvider time)
{
    private static readonly TimeSpan KeptAfterEnd = TimeSpan.FromDays(1);

    private readonly Guid _node = Guid.NewGuid();
    private readonly DateTimeOffset _begunAt = time.GetUtcNow();
    private readonly ConcurrentDictionary<Guid, int> _held = new();

    /// <summary>Begins a lease, or puts one back after its connection was cut.</summary>
    public async Task HoldAsync(Guid leaseId, int userId, CancellationToken cancellation)
    {
        _held[leaseId] = userId;
        await using (var database = await databases.CreateDbContextAsync(cancellation))
        {
            if (!await RenewAsync(database, leaseId, cancellation))
            {
                database.PresenceLeases.Add(new PresenceLease { Id = leaseId, UserId = userId, NodeId = _node, BeatAt = time.GetUtcNow() });
                try
                {
                    await database.SaveChangesAsync(cancellation);
                }
                catch (DbUpdateException) when (!cancellation.IsCancellationRequested)
                {
                    // The heartbeat found it held and not stored yet, and stored it in the same moment.
                    if (!await RenewAsync(database, leaseId, cancellation))
                        throw;
                }
            }
            if (!await database.AgentStates.AnyAsync(s => s.UserId == userId && s.Availability == AgentAvailability.Online, cancellation))
                return;
        }
        await routing.AgentBecameFreeAsync(userId, cancellation);
        feed.Publish(Topic.Agent(userId));
    }

    private async Task<bool> RenewAsync(MotionDbContext database, Guid leaseId, CancellationToken cancellation)
    {
        var now = time.GetUtcNow();
        return await database.PresenceLeases.Where(lease => lease.Id == leaseId)
            .ExecuteUpdateAsync(set => set.SetProperty(l => l.BeatAt, now).SetProperty(l => l.NodeId, _node), cancellation) > 0;
    }

    /// <summary>Ends a lease; with an agent's last one he can no longer be asked.</summary>
    public async Task EndAsync(Guid leaseId, CancellationToken cancellation)
    {
        if (!_held.TryRemove(leaseId, out var userId))
            return;
        await using (var database = await databases.CreateDbContextAsync(cancellation))
        {
            await End(database, database.PresenceLeases.Where(lease => lease.Id == leaseId), cancellation);
        }
        await TellWhoWentAwayAsync([userId], cancellation);
    }

    /// <summary>One beat: renews the leases of this process, ends those of processes that no longer beat, and forgets the old ones.</summary>
    public async Task BeatAsync(CancellationToken cancellation)
    {
        int[] lost = [];
        await using (var database = await databases.CreateDbContextAsync(cancellation))
        {
            var now = time.GetUtcNow();
            await RenewAsync(database, now, cancellation);

            var aliveSince = now - PresenceTimes.LeaseLifetime;
            var dead = database.PresenceLeases.Where(lease => lease.BeatAt <= aliveSince && lease.NodeId != Guid.Empty);
            // After a restart of all processes, who rang before it gets time to be back: his offers go on to their due times.
            if (now - _begunAt >= PresenceTimes.LeaseLifetime)
                lost = await dead.Select(lease => lease.UserId).Distinct().ToArrayAsync(cancellation);
            if (lost.Length > 0)
                await dead.ExecuteUpdateAsync(set => set.SetProperty(l => l.NodeId, Guid.Empty), cancellation);

            var forgetBefore = now - KeptAfterEnd;
            await database.PresenceLeases.Where(lease => lease.BeatAt <= forgetBefore).ExecuteDeleteAsync(cancellation);
        }
        await TellWhoWentAwayAsync(lost, cancellation);
    }

    private async Task RenewAsync(MotionDbContext database, DateTimeOffset now, CancellationToken cancellation)
    {
        if (_held.IsEmpty)
            return;
        var renewed = await database.PresenceLeases.Where(lease => lease.NodeId == _node)
            .ExecuteUpdateAsync(set => set.SetProperty(lease => lease.BeatAt, now), cancellation);
        if (renewed >= _held.Count)
            return;
        // This process stood still for so long (a suspended machine) that another one took its leases for dead.
        foreach (var (leaseId, userId) in _held)
            await HoldAsync(leaseId, userId, cancellation);
    }

    private async Task TellWhoWentAwayAsync(IReadOnlyCollection<int> userIds, CancellationToken cancellation)
    {
        if (userIds.Count == 0)
            return;
        var aliveSince = time.GetUtcNow() - PresenceTimes.LeaseLifetime;
        await using var database = await databases.CreateDbContextAsync(cancellation);
        var present = await database.PresenceLeases
            .Where(lease => userIds.Contains(lease.UserId) && lease.BeatAt > aliveSince)
            .Select(lease => lease.UserId)
            .Distinct()
            .ToArrayAsync(cancellation);
        foreach (var userId in userIds.Except(present))
        {
            await routing.AgentWentAwayAsync(userId, cancellation);
            feed.Publish(Topic.Agent(userId));
        }
    }

    private Task<int> End(MotionDbContext database, IQueryable<PresenceLease> leases, CancellationToken cancellation)
    {
        var pastItsLifetime = time.GetUtcNow() - PresenceTimes.LeaseLifetime;
        return leases.ExecuteUpdateAsync(set => set.SetProperty(l => l.BeatAt, pastItsLifetime).SetProperty(l => l.NodeId, Guid.Empty), cancellation);
    }
}
