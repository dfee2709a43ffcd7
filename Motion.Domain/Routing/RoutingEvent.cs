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
    /// <summary>A program or an administrator ended the conversation.</summary>
    ClosedFromOutside,
    /// <summary>The owner hands it to another agent.</summary>
    TransferredToAgent,
    /// <summary>The owner hands it to a queue.</summary>
    TransferredToQueue,
    /// <summary>The owner has left while something of the customer waits for him.</summary>
    OwnerLeft,
    /// <summary>The customer has not answered in the account's inactivity time.</summary>
    InactivityTimeEnded,
    /// <summary>The assistant answered.</summary>
    AssistantAnswered,
    /// <summary>The assistant could not answer.</summary>
    AssistantFailed,
    /// <summary>The address of an HTTP request row answered.</summary>
    HttpAnswered,
    /// <summary>It did not, or with something that cannot be understood.</summary>
    HttpFailed,
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
    /// <summary>What the customer wrote, what an assistant says, or why something failed.</summary>
    public string Text { get; private init; } = "";
    /// <summary>The agent or queue it is handed to.</summary>
    public int TargetId { get; private init; }
    /// <summary>The assistant wants a person to go on.</summary>
    public bool HandsOver { get; private init; }
    /// <summary>Tags an address answered with.</summary>
    public IReadOnlyList<int> TagIds { get; private init; } = [];
    /// <summary>Index of the plan row an address answered with, or null.</summary>
    public int? Target { get; private init; }
    /// <summary>The disposition's path when closing with one.</summary>
    public string? Disposition { get; private init; }
    /// <summary>The interaction in which the conversation goes on; 0 where none is meant.</summary>
    public long InteractionId { get; private init; }

    /// <inheritdoc cref="RoutingEventKind.CustomerWrote"/>
    /// <param name="at">When he wrote; a delayed webhook opens no longer window than the message did.</param>
    /// <param name="text">What he wrote, as far as it is text.</param>
    public static RoutingEvent CustomerWrote(DateTimeOffset at, string text = "") => new(RoutingEventKind.CustomerWrote) { At = at, Text = text };

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

    /// <inheritdoc cref="RoutingEventKind.ClosedFromOutside"/>
    /// <param name="userId">The administrator; 0 for a program.</param>
    /// <param name="disposition">The disposition's path, or null.</param>
    public static RoutingEvent ClosedFromOutside(int userId, string? disposition) =>
        new(RoutingEventKind.ClosedFromOutside) { UserId = userId, Disposition = disposition };

    /// <inheritdoc cref="RoutingEventKind.TransferredToAgent"/>
    /// <param name="userId">The owner; 0 for a program, which acts for him.</param>
    /// <param name="agentId">To whom.</param>
    public static RoutingEvent TransferredToAgent(int userId, int agentId) =>
        new(RoutingEventKind.TransferredToAgent) { UserId = userId, TargetId = agentId };

    /// <inheritdoc cref="RoutingEventKind.TransferredToQueue"/>
    /// <param name="userId">The owner; 0 for a program, which acts for him.</param>
    /// <param name="queueId">To which.</param>
    public static RoutingEvent TransferredToQueue(int userId, int queueId) =>
        new(RoutingEventKind.TransferredToQueue) { UserId = userId, TargetId = queueId };

    /// <inheritdoc cref="RoutingEventKind.OwnerLeft"/>
    public static RoutingEvent OwnerLeft(int userId) => new(RoutingEventKind.OwnerLeft) { UserId = userId };

    /// <inheritdoc cref="RoutingEventKind.InactivityTimeEnded"/>
    public static RoutingEvent InactivityTimeEnded() => new(RoutingEventKind.InactivityTimeEnded);

    /// <inheritdoc cref="RoutingEventKind.AssistantAnswered"/>
    /// <param name="roundNumber">The round it was asked in.</param>
    /// <param name="text">What it says; may be empty when it hands over.</param>
    /// <param name="handsOver">It wants a person to go on.</param>
    public static RoutingEvent AssistantAnswered(int roundNumber, string text, bool handsOver) =>
        new(RoutingEventKind.AssistantAnswered) { RoundNumber = roundNumber, Text = text, HandsOver = handsOver };

    /// <inheritdoc cref="RoutingEventKind.AssistantFailed"/>
    public static RoutingEvent AssistantFailed(int roundNumber, string why) =>
        new(RoutingEventKind.AssistantFailed) { RoundNumber = roundNumber, Text = why };

    /// <inheritdoc cref="RoutingEventKind.HttpAnswered"/>
    /// <param name="roundNumber">The round it was asked in.</param>
    /// <param name="tagIds">Tags to add.</param>
    /// <param name="text">A text for the customer, or empty.</param>
    /// <param name="target">Index of the row to go on with, or null for the next one.</param>
    public static RoutingEvent HttpAnswered(int roundNumber, IReadOnlyList<int> tagIds, string text, int? target) =>
        new(RoutingEventKind.HttpAnswered) { RoundNumber = roundNumber, TagIds = tagIds, Text = text, Target = target };

    /// <inheritdoc cref="RoutingEventKind.HttpFailed"/>
    public static RoutingEvent HttpFailed(int roundNumber, string why) => new(RoutingEventKind.HttpFailed) { RoundNumber = roundNumber, Text = why };

    /// <inheritdoc cref="RoutingEventKind.WentOnElsewhere"/>
    public static RoutingEvent WentOnElsewhere(long interactionId) => new(RoutingEventKind.WentOnElsewhere) { InteractionId = interactionId };
}
