using Motion.Domain.Interactions;
using static Motion.Domain.Routing.RoutingDecision;

namespace Motion.Domain.Routing;

/// <summary>
/// The transition table of product.md section 5: every event in every phase, decided without I/O. A pair that is missing does not
/// compile (CS8509); a pair that changes nothing is a named refusal.
/// </summary>
public static class RoutingTable
{
    /// <summary>Decides what an event does to an interaction.</summary>
    /// <param name="state">The interaction as it is stored.</param>
    /// <param name="happened">What happened.</param>
    /// <param name="facts">What the decision may look at.</param>
    public static RoutingDecision Decide(RoutingState state, RoutingEvent happened, RoutingFacts facts) => state.Phase switch
    {
        RoutingPhase.Unassigned => WhileUnassigned(state, happened, facts),
        RoutingPhase.Asking => WhileAsking(state, happened, facts),
        RoutingPhase.Elsewhere => WhileElsewhere(state, happened, facts),
        RoutingPhase.Owned => WhileOwned(state, happened, facts),
        RoutingPhase.Returning => WhileReturning(state, happened, facts),
        RoutingPhase.Transferring => WhileTransferring(state, happened, facts),
        RoutingPhase.Closed => WhileClosed(happened),
    };

    private static RoutingDecision WhileUnassigned(RoutingState state, RoutingEvent happened, RoutingFacts facts) => happened.Kind switch
    {
        // Step 7 from the top, for a new conversation and for each later message of one that nobody owns.
        RoutingEventKind.CustomerWrote => Wrote(state, happened, facts).StartPlan().Agreed(),
        RoutingEventKind.Took => Take(state, happened, facts),
        RoutingEventKind.ClosedFromOutside => CloseFromOutside(state, happened, facts),
        RoutingEventKind.WentOnElsewhere => new Deciding(state, facts).EndInFavourOf(happened.InteractionId).Agreed(),
        RoutingEventKind.InactivityTimeEnded => new Deciding(state, facts).StopInactivityClock().Agreed(),
        RoutingEventKind.Accepted or RoutingEventKind.Rejected => new Refused(RoutingRefusal.OfferOver),
        RoutingEventKind.Answered or RoutingEventKind.Read or RoutingEventKind.Closed => new Refused(RoutingRefusal.NotOwner),
        RoutingEventKind.TransferredToAgent or RoutingEventKind.TransferredToQueue => new Refused(RoutingRefusal.NobodyHasIt),
        RoutingEventKind.OfferTimeEnded or RoutingEventKind.RoundTimeEnded or RoutingEventKind.BecameFree or RoutingEventKind.WentAway
            or RoutingEventKind.OwnerLeft or RoutingEventKind.AssistantAnswered or RoutingEventKind.AssistantFailed
            or RoutingEventKind.HttpAnswered or RoutingEventKind.HttpFailed => new Refused(RoutingRefusal.NothingToDo),
    };

    private static RoutingDecision WhileAsking(RoutingState state, RoutingEvent happened, RoutingFacts facts) => happened.Kind switch
    {
        // Step 4: an offer already runs, the message is only added.
        RoutingEventKind.CustomerWrote => Wrote(state, happened, facts).Agreed(),
        RoutingEventKind.Accepted => Accept(state, happened, facts),
        RoutingEventKind.Rejected or RoutingEventKind.OfferTimeEnded or RoutingEventKind.RoundTimeEnded or RoutingEventKind.BecameFree
            or RoutingEventKind.WentAway => InRound(state, happened, facts),
        RoutingEventKind.ClosedFromOutside => CloseFromOutside(state, happened, facts),
        RoutingEventKind.WentOnElsewhere => new Deciding(state, facts).EndInFavourOf(happened.InteractionId).Agreed(),
        RoutingEventKind.InactivityTimeEnded => new Deciding(state, facts).StopInactivityClock().Agreed(),
        // It is on somebody's desk already; who wants it has to be rung, or wait for the end of the plan.
        RoutingEventKind.Took => new Refused(RoutingRefusal.StillAsking),
        RoutingEventKind.Answered or RoutingEventKind.Read or RoutingEventKind.Closed => new Refused(RoutingRefusal.NotOwner),
        RoutingEventKind.TransferredToAgent or RoutingEventKind.TransferredToQueue => new Refused(RoutingRefusal.NobodyHasIt),
        RoutingEventKind.OwnerLeft or RoutingEventKind.AssistantAnswered or RoutingEventKind.AssistantFailed
            or RoutingEventKind.HttpAnswered or RoutingEventKind.HttpFailed => new Refused(RoutingRefusal.NothingToDo),
    };

    private static RoutingDecision WhileElsewhere(RoutingState state, RoutingEvent happened, RoutingFacts facts) => happened.Kind switch
    {
        RoutingEventKind.CustomerWrote => Wrote(state, happened, facts).GoOnTalking(happened.Text).Agreed(),
        RoutingEventKind.AssistantAnswered => IsAnswerTo(state, RoundStage.Assistant, happened)
            ? new Deciding(state, facts).TakeAnswerOfAssistant(happened.Text, happened.HandsOver).Agreed()
            : new Refused(RoutingRefusal.NothingToDo),
        RoutingEventKind.AssistantFailed => IsAnswerTo(state, RoundStage.Assistant, happened)
            ? new Deciding(state, facts).FailOutside(TimelineKind.AssistantFailed, happened.Text).Agreed()
            : new Refused(RoutingRefusal.NothingToDo),
        RoutingEventKind.HttpAnswered => IsAnswerTo(state, RoundStage.Http, happened)
            ? new Deciding(state, facts).TakeAnswerOfAddress(happened.TagIds, happened.Text, happened.Target).Agreed()
            : new Refused(RoutingRefusal.NothingToDo),
        RoutingEventKind.HttpFailed => IsAnswerTo(state, RoundStage.Http, happened)
            ? new Deciding(state, facts).FailOutside(TimelineKind.HttpFailed, happened.Text).Agreed()
            : new Refused(RoutingRefusal.NothingToDo),
        RoutingEventKind.RoundTimeEnded => InRound(state, happened, facts),
        // A person may step in where a machine talks.
        RoutingEventKind.Took => Take(state, happened, facts),
        RoutingEventKind.ClosedFromOutside => CloseFromOutside(state, happened, facts),
        RoutingEventKind.WentOnElsewhere => new Deciding(state, facts).EndInFavourOf(happened.InteractionId).Agreed(),
        RoutingEventKind.InactivityTimeEnded => new Deciding(state, facts).StopInactivityClock().Agreed(),
        RoutingEventKind.Accepted or RoutingEventKind.Rejected => new Refused(RoutingRefusal.OfferOver),
        RoutingEventKind.Answered or RoutingEventKind.Read or RoutingEventKind.Closed => new Refused(RoutingRefusal.NotOwner),
        RoutingEventKind.TransferredToAgent or RoutingEventKind.TransferredToQueue => new Refused(RoutingRefusal.NobodyHasIt),
        RoutingEventKind.OfferTimeEnded or RoutingEventKind.BecameFree or RoutingEventKind.WentAway or RoutingEventKind.OwnerLeft
            => new Refused(RoutingRefusal.NothingToDo),
    };

    private static bool IsAnswerTo(RoutingState state, RoundStage stage, RoutingEvent happened) =>
        state.Round!.Stage == stage && happened.RoundNumber == state.RoundNumber;

    private static RoutingDecision WhileOwned(RoutingState state, RoutingEvent happened, RoutingFacts facts) => happened.Kind switch
    {
        // Step 4: the message appears live on the desk of an owner who is there; else step 5.
        RoutingEventKind.CustomerWrote => facts.OwnerIsThere
            ? Wrote(state, happened, facts).Agreed()
            : Wrote(state, happened, facts).WaitForOwner().Agreed(),
        RoutingEventKind.OwnerLeft => state.OwnerId == happened.UserId && !state.IsRead && !facts.OwnerIsThere
            ? new Deciding(state, facts).Tell(TimelineKind.OwnerLeft, happened.UserId).WaitForOwner().Agreed()
            : new Refused(RoutingRefusal.NothingToDo),
        RoutingEventKind.Answered or RoutingEventKind.Read or RoutingEventKind.Closed => ByOwner(state, happened, facts),
        RoutingEventKind.TransferredToAgent => TransferToAgent(state, happened, facts),
        RoutingEventKind.TransferredToQueue => TransferToQueue(state, happened, facts),
        RoutingEventKind.ClosedFromOutside => CloseFromOutside(state, happened, facts),
        RoutingEventKind.InactivityTimeEnded => new Deciding(state, facts).CloseForInactivity().Agreed(),
        RoutingEventKind.WentOnElsewhere => new Deciding(state, facts).EndInFavourOf(happened.InteractionId).Agreed(),
        RoutingEventKind.Accepted or RoutingEventKind.Rejected or RoutingEventKind.Took => new Refused(RoutingRefusal.AlreadyTaken, state.OwnerId),
        RoutingEventKind.OfferTimeEnded or RoutingEventKind.RoundTimeEnded or RoutingEventKind.BecameFree or RoutingEventKind.WentAway
            or RoutingEventKind.AssistantAnswered or RoutingEventKind.AssistantFailed or RoutingEventKind.HttpAnswered or RoutingEventKind.HttpFailed
            => new Refused(RoutingRefusal.NothingToDo),
    };

    private static RoutingDecision WhileReturning(RoutingState state, RoutingEvent happened, RoutingFacts facts) => happened.Kind switch
    {
        // A second message does not restart the clock.
        RoutingEventKind.CustomerWrote => Wrote(state, happened, facts).Agreed(),
        RoutingEventKind.Accepted => Accept(state, happened, facts),
        RoutingEventKind.Rejected or RoutingEventKind.OfferTimeEnded or RoutingEventKind.RoundTimeEnded or RoutingEventKind.BecameFree
            or RoutingEventKind.WentAway => InRound(state, happened, facts),
        // The owner is back by himself.
        RoutingEventKind.Answered or RoutingEventKind.Read or RoutingEventKind.Closed => ByOwner(state, happened, facts),
        RoutingEventKind.ClosedFromOutside => CloseFromOutside(state, happened, facts),
        RoutingEventKind.WentOnElsewhere => new Deciding(state, facts).EndInFavourOf(happened.InteractionId).Agreed(),
        RoutingEventKind.InactivityTimeEnded => new Deciding(state, facts).CloseForInactivity().Agreed(),
        RoutingEventKind.Took => new Refused(RoutingRefusal.StillAsking),
        RoutingEventKind.TransferredToAgent or RoutingEventKind.TransferredToQueue => new Refused(RoutingRefusal.StillAsking),
        RoutingEventKind.OwnerLeft or RoutingEventKind.AssistantAnswered or RoutingEventKind.AssistantFailed
            or RoutingEventKind.HttpAnswered or RoutingEventKind.HttpFailed => new Refused(RoutingRefusal.NothingToDo),
    };

    private static RoutingDecision WhileTransferring(RoutingState state, RoutingEvent happened, RoutingFacts facts) => happened.Kind switch
    {
        RoutingEventKind.CustomerWrote => Wrote(state, happened, facts).Agreed(),
        RoutingEventKind.Accepted => Accept(state, happened, facts),
        RoutingEventKind.Rejected or RoutingEventKind.OfferTimeEnded or RoutingEventKind.RoundTimeEnded or RoutingEventKind.BecameFree
            or RoutingEventKind.WentAway => InRound(state, happened, facts),
        // Until somebody takes it over, it is the sender's.
        RoutingEventKind.Answered or RoutingEventKind.Read or RoutingEventKind.Closed => ByOwner(state, happened, facts),
        RoutingEventKind.TransferredToAgent or RoutingEventKind.TransferredToQueue => new Refused(RoutingRefusal.AlreadyTransferring),
        RoutingEventKind.ClosedFromOutside => CloseFromOutside(state, happened, facts),
        RoutingEventKind.WentOnElsewhere => new Deciding(state, facts).EndInFavourOf(happened.InteractionId).Agreed(),
        RoutingEventKind.InactivityTimeEnded => new Deciding(state, facts).CloseForInactivity().Agreed(),
        RoutingEventKind.Took => new Refused(RoutingRefusal.AlreadyTaken, state.OwnerId),
        RoutingEventKind.OwnerLeft or RoutingEventKind.AssistantAnswered or RoutingEventKind.AssistantFailed
            or RoutingEventKind.HttpAnswered or RoutingEventKind.HttpFailed => new Refused(RoutingRefusal.NothingToDo),
    };

    private static RoutingDecision WhileClosed(RoutingEvent happened) => happened.Kind switch
    {
        RoutingEventKind.OfferTimeEnded or RoutingEventKind.RoundTimeEnded or RoutingEventKind.InactivityTimeEnded or RoutingEventKind.BecameFree
            or RoutingEventKind.WentAway or RoutingEventKind.OwnerLeft or RoutingEventKind.Read or RoutingEventKind.AssistantAnswered
            or RoutingEventKind.AssistantFailed or RoutingEventKind.HttpAnswered or RoutingEventKind.HttpFailed => new Refused(RoutingRefusal.NothingToDo),
        RoutingEventKind.CustomerWrote or RoutingEventKind.Accepted or RoutingEventKind.Rejected or RoutingEventKind.Took
            or RoutingEventKind.Answered or RoutingEventKind.Closed or RoutingEventKind.ClosedFromOutside or RoutingEventKind.TransferredToAgent
            or RoutingEventKind.TransferredToQueue or RoutingEventKind.WentOnElsewhere => new Refused(RoutingRefusal.AlreadyClosed),
    };

    /// <summary>An offer whose time is over is over, even if nobody has swept it up yet.</summary>
    private static RoutingDecision Accept(RoutingState state, RoutingEvent happened, RoutingFacts facts)
    {
        if (state.Round!.Ringing.Find(offer => offer.UserId == happened.UserId) is not { } offer || offer.EndsAt <= facts.Now)
            return new Refused(RoutingRefusal.OfferOver);
        // Who accepts is there, also when his line was cut for so long that nobody would ask him: his page is back before his lease.
        return facts.Full.Contains(happened.UserId) && state.OwnerId != happened.UserId
            ? new Refused(RoutingRefusal.NoRoom)
            : new Deciding(state, facts).Accept(happened.UserId).Agreed();
    }

    /// <summary>What rounds have in common, whatever they are for.</summary>
    private static RoutingDecision InRound(RoutingState state, RoutingEvent happened, RoutingFacts facts)
    {
        var rings = state.Round!.Rings(happened.UserId);
        var isOfThisRound = happened.RoundNumber == state.RoundNumber;
        var deciding = new Deciding(state, facts);
        return happened.Kind switch
        {
            RoutingEventKind.Rejected => rings ? deciding.Reject(happened.UserId).Agreed() : new Refused(RoutingRefusal.OfferOver),
            RoutingEventKind.OfferTimeEnded when isOfThisRound && rings => deciding.EndOffer(happened.UserId).Agreed(),
            RoutingEventKind.RoundTimeEnded when isOfThisRound => deciding.EndRoundAndGoOn().Agreed(),
            RoutingEventKind.BecameFree => deciding.AskWhoBecameFree(happened.UserId).Agreed(),
            RoutingEventKind.WentAway when rings => deciding.Withdraw(happened.UserId).Agreed(),
            _ => new Refused(RoutingRefusal.NothingToDo),
        };
    }

    private static RoutingDecision Take(RoutingState state, RoutingEvent happened, RoutingFacts facts)
    {
        var deciding = new Deciding(state, facts);
        if (state.Round is not null)
            deciding.StopAsking(WithdrawReason.TakenByOther);
        return deciding.Own(happened.UserId).Tell(TimelineKind.Taken, happened.UserId).Agreed();
    }

    private static RoutingDecision ByOwner(RoutingState state, RoutingEvent happened, RoutingFacts facts)
    {
        if (state.OwnerId != happened.UserId)
            return new Refused(RoutingRefusal.NotOwner, state.OwnerId);
        if (happened.Kind == RoutingEventKind.Closed)
        {
            return facts.Account.MandatoryDisposition && happened.Disposition is null
                ? new Refused(RoutingRefusal.DispositionNeeded)
                : new Deciding(state, facts).Close(TimelineKind.Closed, happened.UserId, happened.Disposition).Agreed();
        }
        // A screen left on by an owner who went offline shows the message, but he does not read it.
        if (happened.Kind == RoutingEventKind.Read && state.Phase == RoutingPhase.Returning && !facts.OwnerIsThere)
            return new Refused(RoutingRefusal.NothingToDo);
        var answered = happened.Kind == RoutingEventKind.Answered;
        var deciding = new Deciding(state, state with { IsRead = true, AnsweredAt = answered ? facts.Now : state.AnsweredAt }, facts);
        if (state.Phase == RoutingPhase.Returning)
            deciding.StayWithOwner();
        return (answered ? deciding.StartInactivityClock() : deciding).Agreed();
    }

    private static RoutingDecision TransferToAgent(RoutingState state, RoutingEvent happened, RoutingFacts facts)
    {
        if (happened.UserId != 0 && state.OwnerId != happened.UserId)
            return new Refused(RoutingRefusal.NotOwner, state.OwnerId);
        if (facts.Account.TransferToAgent is null)
            return new Refused(RoutingRefusal.TransferNotAllowed);
        return state.OwnerId == happened.TargetId || !facts.Askable.Contains(happened.TargetId)
            ? new Refused(RoutingRefusal.CannotBeAsked)
            : new Deciding(state, facts).HandToAgent(happened.TargetId).Agreed();
    }

    private static RoutingDecision TransferToQueue(RoutingState state, RoutingEvent happened, RoutingFacts facts)
    {
        if (happened.UserId != 0 && state.OwnerId != happened.UserId)
            return new Refused(RoutingRefusal.NotOwner, state.OwnerId);
        if (facts.Account.TransferToQueue is null)
            return new Refused(RoutingRefusal.TransferNotAllowed);
        return facts.Queues.ContainsKey(happened.TargetId)
            ? new Deciding(state, facts).HandToQueue(happened.TargetId).Agreed()
            : new Refused(RoutingRefusal.CannotBeAsked);
    }

    private static RoutingDecision CloseFromOutside(RoutingState state, RoutingEvent happened, RoutingFacts facts) =>
        facts.Account.MandatoryDisposition && happened.Disposition is null
            ? new Refused(RoutingRefusal.DispositionNeeded)
            : new Deciding(state, facts)
                .Close(TimelineKind.ClosedFromOutside, happened.UserId == 0 ? null : happened.UserId, happened.Disposition)
                .Agreed();

    private static Deciding Wrote(RoutingState state, RoutingEvent happened, RoutingFacts facts) => new Deciding(
        state,
        state with
        {
            IsRead = false,
            LastInboundAt = state.LastInboundAt > happened.At ? state.LastInboundAt : happened.At,
            AnsweredAt = null,
        },
        facts).StopInactivityClock();
}
