using Motion.Domain.Interactions;

namespace Motion.Domain.Routing;

/// <summary>Rounds: how one begins, what a pressed button does to it, and what follows it.</summary>
internal sealed partial class Deciding
{
    /// <summary>Step 5. Whoever is away is waited for in silence.</summary>
    public Deciding WaitForOwner()
    {
        var ownerId = _state.OwnerId!.Value;
        BeginRound(RoundStage.AssignedAgent, ownerId, null, facts.Account.AssignedAgentWait);
        Tell(TimelineKind.AskingOwner, ownerId, number: Seconds(facts.Account.AssignedAgentWait));
        return AskAgent(ownerId);
    }

    /// <summary>The owner looks at it or answers while he, or his queue, is asked: it stays his.</summary>
    public Deciding StayWithOwner()
    {
        Tell(TimelineKind.Accepted, _state.OwnerId, Round.QueueId);
        StopOthers(_state.OwnerId, WithdrawReason.TakenByOther);
        if (Round.Rings(_state.OwnerId!.Value))
            Do(new RoutingEffect.StopRinging(_state.OwnerId.Value, OfferState.Accepted));
        EndRound();
        return this;
    }

    public Deciding HandToAgent(int agentId)
    {
        var timeout = facts.Account.TransferToAgent!.Value;
        BeginRound(RoundStage.Transfer, agentId, null, timeout);
        Tell(TimelineKind.TransferredToAgent, agentId, number: Seconds(timeout));
        return AskAgent(agentId);
    }

    public Deciding HandToQueue(int queueId)
    {
        var timeout = facts.Account.TransferToQueue!.Value;
        // Who hands it over does not want it back as an offer.
        BeginRound(RoundStage.Transfer, null, queueId, timeout, [_state.OwnerId!.Value]);
        Tell(TimelineKind.TransferredToQueue, queueId: queueId, number: Seconds(timeout));
        return AskQueue();
    }

    public Deciding Accept(int userId)
    {
        Tell(TimelineKind.Accepted, userId, Round.QueueId);
        Do(new RoutingEffect.StopRinging(userId, OfferState.Accepted));
        StopOthers(userId, WithdrawReason.TakenByOther);
        _state = _state with { QueueId = Round.QueueId ?? _state.QueueId };
        EndRound();
        return Own(userId);
    }

    /// <summary>Passes on to the next agent of the queue, and lasts for this round only; an asked agent's round ends with it.</summary>
    public Deciding Reject(int userId)
    {
        Tell(TimelineKind.Rejected, userId, Round.QueueId);
        Stop(userId, OfferState.Rejected);
        _state = _state with { Round = Round with { Rejected = Round.Rejected.Add(userId) } };
        return Round.QueueId is null || EveryoneRejected() ? EndRoundAndGoOn(timeOver: false) : AskQueue();
    }

    public Deciding EndOffer(int userId)
    {
        Tell(TimelineKind.OfferTimedOut, userId, Round.QueueId);
        Stop(userId, OfferState.TimedOut);
        return Round.QueueId is null ? this : AskQueue();
    }

    public Deciding Withdraw(int userId)
    {
        Tell(TimelineKind.OfferWithdrawn, userId, Round.QueueId);
        Stop(userId, OfferState.Withdrawn, WithdrawReason.AgentUnavailable);
        return Round.QueueId is null ? this : AskQueue();
    }

    public Deciding AskWhoBecameFree(int userId)
    {
        if (!CanRing(userId))
            return this;
        if (Round.AgentId == userId)
            return Ring(userId, Round.EndsAt);
        return Round.QueueId is { } queueId && facts.Queues.TryGetValue(queueId, out var queue) && queue.Members.Contains(userId) && MayRingNow(queue)
            ? AskQueue()
            : this;
    }

    /// <summary>The round is over; what follows depends on what it was for.</summary>
    public Deciding EndRoundAndGoOn(bool timeOver = true)
    {
        var round = Round;
        if (timeOver)
            TellTimeOver(round);
        StopAsking(WithdrawReason.RoundOver);
        return round.Stage switch
        {
            RoundStage.AssignedAgent => WaitForOwnersQueue(round),
            RoundStage.AssignedQueue => LoseOwner(),
            RoundStage.Transfer => ReturnToSender(),
            RoundStage.Plan or RoundStage.Assistant or RoundStage.Http => RunPlanFrom(round.PlanPosition + 1),
        };
    }

    /// <summary>Withdraws whatever rings; nothing follows.</summary>
    public Deciding StopAsking(WithdrawReason reason)
    {
        StopOthers(null, reason);
        EndRound();
        return this;
    }

    /// <summary>Step 6: the queue it came through, else the agent's only one, else nothing.</summary>
    private Deciding WaitForOwnersQueue(Round before)
    {
        var queueId = _state.QueueId is { } own && facts.Queues.ContainsKey(own) ? own
            : facts.OwnerQueues is [var only] ? only
            : (int?)null;
        if (queueId is null)
            return Tell(TimelineKind.NoQueueOfOwner, _state.OwnerId).LoseOwner();
        BeginRound(RoundStage.AssignedQueue, null, queueId, facts.Account.AssignedQueueWait, [.. before.Rejected]);
        Tell(TimelineKind.AskingOwnersQueue, queueId: queueId, number: Seconds(facts.Account.AssignedQueueWait));
        // The owner has just rejected it: where he is alone in the queue nobody is left to wait for.
        return !before.Rejected.IsEmpty && EveryoneRejected() ? EndRoundAndGoOn(timeOver: false) : AskQueue();
    }

    private Deciding LoseOwner()
    {
        Tell(TimelineKind.OwnerCleared, _state.OwnerId);
        // Given up by one agent, it waits for another, no longer for the customer.
        _state = _state with { OwnerId = null, AnsweredAt = null };
        return StopInactivityClock().StartPlan();
    }

    private Deciding ReturnToSender()
    {
        _state = _state with { IsRead = false };
        return Tell(TimelineKind.TransferReturned, _state.OwnerId).Do(new RoutingEffect.OpenTab(_state.OwnerId!.Value));
    }

    private void BeginRound(RoundStage stage, int? agentId, int? queueId, TimeSpan timeout, IEnumerable<int>? notAsked = null, int position = 0)
    {
        var endsAt = facts.Now + timeout;
        _state = _state with
        {
            RoundNumber = _state.RoundNumber + 1,
            Round = new Round(stage, position, agentId, queueId, endsAt, [], [.. notAsked ?? []]),
        };
        Do(new RoutingEffect.BeginRound(endsAt));
    }

    private void EndRound()
    {
        Do(new RoutingEffect.EndRound());
        _state = _state with { Round = null };
    }

    private void TellTimeOver(Round round) => Tell(
        round.Stage switch
        {
            RoundStage.Assistant => TimelineKind.AssistantTimedOut,
            RoundStage.Http => TimelineKind.HttpTimedOut,
            RoundStage.Plan or RoundStage.AssignedAgent or RoundStage.AssignedQueue or RoundStage.Transfer => TimelineKind.RoundTimedOut,
        },
        round.AgentId, round.QueueId);
}
