namespace Motion.Domain.Interactions;

/// <summary>How an offer stands or ended.</summary>
public enum OfferState
{
    /// <summary>Ringing.</summary>
    Ringing,
    /// <summary>The agent took it.</summary>
    Accepted,
    /// <summary>The agent passed it on.</summary>
    Rejected,
    /// <summary>Its time was over.</summary>
    TimedOut,
    /// <summary>Taken back, e.g. because another agent took it.</summary>
    Withdrawn,
}

/// <summary>Why an offer was taken back.</summary>
public enum WithdrawReason
{
    /// <summary>Another agent accepted.</summary>
    TakenByOther,
    /// <summary>The round's time was over.</summary>
    RoundOver,
    /// <summary>The conversation was closed.</summary>
    Closed,
    /// <summary>The agent went away, paused, or left the account.</summary>
    AgentUnavailable,
}

/// <summary>A conversation offered to an agent: the ringing card on his desk.</summary>
public sealed class Offer
{
    /// <summary>Number given by the database.</summary>
    public long Id { get; set; }
    /// <summary>The conversation.</summary>
    public long InteractionId { get; set; }
    /// <summary>The conversation, where loaded.</summary>
    public Interaction? Interaction { get; set; }
    /// <summary>The agent's user id.</summary>
    public int UserId { get; set; }
    /// <summary>The queue on whose behalf, or null.</summary>
    public int? QueueId { get; set; }
    /// <summary>The round it belongs to.</summary>
    public int RoundNumber { get; set; }
    /// <summary>When it began to ring.</summary>
    public DateTimeOffset OfferedAt { get; set; }
    /// <summary>When it stops by itself.</summary>
    public DateTimeOffset EndsAt { get; set; }
    /// <summary>How it stands.</summary>
    public OfferState State { get; set; }
    /// <summary>Why it was taken back, when it was.</summary>
    public WithdrawReason? Reason { get; set; }
    /// <summary>When it ended.</summary>
    public DateTimeOffset? EndedAt { get; set; }
}

/// <summary>A due time. Rows, so that a restart loses none and fires none twice (product.md section 5).</summary>
public sealed class Deadline
{
    /// <summary>Number given by the database.</summary>
    public long Id { get; set; }
    /// <summary>The interaction it belongs to.</summary>
    public long InteractionId { get; set; }
    /// <summary>The interaction, where loaded.</summary>
    public Interaction? Interaction { get; set; }
    /// <summary>What is due.</summary>
    public DeadlineKind Kind { get; set; }
    /// <summary>The round it belongs to; an old round's deadline does nothing.</summary>
    public int RoundNumber { get; set; }
    /// <summary>Whose offer ends, for <see cref="DeadlineKind.OfferEnds"/>.</summary>
    public int? UserId { get; set; }
    /// <summary>When.</summary>
    public DateTimeOffset DueAt { get; set; }
}

/// <summary>What can fall due.</summary>
public enum DeadlineKind
{
    /// <summary>A single offer's time.</summary>
    OfferEnds,
    /// <summary>The round's time.</summary>
    RoundEnds,
    /// <summary>The customer's time to answer.</summary>
    InactivityEnds,
}
