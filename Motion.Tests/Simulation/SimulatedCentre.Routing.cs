using Motion.Domain.Interactions;
using Motion.Domain.Routing;

namespace Motion.Tests.Simulation;

/// <summary>What the pipeline does with the table: facts, decision, effects, and what follows the commit.</summary>
internal sealed partial class SimulatedCentre
{
    private readonly HashSet<int> _outside = [];

    private void Receive()
    {
        var (accountId, customer, message, text) = _inbox.Dequeue();
        if (!_seen.Add((accountId, message)))
            return;
        var account = world.Accounts[accountId - 1];
        if (account.Whitelist?.Contains(customer) == false)
        {
            Refuse(account, customer, message);
            return;
        }
        var interaction = _open.Find(i => i.AccountId == accountId && i.Customer == customer);
        if (interaction is null)
        {
            interaction = new SimulatedInteraction(Interactions.Count + 1, accountId, customer);
            Interactions.Add(interaction);
            _open.Add(interaction);
        }
        interaction.Messages.Add(message);
        interaction.Text = text;
        Decide(interaction, RoutingEvent.CustomerWrote(Now, text));
    }

    private void Refuse(SimulatedAccount account, int customer, int message)
    {
        var refused = new SimulatedInteraction(Interactions.Count + 1, account.Id, customer)
        {
            State = RoutingState.New with { Status = InteractionStatus.Closed, IsRead = true },
            HasDisposition = true,
        };
        refused.Messages.Add(message);
        Interactions.Add(refused);
        if (RepliesLeft(refused) > 0)
            _replies.Add((account.Id, customer, Now));
        Committed();
    }

    private bool Decide(SimulatedInteraction interaction, RoutingEvent happened)
    {
        if (!IsUp)
            return false;
        Steps++;
        var facts = Facts(interaction);
        var before = interaction.State;
        if (RoutingTable.Decide(before, happened, facts) is not RoutingDecision.Agreed agreed)
            return false;
        Say($"#{interaction.Id} {happened.Kind} {happened.UserId}: {before.Phase} → {agreed.Next.Phase}");
        if (happened.Kind == RoutingEventKind.Accepted)
            CheckAccepted(interaction, happened.UserId, facts);
        interaction.State = agreed.Next;
        if (agreed.Next.Status == InteractionStatus.Closed)
            _open.Remove(interaction);
        foreach (var effect in agreed.Effects)
            CarryOut(interaction, effect, facts);
        if (agreed.Next.Status == InteractionStatus.Closed && happened.Kind is RoutingEventKind.Closed or RoutingEventKind.ClosedFromOutside)
        {
            interaction.ClosedByPerson = true;
            interaction.HasDisposition |= happened.Disposition is not null;
        }
        CheckOne(interaction);
        Committed();
        if (!IsUp)
            return true;
        if (agreed.Next.Round is { Ringing.IsEmpty: true, Stage: not (RoundStage.Assistant or RoundStage.Http) })
            SecondLook(interaction);
        if (before.OwnerId != agreed.Next.OwnerId || before.Status != agreed.Next.Status)
            LookAtRoom([.. new[] { before.OwnerId, agreed.Next.OwnerId }.OfType<int>().Distinct()]);
        return true;
    }

    private void Committed()
    {
        if (_killAfterCommit)
            Kill("after a commit, before what follows it");
    }

    private void CarryOut(SimulatedInteraction interaction, RoutingEffect effect, RoutingFacts facts)
    {
        switch (effect)
        {
            case RoutingEffect.Ring ring:
                CheckOffered(interaction, ring.UserId, facts);
                interaction.Offers.Add(new SimulatedOffer(ring.UserId, interaction.State.RoundNumber, ring.EndsAt));
                if (interaction.State.Round is { } round && ring.EndsAt < round.EndsAt)
                    interaction.Deadlines.Add(new SimulatedDeadline(DeadlineKind.OfferEnds, interaction.State.RoundNumber, ring.UserId, ring.EndsAt));
                break;
            case RoutingEffect.StopRinging stop:
                foreach (var offer in interaction.Offers.Where(offer => offer.UserId == stop.UserId && offer.State == OfferState.Ringing))
                    offer.State = stop.State;
                interaction.Deadlines.RemoveAll(deadline => deadline.Kind == DeadlineKind.OfferEnds && deadline.UserId == stop.UserId);
                break;
            case RoutingEffect.BeginRound begun:
                interaction.Deadlines.RemoveAll(deadline => deadline.Kind == DeadlineKind.RoundEnds);
                interaction.Deadlines.Add(new SimulatedDeadline(DeadlineKind.RoundEnds, interaction.State.RoundNumber, 0, begun.EndsAt));
                break;
            case RoutingEffect.EndRound:
                interaction.Deadlines.RemoveAll(deadline => deadline.Kind is DeadlineKind.RoundEnds or DeadlineKind.OfferEnds);
                break;
            case RoutingEffect.CloseForInactivityAt inactivity:
                interaction.Deadlines.RemoveAll(deadline => deadline.Kind == DeadlineKind.InactivityEnds);
                if (inactivity.At is { } at)
                    interaction.Deadlines.Add(new SimulatedDeadline(DeadlineKind.InactivityEnds, 0, 0, at));
                break;
            case RoutingEffect.RememberLastRung last:
                var queue = world.Queues[last.QueueId];
                world.Queues[last.QueueId] = queue with
                {
                    LastRung = last.UserId,
                    RungAt = new Dictionary<int, DateTimeOffset>(queue.RungAt) { [last.UserId] = Now },
                };
                break;
            case RoutingEffect.OpenTab tab:
                world.Agents[tab.UserId - 1].Tabs.Add(interaction.Id);
                break;
            case RoutingEffect.Reply:
                _replies.Add((interaction.AccountId, interaction.Customer, Now));
                break;
            case RoutingEffect.GiveDisposition:
                interaction.HasDisposition = true;
                break;
            case RoutingEffect.AskOutside:
                _outside.Add(interaction.Id);
                break;
            case RoutingEffect.AddTag or RoutingEffect.Tell:
                break;
        }
    }

    private RoutingFacts Facts(SimulatedInteraction interaction)
    {
        var account = world.Accounts[interaction.AccountId - 1];
        var reachable = world.Agents.Where(agent => IsReachable(agent, account.Id)).ToList();
        return new RoutingFacts(Now, account.Plan, world.Queues, reachable.Where(HasRoom).Select(agent => agent.Id).ToHashSet())
        {
            Reachable = reachable.Select(agent => agent.Id).ToHashSet(),
            Full = world.Agents.Where(agent => !HasRoom(agent)).Select(agent => agent.Id).ToHashSet(),
            Account = account.Facts,
            OwnerIsThere = interaction.State.OwnerId is { } ownerId && world.Agents[ownerId - 1] is { IsOnline: true } owner && owner.Tabs.Contains(interaction.Id)
                && (owner.HasLine || Second <= owner.LineCutAt + LeaseSeconds + GraceSeconds),
            OwnerQueues = interaction.State.OwnerId is { } id ? [.. world.Queues.Where(queue => queue.Value.Members.Contains(id)).Select(queue => queue.Key)] : [],
            // Half of the rows rest in the first half of each hour; half of the conditions hold for each second customer.
            OutsideInterval = account.Plan.Index().Where(row => row.Index % 4 == 1 && Now.Minute < 30).Select(row => row.Index).ToHashSet(),
            ConditionHolds = account.Plan.Index().Where(row => (row.Index + interaction.Customer) % 2 == 0).Select(row => row.Index).ToHashSet(),
            RepliesLeft = RepliesLeft(interaction),
        };
    }

    private int RepliesLeft(SimulatedInteraction interaction) => Math.Max(0, RepliesPerHour - _replies.Count(reply =>
        reply.AccountId == interaction.AccountId && reply.Customer == interaction.Customer && reply.At > Now.AddHours(-1)));

    private bool IsReachable(SimulatedAgent agent, int accountId) =>
        agent is { IsOnline: true, IsPaused: false } && (agent.HasLine || Second < agent.LineCutAt) && world.Accounts[accountId - 1].Members.Contains(agent.Id);

    private bool HasRoom(SimulatedAgent agent) => agent.Capacity == 0 || OpenOf(agent.Id) < agent.Capacity;

    private bool MayRing(SimulatedInteraction interaction, int userId) =>
        IsReachable(world.Agents[userId - 1], interaction.AccountId) && (interaction.State.OwnerId == userId || HasRoom(world.Agents[userId - 1]));

    private int OpenOf(int userId) => _open.Count(i => i.State.OwnerId == userId);

    private void LookAtRoom(IReadOnlyList<int> userIds)
    {
        foreach (var agent in userIds.Select(id => world.Agents[id - 1]).Where(agent => agent is { Capacity: > 0, IsOnline: true }))
        {
            if (HasRoom(agent))
                BecameFree(agent.Id);
            else
                AllThat(i => i.State.OwnerId != agent.Id && i.State.Round?.Rings(agent.Id) == true, RoutingEvent.WentAway(agent.Id));
        }
    }

    private void BecameFree(int userId) => AllThat(
        i => i.State.Round is not null && world.Accounts[i.AccountId - 1].Members.Contains(userId), RoutingEvent.BecameFree(userId));

    private void WentAway(int userId) => AllThat(i => i.State.Round?.Rings(userId) == true, RoutingEvent.WentAway(userId));

    private void OwnerLeft(int userId) => AllThat(
        i => i.State is { Status: InteractionStatus.Open, Round: null, IsRead: false } && i.State.OwnerId == userId, RoutingEvent.OwnerLeft(userId));

    private void AllThat(Func<SimulatedInteraction, bool> concerned, RoutingEvent happened)
    {
        foreach (var interaction in _open.Where(concerned).ToList())
            Then(() => Decide(interaction, happened));
    }
}
