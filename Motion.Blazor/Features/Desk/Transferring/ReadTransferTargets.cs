using Microsoft.EntityFrameworkCore;
using Motion.Blazor.Data;
using Motion.Blazor.Realtime;
using Motion.Domain.Agents;
using Motion.Domain.Interactions;

namespace Motion.Blazor.Features.Desk.Transferring;

/// <summary>To whom a conversation can be handed now.</summary>
/// <param name="AccountId">The conversation's account.</param>
/// <param name="Colleagues">Everybody of the account, online or not: whose coming and going changes the choice.</param>
/// <param name="ToAgents">The account allows handing to an agent.</param>
/// <param name="ToQueues">The account allows handing to a queue.</param>
public sealed record TransferTargets(
    int AccountId, IReadOnlyList<int> Colleagues, bool ToAgents, bool ToQueues, IReadOnlyList<AgentTarget> Agents, IReadOnlyList<QueueTarget> Queues);

/// <summary>A colleague of the account who is at his desk and online.</summary>
/// <param name="OpenCount">Conversations he holds.</param>
/// <param name="Capacity">How many he can hold; 0 = no limit.</param>
public sealed record AgentTarget(int UserId, string Name, int OpenCount, int Capacity)
{
    public bool IsFull => Capacity > 0 && OpenCount >= Capacity;
}

/// <summary>A queue with somebody who could take it.</summary>
/// <param name="WaitingCount">Conversations that wait in it now.</param>
/// <param name="OnlineCount">Its members of this account who are online.</param>
public sealed record QueueTarget(int QueueId, string Name, int WaitingCount, int OnlineCount);

/// <summary>Colleagues who are online with their load, queues with what waits in them (product.md sections 5 and 7, Transfer).</summary>
internal sealed class ReadTransferTargets(IDbContextFactory<MotionDbContext> databases, TimeProvider time)
{
    /// <returns>Null when there is no such conversation in the agent's accounts.</returns>
    public async Task<TransferTargets?> HandleAsync(int userId, long interactionId, CancellationToken cancellation)
    {
        await using var database = await databases.CreateDbContextAsync(cancellation);
        var account = await (
            from interaction in database.InteractionsOf(userId)
            where interaction.Id == interactionId
            join owner in database.Accounts on interaction.AccountId equals owner.Id
            select new { owner.Id, owner.TransferToAgent, owner.TransferToQueue }).SingleOrDefaultAsync(cancellation);
        if (account is null)
            return null;
        var aliveSince = time.GetUtcNow() - PresenceTimes.LeaseLifetime;
        var online = database.AgentStates.Where(state => state.Availability == AgentAvailability.Online
            && database.AccountAgents.Any(member => member.AccountId == account.Id && member.UserId == state.UserId)
            && database.PresenceLeases.Any(lease => lease.UserId == state.UserId && lease.BeatAt > aliveSince));
        return new TransferTargets(
            account.Id,
            await database.AccountAgents.Where(member => member.AccountId == account.Id).Select(member => member.UserId).ToListAsync(cancellation),
            account.TransferToAgent,
            account.TransferToQueue,
            account.TransferToAgent ? await AgentsAsync(database, online.Where(state => state.UserId != userId), cancellation) : [],
            account.TransferToQueue ? await QueuesAsync(database, online, cancellation) : []);
    }

    private static Task<List<AgentTarget>> AgentsAsync(MotionDbContext database, IQueryable<AgentState> online, CancellationToken cancellation) => (
        from state in online
        join person in database.Users on state.UserId equals person.Id
        orderby person.FullName
        select new AgentTarget(
            person.Id, person.FullName, database.Interactions.Count(i => i.OwnerId == person.Id && i.Status == InteractionStatus.Open), state.Capacity))
        .ToListAsync(cancellation);

    private static async Task<List<QueueTarget>> QueuesAsync(MotionDbContext database, IQueryable<AgentState> online, CancellationToken cancellation)
    {
        var rows = await database.Queues.OrderBy(queue => queue.Name).Select(queue => new
        {
            queue.Id,
            queue.Name,
            Waiting = database.Interactions.Count(i => i.Status == InteractionStatus.Open && i.Stage != null && i.RoundQueueId == queue.Id),
            Online = online.Count(state => database.QueueMembers.Any(member => member.QueueId == queue.Id && member.UserId == state.UserId)),
        }).ToListAsync(cancellation);
        return [.. rows.Select(row => new QueueTarget(row.Id, row.Name, row.Waiting, row.Online))];
    }
}
