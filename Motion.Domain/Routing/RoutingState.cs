using System.Collections.Immutable;
using Motion.Domain.Interactions;

namespace Motion.Domain.Routing;

/// <summary>What the routing knows of one interaction; a value, replaced by each decision.</summary>
/// <param name="Status">Open or closed.</param>
/// <param name="IsRead">The owner has seen the last message.</param>
/// <param name="OwnerId">The agent who holds it, or null.</param>
/// <param name="QueueId">The queue it came through, or null.</param>
/// <param name="RoundNumber">Number of the running or last round; 0 before the first.</param>
/// <param name="Round">The running round, or null.</param>
/// <param name="LastInboundAt">The customer's last message: the 24-hour window counts from here.</param>
/// <param name="AnsweredAt">Set while the last message is from a human agent: the inactivity clock runs from here.</param>
public sealed record RoutingState(
    InteractionStatus Status,
    bool IsRead,
    int? OwnerId,
    int? QueueId,
    int RoundNumber,
    Round? Round,
    DateTimeOffset? LastInboundAt,
    DateTimeOffset? AnsweredAt)
{
    /// <summary>A conversation that has just begun (product.md section 5, step 3).</summary>
    public static RoutingState New { get; } = new(InteractionStatus.Open, IsRead: false, null, null, 0, null, null, null);

    /// <summary>The row of the transition table this state stands in.</summary>
    public RoutingPhase Phase => (Status, OwnerId, Round) switch
    {
        (InteractionStatus.Closed, _, _) => RoutingPhase.Closed,
        (InteractionStatus.Open, null, null) => RoutingPhase.Unassigned,
        (InteractionStatus.Open, null, not null) => RoutingPhase.Asking,
        (InteractionStatus.Open, not null, _) => RoutingPhase.Owned,
    };
}

/// <summary>The rows of the transition table.</summary>
public enum RoutingPhase
{
    /// <summary>Open, nobody's, nothing running: in the unassigned list.</summary>
    Unassigned,
    /// <summary>Open, nobody's, a round is running.</summary>
    Asking,
    /// <summary>Open and somebody's.</summary>
    Owned,
    /// <summary>Ended.</summary>
    Closed,
}

/// <summary>Which step of product.md section 5 a round belongs to.</summary>
public enum RoundStage
{
    /// <summary>Step 7: a row of the action plan.</summary>
    Plan,
}

/// <summary>A time during which an agent or a queue is asked to take the conversation.</summary>
/// <param name="Stage">What it is for.</param>
/// <param name="PlanPosition">Index of the plan row, from 0.</param>
/// <param name="AgentId">The agent asked, or null for a queue.</param>
/// <param name="QueueId">The queue asked, or null for an agent.</param>
/// <param name="EndsAt">When the next step follows.</param>
/// <param name="Ringing">Whose desk rings now.</param>
/// <param name="Rejected">Who passed it on; they are not asked again in this round.</param>
public sealed record Round(
    RoundStage Stage,
    int PlanPosition,
    int? AgentId,
    int? QueueId,
    DateTimeOffset EndsAt,
    ImmutableList<Ringing> Ringing,
    ImmutableHashSet<int> Rejected)
{
    /// <summary>Whether this agent's desk rings.</summary>
    public bool Rings(int userId) => Ringing.Exists(offer => offer.UserId == userId);
}

/// <summary>One ringing offer.</summary>
/// <param name="UserId">The agent.</param>
/// <param name="EndsAt">When it stops by itself.</param>
public sealed record Ringing(int UserId, DateTimeOffset EndsAt);
