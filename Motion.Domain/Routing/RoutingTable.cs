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
        RoutingPhase.Asking => WhileAsking(state, state.Round!, happened, facts),
        RoutingPhase.Owned => WhileOwned(state, happened, facts),
        RoutingPhase.Closed => WhileClosed(happened),
    };

    private static RoutingDecision WhileUnassigned(RoutingState state, RoutingEvent happened, RoutingFacts facts) => happened.Kind switch
    {
        // Step 7 from the top, for a new conversation and for each later message of one that nobody owns.
        RoutingEventKind.CustomerWrote => new Deciding(state, Wrote(state, happened), facts).StartPlan().Agreed(),
        RoutingEventKind.Took => new Deciding(state, facts)
            .Own(happened.UserId)
            .Tell(TimelineKind.Taken, happened.UserId)
            .Agreed(),
        RoutingEventKind.Accepted or RoutingEventKind.Rejected => new Refused(RoutingRefusal.OfferOver),
        RoutingEventKind.Answered or RoutingEventKind.Read or RoutingEventKind.Closed => new Refused(RoutingRefusal.NotOwner),
        RoutingEventKind.OfferTimeEnded or RoutingEventKind.RoundTimeEnded => new Refused(RoutingRefusal.NothingToDo),
        RoutingEventKind.BecameFree or RoutingEventKind.WentAway => new Refused(RoutingRefusal.NothingToDo),
        RoutingEventKind.WentOnElsewhere => new Deciding(state, facts).EndInFavourOf(happened.InteractionId).Agreed(),
    };

    private static RoutingDecision WhileAsking(RoutingState state, Round round, RoutingEvent happened, RoutingFacts facts) => happened.Kind switch
    {
        // Step 4: an offer already runs, the message is only added.
        RoutingEventKind.CustomerWrote => new Deciding(state, Wrote(state, happened), facts).Agreed(),
        RoutingEventKind.Accepted => round.Rings(happened.UserId)
            ? new Deciding(state, facts).Accept(happened.UserId).Agreed()
            : new Refused(RoutingRefusal.OfferOver),
        RoutingEventKind.Rejected => round.Rings(happened.UserId)
            ? new Deciding(state, facts).Reject(happened.UserId).Agreed()
            : new Refused(RoutingRefusal.OfferOver),
        RoutingEventKind.OfferTimeEnded => happened.RoundNumber == state.RoundNumber && round.Rings(happened.UserId)
            ? new Deciding(state, facts).EndOffer(happened.UserId).Agreed()
            : new Refused(RoutingRefusal.NothingToDo),
        RoutingEventKind.RoundTimeEnded => happened.RoundNumber == state.RoundNumber
            ? new Deciding(state, facts).EndRoundAndGoOn().Agreed()
            : new Refused(RoutingRefusal.NothingToDo),
        RoutingEventKind.BecameFree => new Deciding(state, facts).AskWhoBecameFree(happened.UserId).Agreed(),
        RoutingEventKind.WentAway => round.Rings(happened.UserId)
            ? new Deciding(state, facts).Withdraw(happened.UserId).Agreed()
            : new Refused(RoutingRefusal.NothingToDo),
        // It is on somebody's desk already; who wants it has to be rung, or wait for the end of the plan.
        RoutingEventKind.Took => new Refused(RoutingRefusal.StillAsking),
        RoutingEventKind.Answered or RoutingEventKind.Read or RoutingEventKind.Closed => new Refused(RoutingRefusal.NotOwner),
        RoutingEventKind.WentOnElsewhere => new Deciding(state, facts).StopAsking().EndInFavourOf(happened.InteractionId).Agreed(),
    };

    private static RoutingDecision WhileOwned(RoutingState state, RoutingEvent happened, RoutingFacts facts) => happened.Kind switch
    {
        RoutingEventKind.CustomerWrote => new Deciding(state, Wrote(state, happened), facts).Agreed(),
        RoutingEventKind.Answered => ByOwner(state, happened, facts, now => state with { IsRead = true, AnsweredAt = now }),
        RoutingEventKind.Read => ByOwner(state, happened, facts, _ => state with { IsRead = true }),
        RoutingEventKind.Closed => state.OwnerId == happened.UserId
            ? new Deciding(state, state with { Status = InteractionStatus.Closed, IsRead = true, AnsweredAt = null }, facts)
                .Tell(TimelineKind.Closed, happened.UserId, text: happened.Disposition)
                .Agreed()
            : new Refused(RoutingRefusal.NotOwner, state.OwnerId),
        RoutingEventKind.Accepted or RoutingEventKind.Rejected or RoutingEventKind.Took => new Refused(RoutingRefusal.AlreadyTaken, state.OwnerId),
        RoutingEventKind.OfferTimeEnded or RoutingEventKind.RoundTimeEnded => new Refused(RoutingRefusal.NothingToDo),
        RoutingEventKind.BecameFree or RoutingEventKind.WentAway => new Refused(RoutingRefusal.NothingToDo),
        RoutingEventKind.WentOnElsewhere => new Deciding(state, facts).EndInFavourOf(happened.InteractionId).Agreed(),
    };

    private static RoutingDecision WhileClosed(RoutingEvent happened) => happened.Kind switch
    {
        RoutingEventKind.OfferTimeEnded or RoutingEventKind.RoundTimeEnded => new Refused(RoutingRefusal.NothingToDo),
        RoutingEventKind.BecameFree or RoutingEventKind.WentAway or RoutingEventKind.Read => new Refused(RoutingRefusal.NothingToDo),
        RoutingEventKind.CustomerWrote or RoutingEventKind.Accepted or RoutingEventKind.Rejected or RoutingEventKind.Took
            or RoutingEventKind.Answered or RoutingEventKind.Closed or RoutingEventKind.WentOnElsewhere => new Refused(RoutingRefusal.AlreadyClosed),
    };

    private static RoutingDecision ByOwner(RoutingState state, RoutingEvent happened, RoutingFacts facts, Func<DateTimeOffset, RoutingState> change) =>
        state.OwnerId == happened.UserId
            ? new Deciding(state, change(facts.Now), facts).Agreed()
            : new Refused(RoutingRefusal.NotOwner, state.OwnerId);

    private static RoutingState Wrote(RoutingState state, RoutingEvent happened) => state with
    {
        IsRead = false,
        LastInboundAt = state.LastInboundAt > happened.At ? state.LastInboundAt : happened.At,
        AnsweredAt = null,
    };
}
