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

    /// <summary>How often the plan was started.</summary>
    public int PlanRuns { get; init; }
    /// <summary>Rows the running run has looked at (product.md section 6: 50 at most).</summary>
    public int PlanSteps { get; init; }
    /// <summary>Numbers of the Auto reply rows that have sent their one reply.</summary>
    public ImmutableHashSet<int> RepliedRows { get; init; } = [];

    /// <summary>The row of the transition table this state stands in.</summary>
    public RoutingPhase Phase => (Status, OwnerId, Round?.Stage) switch
    {
        (InteractionStatus.Closed, _, _) => RoutingPhase.Closed,
        (InteractionStatus.Open, null, null) => RoutingPhase.Unassigned,
        (InteractionStatus.Open, null, RoundStage.Assistant or RoundStage.Http) => RoutingPhase.Elsewhere,
        (InteractionStatus.Open, null, not null) => RoutingPhase.Asking,
        (InteractionStatus.Open, not null, null) => RoutingPhase.Owned,
        (InteractionStatus.Open, not null, RoundStage.Transfer) => RoutingPhase.Transferring,
        (InteractionStatus.Open, not null, not null) => RoutingPhase.Returning,
    };
}

/// <summary>The rows of the transition table.</summary>
public enum RoutingPhase
{
    /// <summary>Open, nobody's, nothing running: in the unassigned list.</summary>
    Unassigned,
    /// <summary>Open, nobody's, agents are being asked by a row of the plan.</summary>
    Asking,
    /// <summary>Open, nobody's, an assistant talks or an address is asked.</summary>
    Elsewhere,
    /// <summary>Open and somebody's.</summary>
    Owned,
    /// <summary>Open and somebody's who was not there when the customer wrote: he, then his queue, is asked (steps 5 and 6).</summary>
    Returning,
    /// <summary>Open and somebody's who is handing it over.</summary>
    Transferring,
    /// <summary>Ended.</summary>
    Closed,
}

/// <summary>Which step of product.md section 5 a round belongs to.</summary>
public enum RoundStage
{
    /// <summary>Step 7: an Agent or Queue row of the action plan.</summary>
    Plan,
    /// <summary>Step 5: the wait for the assigned agent.</summary>
    AssignedAgent,
    /// <summary>Step 6: the wait for the assigned queue.</summary>
    AssignedQueue,
    /// <summary>A transfer, to an agent or to a queue.</summary>
    Transfer,
    /// <summary>Step 7: an assistant talks with the customer.</summary>
    Assistant,
    /// <summary>Step 7: an address was asked and has not answered yet.</summary>
    Http,
}

/// <summary>Where the talk between a customer and an assistant stands.</summary>
public enum AssistantTalk
{
    /// <summary>It is the customer's turn.</summary>
    Listening,
    /// <summary>The assistant was asked.</summary>
    Thinking,
    /// <summary>The assistant was asked, and the customer has written more since.</summary>
    ThinkingWhileMoreCame,
}

/// <summary>A time during which an agent, a queue or an outside service is asked.</summary>
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
    /// <summary>Answers the assistant has given.</summary>
    public int Turns { get; init; }
    /// <summary>Whose turn it is in the assistant's talk.</summary>
    public AssistantTalk Talk { get; init; }

    /// <summary>Whether this agent's desk rings.</summary>
    public bool Rings(int userId) => Ringing.Exists(offer => offer.UserId == userId);
}

/// <summary>One ringing offer.</summary>
/// <param name="UserId">The agent.</param>
/// <param name="EndsAt">When it stops by itself.</param>
public sealed record Ringing(int UserId, DateTimeOffset EndsAt);
