using System.Collections.Frozen;
using Microsoft.EntityFrameworkCore;
using Motion.Blazor.Data;
using Motion.Blazor.Features.Administration.Settings;
using Motion.Blazor.Realtime;
using Motion.Domain.Agents;
using Motion.Domain.Contacts;
using Motion.Domain.Interactions;
using Motion.Domain.Messaging;
using Motion.Domain.Routing;

namespace Motion.Blazor.Pipeline;

/// <summary>What a decision is about, beside the interaction's state.</summary>
/// <param name="Account">The account.</param>
/// <param name="Row">The interaction, stored or about to be.</param>
/// <param name="Contact">The customer where he is at hand, else he is read when a condition needs him.</param>
internal sealed record RoutingSubject(AccountEntry Account, Interaction Row, Contact? Contact = null);

/// <summary>The agents of an account who are online and not paused.</summary>
/// <param name="Askable">Connected and below their capacity.</param>
/// <param name="Reachable">Connected.</param>
/// <param name="Full">At their capacity.</param>
internal sealed record AgentsNow(FrozenSet<int> Askable, FrozenSet<int> Reachable, FrozenSet<int> Full)
{
    public static AgentsNow Nobody { get; } = new(FrozenSet<int>.Empty, FrozenSet<int>.Empty, FrozenSet<int>.Empty);
}

/// <summary>Gathers what a decision may look at; what costs a query is read only when the decision may need it.</summary>
internal sealed class RoutingFactsReader(AccountDirectory directory, SystemSettings settings, TimeProvider time)
{
    private static readonly FrozenSet<int> Nobody = FrozenSet<int>.Empty;

    private static readonly PreparedQuery<int?, long, DateTimeOffset, DeskTab> TabOfPresent = new((database, ownerId, interactionId, missingSince) => database.DeskTabs.AsNoTracking()
        .Where(tab => tab.UserId == ownerId && tab.InteractionId == interactionId
            && database.Interactions.Any(i => i.Id == tab.InteractionId && database.AccountAgents.Any(member => member.AccountId == i.AccountId && member.UserId == tab.UserId))
            && database.AgentStates.Any(state => state.UserId == tab.UserId && state.Availability != AgentAvailability.Offline)
            && database.PresenceLeases.Any(lease => lease.UserId == tab.UserId && lease.BeatAt > missingSince)));

    private static readonly PreparedQuery<int, DateTimeOffset, OnlineAgent> OnlineAgents = new((database, accountId, aliveSince) => database.AgentStates
        .Where(state => state.Availability == AgentAvailability.Online
            && database.AccountAgents.Any(member => member.AccountId == accountId && member.UserId == state.UserId))
        .Select(state => new OnlineAgent(
            state.UserId,
            database.PresenceLeases.Any(lease => lease.UserId == state.UserId && lease.BeatAt > aliveSince),
            state.Capacity > 0 && database.Interactions.Count(i => i.OwnerId == state.UserId && i.Status == InteractionStatus.Open) >= state.Capacity)));

    public async Task<RoutingFacts> ReadAsync(
        MotionDbContext database, RoutingSubject subject, RoutingState state, RoutingEvent happened, CancellationToken cancellation)
    {
        var now = time.GetUtcNow();
        var needs = FactsNeeded.For(state.Phase, happened.Kind);
        var queues = await directory.QueuesAsync();
        var ownerIsThere = needs.Owner && await IsOwnerThereAsync(database, subject.Row, now, cancellation);
        // For an owner who is there nobody else is looked for.
        var agents = needs.Agents && !ownerIsThere ? await AgentsAsync(database, subject.Account.Id, now, cancellation) : AgentsNow.Nobody;
        var facts = new RoutingFacts(now, subject.Account.Steps, queues, agents.Askable)
        {
            Reachable = agents.Reachable,
            Full = agents.Full,
            Account = subject.Account.Facts,
            OwnerIsThere = ownerIsThere,
            OwnerQueues = state.OwnerId is { } owner ? [.. queues.Where(queue => queue.Value.Members.Contains(owner)).Select(queue => queue.Key)] : [],
        };
        return needs.Plan ? await WithPlanAsync(database, subject, state, happened, facts, cancellation) : facts;
    }

    public static async Task<AgentsNow> AgentsAsync(
        MotionDbContext database, int accountId, DateTimeOffset now, CancellationToken cancellation)
    {
        var agents = await OnlineAgents.On(database, accountId, now - PresenceTimes.LeaseLifetime).ToListAsync(cancellation);
        return new AgentsNow(
            agents.Where(agent => agent is { IsConnected: true, IsFull: false }).Select(agent => agent.UserId).ToFrozenSet(),
            agents.Where(agent => agent.IsConnected).Select(agent => agent.UserId).ToFrozenSet(),
            agents.Where(agent => agent.IsFull).Select(agent => agent.UserId).ToFrozenSet());
    }

    /// <summary>
    /// Step 4: the conversation is open as a tab on the desk of an owner who may still work the account and has not gone offline. A line that
    /// was cut a moment ago does not count: he keeps what is his for the grace time.
    /// </summary>
    private ValueTask<bool> IsOwnerThereAsync(MotionDbContext database, Interaction row, DateTimeOffset now, CancellationToken cancellation) =>
        TabOfPresent.On(database, row.OwnerId, row.Id, now - PresenceTimes.LeaseLifetime - settings.Current.DisconnectionGrace).AnyAsync(cancellation);

    private async Task<RoutingFacts> WithPlanAsync(
        MotionDbContext database, RoutingSubject subject, RoutingState state, RoutingEvent happened, RoutingFacts facts, CancellationToken cancellation)
    {
        var plan = subject.Account.Plan;
        return facts with
        {
            OutsideInterval = plan.Index().Where(row => row.Item.Interval?.Holds(facts.Now) == false).Select(row => row.Index).ToFrozenSet(),
            ConditionHolds = plan.Any(row => row.Condition is not null)
                ? ConditionsThatHold(plan, await ConditionFactsAsync(database, subject, state, happened, facts.Now, cancellation))
                : Nobody,
            RepliesLeft = plan.Any(row => row.Step.Application is PlanApplication.AutoReply or PlanApplication.Assistant or PlanApplication.Http)
                ? await RepliesLeftAsync(database, subject.Account.Id, subject.Row.CustomerIdentity, facts.Now, cancellation)
                : int.MaxValue,
        };
    }

    /// <summary>The loop guard of product.md section 5, step 1: automatic replies this number may still get in this hour.</summary>
    public async Task<int> RepliesLeftAsync(MotionDbContext database, int accountId, string identity, DateTimeOffset now, CancellationToken cancellation)
    {
        var since = now - TimeSpan.FromHours(1);
        var sent = await database.Messages.CountAsync(
            message => message.AccountId == accountId && message.Direction == MessageDirection.Out && message.AuthorId == null && message.CreatedAt > since
                && message.Interaction!.CustomerIdentity == identity,
            cancellation);
        sent += database.Messages.Local.Count(message => message.Id == 0 && message.Direction == MessageDirection.Out && message.Interaction?.CustomerIdentity == identity);
        return Math.Max(0, settings.Current.AutomaticReplies - sent);
    }

    public static FrozenSet<int> ConditionsThatHold(IReadOnlyList<PlannedRow> plan, ConditionFacts facts) =>
        plan.Index().Where(row => row.Item.Condition?.Holds(facts) == true).Select(row => row.Index).ToFrozenSet();

    private async Task<ConditionFacts> ConditionFactsAsync(
        MotionDbContext database, RoutingSubject subject, RoutingState state, RoutingEvent happened, DateTimeOffset now, CancellationToken cancellation)
    {
        var contact = subject.Contact
            ?? await database.Contacts.AsNoTracking().FirstOrDefaultAsync(contact => contact.Id == subject.Row.ContactId, cancellation);
        var lastInbound = happened.Kind == RoutingEventKind.CustomerWrote ? happened.At : state.LastInboundAt;
        var text = happened.Kind == RoutingEventKind.CustomerWrote ? happened.Text : await LastTextAsync(database, subject.Row.Id, cancellation);
        return new ConditionFacts(
            contact?.ListId ?? 0,
            $"{contact?.FirstName} {contact?.LastName}".Trim(),
            [.. new[] { contact?.Phone, contact?.Mobile }.OfType<string>().Distinct(StringComparer.Ordinal)],
            text,
            (await directory.IntervalsAsync()).Where(interval => interval.Value.Holds(now)).Select(interval => interval.Key).ToFrozenSet(),
            ServiceWindow.IsOpen(lastInbound, now));
    }

    private static async Task<string> LastTextAsync(MotionDbContext database, long interactionId, CancellationToken cancellation) =>
        await database.Messages.Where(message => message.InteractionId == interactionId && message.Direction == MessageDirection.In && message.Kind != MessageKind.Reaction)
            .OrderByDescending(message => message.CreatedAt).ThenByDescending(message => message.Id)
            .Select(message => message.Body).FirstOrDefaultAsync(cancellation) ?? "";

    private sealed record OnlineAgent(int UserId, bool IsConnected, bool IsFull);
}
