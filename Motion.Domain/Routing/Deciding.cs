using System.Globalization;
using Motion.Domain.Dispositions;
using Motion.Domain.Interactions;

namespace Motion.Domain.Routing;

/// <summary>A decision in the making: the state so far and the effects so far. Used within one call of the table only.</summary>
internal sealed partial class Deciding(RoutingState before, RoutingState after, RoutingFacts facts)
{
    private readonly List<RoutingEffect> _effects = [];
    private RoutingState _state = after;
    private int? _row = before.Round is { Stage: RoundStage.Plan or RoundStage.Assistant or RoundStage.Http } round ? round.PlanPosition + 1 : null;

    public Deciding(RoutingState state, RoutingFacts facts) : this(state, state, facts) { }

    private Round Round => _state.Round!;

    public RoutingDecision Agreed() => _effects.Count == 0 && _state == before
        ? new RoutingDecision.Refused(RoutingRefusal.NothingToDo)
        : new RoutingDecision.Agreed(_state, _effects);

    public Deciding Tell(TimelineKind kind, int? userId = null, int? queueId = null, int? number = null, string? text = null) =>
        Do(new RoutingEffect.Tell(kind, userId, queueId, number, text) { Row = _row });

    public Deciding Own(int userId)
    {
        _state = _state with { OwnerId = userId, IsRead = false };
        return Do(new RoutingEffect.OpenTab(userId));
    }

    /// <summary>Step 4: the customer wrote; what he answers ends the inactivity clock.</summary>
    public Deciding StopInactivityClock() => before.AnsweredAt is null ? this : Do(new RoutingEffect.CloseForInactivityAt(null));

    /// <summary>The owner answered: from now on the customer has the account's inactivity time.</summary>
    public Deciding StartInactivityClock() =>
        facts.Account.InactivityTimeout is { } timeout ? Do(new RoutingEffect.CloseForInactivityAt(facts.Now + timeout)) : StopInactivityClock();

    public Deciding Close(TimelineKind kind, int? userId, string? disposition)
    {
        End();
        return Tell(kind, userId, text: disposition);
    }

    /// <summary>Not before the customer had all the time the account gives him now.</summary>
    public Deciding CloseForInactivity()
    {
        if (_state.AnsweredAt is not { } answeredAt || facts.Account.InactivityTimeout is not { } timeout)
            return StopInactivityClock();
        if (answeredAt + timeout > facts.Now)
            return Do(new RoutingEffect.CloseForInactivityAt(answeredAt + timeout));
        End();
        Do(new RoutingEffect.GiveDisposition(null, SystemDisposition.ClosedForInactivity));
        return Tell(TimelineKind.ClosedForInactivity, number: (int)timeout.TotalMinutes);
    }

    /// <summary>Closed without a person: the same customer's other conversation goes on.</summary>
    public Deciding EndInFavourOf(long interactionId)
    {
        End();
        return Tell(TimelineKind.WentOnElsewhere, text: interactionId.ToString(CultureInfo.InvariantCulture));
    }

    private void End()
    {
        if (_state.Round is not null)
            StopAsking(WithdrawReason.Closed);
        StopInactivityClock();
        _state = _state with { Status = InteractionStatus.Closed, IsRead = true, AnsweredAt = null };
    }

    private static int Seconds(TimeSpan duration) => (int)Math.Round(duration.TotalSeconds, MidpointRounding.AwayFromZero);

    private Deciding Do(RoutingEffect effect)
    {
        _effects.Add(effect);
        return this;
    }
}
