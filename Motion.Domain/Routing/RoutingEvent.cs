namespace Motion.Domain.Routing;

/// <summary>What can happen to an interaction: the columns of the transition table.</summary>
public enum RoutingEventKind
{
    /// <summary>A message of the customer was stored.</summary>
    CustomerWrote,
    /// <summary>An agent pressed Accept on his offer.</summary>
    Accepted,
    /// <summary>An agent pressed Reject on his offer.</summary>
    Rejected,
    /// <summary>The time of one agent's offer is over.</summary>
    OfferTimeEnded,
    /// <summary>The time of a round is over.</summary>
    RoundTimeEnded,
    /// <summary>An agent can be asked from now on: he came online, ended a pause, or has room again.</summary>
    BecameFree,
    /// <summary>An agent cannot be asked any more: offline, paused, connection lost, or no longer of the account.</summary>
    WentAway,
    /// <summary>An agent opened an unassigned conversation by hand.</summary>
    Took,
    /// <summary>An agent wrote to the customer.</summary>
    Answered,
    /// <summary>An agent has the conversation before his eyes.</summary>
    Read,
    /// <summary>An agent ended the conversation.</summary>
    Closed,
    /// <summary>The customer turned out to be one we know, and his conversation goes on in another interaction.</summary>
    WentOnElsewhere,
}

/// <summary>Something that happened to one interaction. Made by the static members, so that each kind carries what it needs.</summary>
public sealed record RoutingEvent
{
    private RoutingEvent(RoutingEventKind kind) => Kind = kind;

    /// <summary>What happened.</summary>
    public RoutingEventKind Kind { get; }
    /// <summary>The agent concerned; 0 where none is.</summary>
    public int UserId { get; private init; }
    /// <summary>The round a due time was set in.</summary>
    public int RoundNumber { get; private init; }
    /// <summary>When the customer wrote.</summary>
    public DateTimeOffset At { get; private init; }
    /// <summary>The disposition's name when closing with one.</summary>
    public string? Disposition { get; private init; }
    /// <summary>The interaction in which the conversation goes on; 0 where none is meant.</summary>
    public long InteractionId { get; private init; }

    /// <inheritdoc cref="RoutingEventKind.CustomerWrote"/>
    /// <param name="at">When he wrote; a delayed webhook opens no longer window than the message did.</param>
    public static RoutingEvent CustomerWrote(DateTimeOffset at) => new(RoutingEventKind.CustomerWrote) { At = at };

    /// <inheritdoc cref="RoutingEventKind.Accepted"/>
    public static RoutingEvent Accepted(int userId) => new(RoutingEventKind.Accepted) { UserId = userId };

    /// <inheritdoc cref="RoutingEventKind.Rejected"/>
    public static RoutingEvent Rejected(int userId) => new(RoutingEventKind.Rejected) { UserId = userId };

    /// <inheritdoc cref="RoutingEventKind.OfferTimeEnded"/>
    public static RoutingEvent OfferTimeEnded(int userId, int roundNumber) =>
        new(RoutingEventKind.OfferTimeEnded) { UserId = userId, RoundNumber = roundNumber };

    /// <inheritdoc cref="RoutingEventKind.RoundTimeEnded"/>
    public static RoutingEvent RoundTimeEnded(int roundNumber) => new(RoutingEventKind.RoundTimeEnded) { RoundNumber = roundNumber };

    /// <inheritdoc cref="RoutingEventKind.BecameFree"/>
    public static RoutingEvent BecameFree(int userId) => new(RoutingEventKind.BecameFree) { UserId = userId };

    /// <inheritdoc cref="RoutingEventKind.WentAway"/>
    public static RoutingEvent WentAway(int userId) => new(RoutingEventKind.WentAway) { UserId = userId };

    /// <inheritdoc cref="RoutingEventKind.Took"/>
    public static RoutingEvent Took(int userId) => new(RoutingEventKind.Took) { UserId = userId };

    /// <inheritdoc cref="RoutingEventKind.Answered"/>
    public static RoutingEvent Answered(int userId) => new(RoutingEventKind.Answered) { UserId = userId };

    /// <inheritdoc cref="RoutingEventKind.Read"/>
    public static RoutingEvent Read(int userId) => new(RoutingEventKind.Read) { UserId = userId };

    /// <inheritdoc cref="RoutingEventKind.Closed"/>
    public static RoutingEvent Closed(int userId, string? disposition) =>
        new(RoutingEventKind.Closed) { UserId = userId, Disposition = disposition };

    /// <inheritdoc cref="RoutingEventKind.WentOnElsewhere"/>
    public static RoutingEvent WentOnElsewhere(long interactionId) => new(RoutingEventKind.WentOnElsewhere) { InteractionId = interactionId };
}
