using System.Globalization;
using Motion.Domain.Interactions;
using Motion.Domain.Queues;

namespace Motion.Domain.Routing;

/// <summary>A decision in the making: the state so far and the effects so far. Used within one call of the table only.</summary>
internal sealed class Deciding(RoutingState before, RoutingState after, RoutingFacts facts)
{
    private readonly List<RoutingEffect> _effects = [];
    private RoutingState _state = after;

    public Deciding(RoutingState state, RoutingFacts facts) : this(state, state, facts) { }

    private Round Round => _state.Round!;

    public RoutingDecision Agreed() => _effects.Count == 0 && _state == before
        ? new RoutingDecision.Refused(RoutingRefusal.NothingToDo)
        : new RoutingDecision.Agreed(_state, _effects);

    public Deciding Tell(TimelineKind kind, int? userId = null, int? queueId = null, int? number = null, string? text = null) =>
        Do(new RoutingEffect.Tell(kind, userId, queueId, number, text));

    /// <summary>Step 7 from the top.</summary>
    public Deciding StartPlan()
    {
        Tell(TimelineKind.PlanStarted);
        return RunPlanFrom(0);
    }

    public Deciding Own(int userId)
    {
        _state = _state with { OwnerId = userId, IsRead = false };
        return Do(new RoutingEffect.OpenTab(userId));
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

    /// <summary>The round is over; the next row of the plan follows.</summary>
    public Deciding EndRoundAndGoOn(bool timeOver = true)
    {
        if (timeOver)
            Tell(TimelineKind.RoundTimedOut, Round.AgentId, Round.QueueId);
        var position = Round.PlanPosition;
        return StopAsking().RunPlanFrom(position + 1);
    }

    /// <summary>Withdraws whatever rings; nothing follows.</summary>
    public Deciding StopAsking()
    {
        StopOthers(null, WithdrawReason.RoundOver);
        EndRound();
        return this;
    }

    /// <summary>Closed without a person: the same customer's other conversation goes on.</summary>
    public Deciding EndInFavourOf(long interactionId)
    {
        _state = _state with { Status = InteractionStatus.Closed, IsRead = true, AnsweredAt = null };
        return Tell(TimelineKind.WentOnElsewhere, text: interactionId.ToString(CultureInfo.InvariantCulture));
    }

    private Deciding RunPlanFrom(int position)
    {
        for (; position < facts.Plan.Count; position++)
        {
            var step = facts.Plan[position];
            if (!step.Enabled)
            {
                Tell(TimelineKind.RowSkippedOff, number: position + 1);
                continue;
            }
            return step.Application switch
            {
                PlanApplication.Agent => BeginRound(position, step).AskAgent(step.AgentId!.Value),
                PlanApplication.Queue => BeginRound(position, step).AskQueue(),
                PlanApplication.AutoReply or PlanApplication.Tag or PlanApplication.Close or PlanApplication.GoToIf or PlanApplication.GoTo
                    or PlanApplication.Assistant or PlanApplication.Http or PlanApplication.Log => RunPlanFrom(position + 1),
            };
        }
        return Tell(TimelineKind.PlanEnded);
    }

    private Deciding BeginRound(int position, PlanStep step)
    {
        var endsAt = facts.Now + step.Timeout;
        _state = _state with
        {
            RoundNumber = _state.RoundNumber + 1,
            Round = new Round(RoundStage.Plan, position, step.AgentId, step.QueueId, endsAt, [], []),
        };
        Tell(step.AgentId is null ? TimelineKind.AskingQueue : TimelineKind.AskingAgent, step.AgentId, step.QueueId, Seconds(step.Timeout));
        return Do(new RoutingEffect.BeginRound(endsAt));
    }

    private void EndRound()
    {
        Do(new RoutingEffect.EndRound());
        _state = _state with { Round = null };
    }

    private Deciding AskAgent(int userId) => Askable(userId) ? Ring(userId, Round.EndsAt) : TellNobody();

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
            case QueueStrategy.LeastRecent:
                if (MayRingNow(queue) && NextInRound(queue) is { } next)
                {
                    Do(new RoutingEffect.RememberLastRung(Round.QueueId.Value, next));
                    var agentEndsAt = facts.Now + queue.AgentTimeout;
                    Ring(next, agentEndsAt < Round.EndsAt ? agentEndsAt : Round.EndsAt);
                }
                break;
        }
        return Round.Ringing.IsEmpty ? TellNobody() : this;
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

    private bool CanRing(int userId) => Askable(userId) && !Round.Rings(userId) && !Round.Rejected.Contains(userId);

    private bool Askable(int userId) => facts.Askable.Contains(userId);

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

    private static int Seconds(TimeSpan duration) => (int)Math.Round(duration.TotalSeconds, MidpointRounding.AwayFromZero);

    private Deciding Do(RoutingEffect effect)
    {
        _effects.Add(effect);
        return this;
    }
}
