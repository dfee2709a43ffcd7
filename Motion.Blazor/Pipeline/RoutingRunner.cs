using Microsoft.EntityFrameworkCore;
using Motion.Blazor.Data;
using Motion.Domain.Agents;
using Motion.Domain.Interactions;
using Motion.Domain.Messaging;
using Motion.Domain.Routing;

namespace Motion.Blazor.Pipeline;

/// <summary>
/// Runs one event through the transition table: read, decide, save, tell. A lost race (somebody saved the interaction in
/// between) reads again and decides again, so two agents who press Accept together get one yes and one "already taken".
/// </summary>
internal sealed class RoutingRunner(IDbContextFactory<MotionDbContext> databases, RoutingFactsReader facts, AccountDirectory directory, CommitNews news)
{
    private const int Attempts = 8;

    /// <summary>
    /// Within this process those who decide about one conversation take turns: a whole floor may come online at once, and each save makes
    /// what the others have read old. A few conversations share one.
    /// </summary>
    private readonly SemaphoreSlim[] _turns = [.. Enumerable.Range(0, 64).Select(_ => new SemaphoreSlim(1))];

    /// <summary>What a use case adds to the transaction of an agreed decision.</summary>
    public delegate void Addition(WorkUnit work, Interaction interaction, DateTimeOffset now);

    /// <summary>Null when there is no such interaction.</summary>
    public async Task<RoutingDecision?> RunAsync(long interactionId, RoutingEvent happened, CancellationToken cancellation, Addition? addition = null)
    {
        var ownersChanged = new HashSet<int>();
        var turn = _turns[interactionId % _turns.Length];
        await turn.WaitAsync(cancellation);
        RoutingDecision? decision;
        try
        {
            decision = await DecideAsync(interactionId, happened, addition, ownersChanged, cancellation);
        }
        finally
        {
            turn.Release();
        }
        await LookAtRoomAsync(ownersChanged, happened, cancellation);
        return decision;
    }

    private async Task<RoutingDecision?> DecideAsync(
        long interactionId, RoutingEvent happened, Addition? addition, HashSet<int> ownersChanged, CancellationToken cancellation)
    {
        for (var attempt = 1; ; attempt++)
        {
            await using var work = new WorkUnit(await databases.CreateDbContextAsync(cancellation));
            var row = await work.Database.Interactions.FindAsync([interactionId], cancellation);
            if (row is null || await directory.FindAsync(row.AccountId) is not { } account)
                return null;

            var interaction = await RoutedInteraction.LoadAsync(work, row, cancellation);
            var state = interaction.State;
            var known = await facts.ReadAsync(work.Database, new RoutingSubject(account, row), state, happened, cancellation);
            var decision = RoutingTable.Decide(state, happened, known);
            if (decision is not RoutingDecision.Agreed agreed)
            {
                if (attempt < Attempts && await WasOvertakenAsync(work.Database, row, cancellation))
                    continue;
                return decision;
            }

            await interaction.ApplyAsync(agreed, account, known.Now, cancellation);
            addition?.Invoke(work, row, known.Now);
            try
            {
                await news.SaveAndTellAsync(work, cancellation);
                ownersChanged.UnionWith(work.OwnersChanged);
                return decision;
            }
            catch (DbUpdateConcurrencyException) when (attempt < Attempts)
            {
                // Somebody was faster; look again.
            }
        }
    }

    /// <summary>
    /// The row and its offers are two reads. A save in between shows an old row with new offers, on which "your offer is over" would
    /// be said where "already taken by …" is true; an agreed decision is checked by its save.
    /// </summary>
    private static async Task<bool> WasOvertakenAsync(MotionDbContext database, Interaction row, CancellationToken cancellation) =>
        row.Stage is not null && !await database.Interactions.AnyAsync(i => i.Id == row.Id && i.Version == row.Version, cancellation);

    /// <summary>
    /// Who holds one more may be full now: what still rings for him goes to others. Who holds one less may have room again: whoever waits for
    /// somebody rings him.
    /// </summary>
    private async Task LookAtRoomAsync(IReadOnlySet<int> userIds, RoutingEvent happened, CancellationToken cancellation)
    {
        // News of an agent's own room cannot change anybody's room.
        if (userIds.Count == 0 || happened.Kind is RoutingEventKind.BecameFree or RoutingEventKind.WentAway)
            return;
        foreach (var userId in userIds)
        {
            if (await RoomOfAsync(userId, cancellation) is not { } hasRoom)
                continue;
            if (hasRoom)
                await AgentBecameFreeAsync(userId, cancellation);
            else
                await AgentIsFullAsync(userId, cancellation);
        }
    }

    /// <summary>Null for an agent without a limit, whose room never changes, and for one who cannot be asked anyway.</summary>
    private async Task<bool?> RoomOfAsync(int userId, CancellationToken cancellation)
    {
        await using var database = await databases.CreateDbContextAsync(cancellation);
        return await database.AgentStates
            .Where(state => state.UserId == userId && state.Capacity > 0 && state.Availability == AgentAvailability.Online)
            .Select(state => (bool?)(database.Interactions.Count(i => i.OwnerId == userId && i.Status == InteractionStatus.Open) < state.Capacity))
            .FirstOrDefaultAsync(cancellation);
    }

    /// <summary>An agent can be asked (again): whoever is waiting for somebody rings him.</summary>
    public Task AgentBecameFreeAsync(int userId, CancellationToken cancellation) =>
        RunForWaitingAsync(RoutingEvent.BecameFree(userId), database => database.Interactions.Where(i =>
            i.Stage != null && database.AccountAgents.Any(member => member.AccountId == i.AccountId && member.UserId == userId)), cancellation);

    /// <summary>An agent cannot be asked any more: his offers go to others.</summary>
    public Task AgentWentAwayAsync(int userId, CancellationToken cancellation) =>
        RunForWaitingAsync(RoutingEvent.WentAway(userId), database => RingingFor(database, userId), cancellation);

    /// <summary>He holds as many conversations as he can; what is his already may still ring.</summary>
    public Task AgentIsFullAsync(int userId, CancellationToken cancellation) =>
        RunForWaitingAsync(RoutingEvent.WentAway(userId), database => RingingFor(database, userId).Where(i => i.OwnerId != userId), cancellation);

    /// <summary>He may hold more conversations than before, or fewer.</summary>
    public async Task CapacityChangedAsync(int userId, CancellationToken cancellation)
    {
        if (await RoomOfAsync(userId, cancellation) is false)
            await AgentIsFullAsync(userId, cancellation);
        else
            await AgentBecameFreeAsync(userId, cancellation);
    }

    /// <summary>An agent left for good: what waits for him unread goes to others (product.md section 5, steps 5 to 7).</summary>
    public Task OwnerLeftAsync(int userId, CancellationToken cancellation) =>
        RunForWaitingAsync(RoutingEvent.OwnerLeft(userId), database => WaitingFor(database, userId), cancellation);

    /// <summary>An agent may work an account no more: what rings for him there, and what waits for him unread, goes to others.</summary>
    public async Task AgentLeftAccountAsync(int userId, int accountId, CancellationToken cancellation)
    {
        await RunForWaitingAsync(RoutingEvent.WentAway(userId), database => RingingFor(database, userId).Where(i => i.AccountId == accountId), cancellation);
        await RunForWaitingAsync(RoutingEvent.OwnerLeft(userId), database => WaitingFor(database, userId).Where(i => i.AccountId == accountId), cancellation);
    }

    private static IQueryable<Interaction> RingingFor(MotionDbContext database, int userId) => database.Interactions.Where(i =>
        database.Offers.Any(offer => offer.InteractionId == i.Id && offer.UserId == userId && offer.State == OfferState.Ringing));

    private static IQueryable<Interaction> WaitingFor(MotionDbContext database, int userId) => database.Interactions.Where(i => i.OwnerId == userId
        && i.Status == InteractionStatus.Open && i.Stage == null && !i.IsRead && i.LastMessageDirection == MessageDirection.In);

    private async Task RunForWaitingAsync(
        RoutingEvent happened, Func<MotionDbContext, IQueryable<Interaction>> waiting, CancellationToken cancellation)
    {
        List<long> ids;
        await using (var database = await databases.CreateDbContextAsync(cancellation))
            ids = await waiting(database).OrderBy(i => i.StartedAt).Select(i => i.Id).ToListAsync(cancellation);
        foreach (var id in ids)
            _ = await RunAsync(id, happened, cancellation);
    }
}
