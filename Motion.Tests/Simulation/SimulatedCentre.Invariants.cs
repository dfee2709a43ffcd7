using Motion.Domain.Interactions;
using Motion.Domain.Routing;

namespace Motion.Tests.Simulation;

/// <summary>What must hold after every step, whatever happens.</summary>
internal sealed partial class SimulatedCentre
{
    private void Check()
    {
        foreach (var open in _open.GroupBy(i => (i.AccountId, i.Customer)))
            Require(open.Count() == 1, $"customer {open.Key.Customer} has {open.Count()} open interactions at account {open.Key.AccountId}");
        foreach (var interaction in _open)
            CheckOne(interaction);
        _replies.RemoveAll(reply => reply.At <= Now.AddHours(-1));
        foreach (var replies in _replies.GroupBy(reply => (reply.AccountId, reply.Customer)))
            Require(replies.Count() <= RepliesPerHour, $"customer {replies.Key.Customer} got {replies.Count()} automatic replies in an hour");
    }

    /// <summary>Every acknowledged message is in exactly one interaction, and in its order.</summary>
    private void CheckAllMessages()
    {
        Require(_inbox.Count == 0, "acknowledged messages were left in the inbox");
        var stored = Interactions.ToLookup(i => (i.AccountId, i.Customer), i => i.Messages);
        foreach (var (customer, acknowledged) in Acknowledged)
        {
            Require(
                acknowledged.SequenceEqual(stored[customer].SelectMany(messages => messages)),
                $"the messages of customer {customer.Customer} at account {customer.AccountId} are lost, doubled or out of order");
        }
    }

    private void CheckOne(SimulatedInteraction interaction)
    {
        var state = interaction.State;
        var ringing = interaction.Offers.Where(offer => offer.State == OfferState.Ringing).ToList();
        Require(
            ringing.Select(offer => offer.UserId).Order().SequenceEqual((state.Round?.Ringing ?? []).Select(offer => offer.UserId).Order()),
            $"the offers of #{interaction.Id} are not those of its round");
        Require(state.Round is null || interaction.Deadlines.Exists(deadline => deadline.Kind == DeadlineKind.RoundEnds), $"the round of #{interaction.Id} never ends");
        Require(
            ringing.TrueForAll(offer => offer.EndsAt > Now.AddSeconds(-(SweepSeconds + RestartSeconds))), $"#{interaction.Id} rings beyond its time");
        if (state.Status == InteractionStatus.Closed)
        {
            Require(ringing.Count == 0 && interaction.Deadlines.Count == 0 && state.Round is null, $"#{interaction.Id} is closed and holds an offer or a due time");
            Require(
                !world.Accounts[interaction.AccountId - 1].Facts.MandatoryDisposition || !interaction.ClosedByPerson || interaction.HasDisposition,
                $"#{interaction.Id} was closed without its mandatory disposition");
        }
        Require(
            state.OwnerId is not { } owner || world.Accounts[interaction.AccountId - 1].Members.Contains(owner), $"the owner of #{interaction.Id} is not of its account");
    }

    private void CheckOffered(SimulatedInteraction interaction, int userId, RoutingFacts facts)
    {
        var agent = world.Agents[userId - 1];
        Require(facts.Reachable.Contains(userId), $"#{interaction.Id} was offered to agent {userId}, who is away, paused, or not of the account");
        Require(interaction.State.OwnerId == userId || HasRoom(agent), $"#{interaction.Id} was offered to agent {userId} beyond his capacity");
    }

    private void CheckAccepted(SimulatedInteraction interaction, int userId, RoutingFacts facts)
    {
        var offer = interaction.Offers.Find(offer => offer.UserId == userId && offer.State == OfferState.Ringing);
        Require(offer is not null, $"agent {userId} accepted #{interaction.Id}, which did not ring for him");
        Require(offer!.EndsAt > facts.Now, $"agent {userId} accepted #{interaction.Id} after its time");
        Require(
            interaction.State.OwnerId == userId || HasRoom(world.Agents[userId - 1]), $"agent {userId} accepted #{interaction.Id} beyond his capacity");
    }

    /// <summary>Days later nothing is still being asked: it is somebody's, unassigned, or closed.</summary>
    private void CheckQuiet() => Require(Interactions.TrueForAll(i => i.State.Round is null), "something still rings or waits days after the last stimulus");
}
