using Motion.Domain.Interactions;
using Motion.Domain.Queues;

namespace Motion.Domain.Routing;

/// <summary>Whose desk rings, by the strategy of the queue.</summary>
internal sealed partial class Deciding
{
    private Deciding AskAgent(int userId) => CanRing(userId) ? Ring(userId, Round.EndsAt) : TellNobody();

    /// <summary>Rings whom the strategy wants rung now; nobody free means that the round waits its time silently.</summary>
    private Deciding AskQueue()
    {
        if (!facts.Queues.TryGetValue(Round.QueueId!.Value, out var queue))
            return TellNobody();

        switch (queue.Strategy)
        {
            case QueueStrategy.BeepAll:
                // Everyone rings until the round ends: a shorter agent time would leave the customer waiting in silence.
                foreach (var userId in queue.Members.Where(userId => CanRing(userId)))
                    Ring(userId, Round.EndsAt);
                break;
            case QueueStrategy.RoundRobinMemory:
                RingOne(queue, NextInRound(queue));
                break;
            case QueueStrategy.LeastRecent:
                RingOne(queue, LeastRecent(queue));
                break;
        }
        return Round.Ringing.IsEmpty ? TellNobody() : this;
    }

    private void RingOne(QueueFacts queue, int? next)
    {
        if (next is not { } userId || !MayRingNow(queue))
            return;
        Do(new RoutingEffect.RememberLastRung(Round.QueueId!.Value, userId));
        var endsAt = facts.Now + queue.AgentTimeout;
        Ring(userId, endsAt < Round.EndsAt ? endsAt : Round.EndsAt);
    }

    private bool MayRingNow(QueueFacts queue) => queue.Strategy switch
    {
        QueueStrategy.BeepAll => true,
        QueueStrategy.RoundRobinMemory or QueueStrategy.LeastRecent => Round.Ringing.IsEmpty,
    };

    /// <summary>One at a time, continuing after the last one rung.</summary>
    private int? NextInRound(QueueFacts queue)
    {
        var members = queue.Members;
        var lastIndex = -1;
        for (var i = 0; i < members.Count; i++)
        {
            if (members[i] == queue.LastRung)
                lastIndex = i;
        }
        for (var step = 1; step <= members.Count; step++)
        {
            var candidate = members[(lastIndex + step) % members.Count];
            if (CanRing(candidate))
                return candidate;
        }
        return null;
    }

    /// <summary>Who was rung longest ago; who never was comes first, in the order of the members.</summary>
    private int? LeastRecent(QueueFacts queue) => queue.Members
        .Where(CanRing)
        .OrderBy(userId => queue.RungAt.GetValueOrDefault(userId, DateTimeOffset.MinValue))
        .Select(userId => (int?)userId)
        .FirstOrDefault();

    private bool CanRing(int userId) => Askable(userId) && !Round.Rings(userId) && !Round.Rejected.Contains(userId);

    /// <summary>What an agent holds already takes no more of his room.</summary>
    private bool Askable(int userId) => userId == _state.OwnerId ? facts.Reachable.Contains(userId) : facts.Askable.Contains(userId);

    private bool EveryoneRejected() =>
        facts.Queues.TryGetValue(Round.QueueId!.Value, out var queue) && queue.Members.All(Round.Rejected.Contains);

    private Deciding Ring(int userId, DateTimeOffset endsAt)
    {
        _state = _state with { Round = Round with { Ringing = Round.Ringing.Add(new Ringing(userId, endsAt)) } };
        Tell(TimelineKind.Offered, userId, Round.QueueId, Seconds(endsAt - facts.Now));
        return Do(new RoutingEffect.Ring(userId, Round.QueueId, endsAt));
    }

    private void Stop(int userId, OfferState state, WithdrawReason? reason = null)
    {
        _state = _state with { Round = Round with { Ringing = Round.Ringing.RemoveAll(offer => offer.UserId == userId) } };
        Do(new RoutingEffect.StopRinging(userId, state, reason));
    }

    private void StopOthers(int? except, WithdrawReason reason)
    {
        foreach (var offer in Round.Ringing.Where(offer => offer.UserId != except))
        {
            Do(reason == WithdrawReason.RoundOver && offer.EndsAt <= facts.Now
                ? new RoutingEffect.StopRinging(offer.UserId, OfferState.TimedOut)
                : new RoutingEffect.StopRinging(offer.UserId, OfferState.Withdrawn, reason));
        }
    }

    private Deciding TellNobody() =>
        Tell(TimelineKind.NobodyAvailable, Round.AgentId, Round.QueueId, Seconds(Round.EndsAt - facts.Now));
}
