namespace Motion.Domain.Interactions;

/// <summary>What a timeline entry tells (product.md section 5, last part).</summary>
public enum TimelineKind
{
    /// <summary>The conversation began.</summary>
    Started,
    /// <summary>The plan was started from the top.</summary>
    PlanStarted,
    /// <summary>A row of the plan was skipped because it is off; Number = its place, from 1.</summary>
    RowSkippedOff,
    /// <summary>A round began to ask one agent; Number = seconds.</summary>
    AskingAgent,
    /// <summary>A round began to ask a queue; Number = seconds.</summary>
    AskingQueue,
    /// <summary>Nobody can be asked now; the round waits its time. Number = seconds left.</summary>
    NobodyAvailable,
    /// <summary>Offered to an agent; Number = seconds.</summary>
    Offered,
    /// <summary>The agent accepted.</summary>
    Accepted,
    /// <summary>The agent rejected.</summary>
    Rejected,
    /// <summary>The agent's offer time was over.</summary>
    OfferTimedOut,
    /// <summary>An offer was taken back because the agent cannot be asked any more.</summary>
    OfferWithdrawn,
    /// <summary>The round's time was over.</summary>
    RoundTimedOut,
    /// <summary>The plan's end was reached: unassigned.</summary>
    PlanEnded,
    /// <summary>An agent took it from the unassigned list.</summary>
    Taken,
    /// <summary>Closed by an agent; Text = disposition.</summary>
    Closed,
    /// <summary>The customer was known twice; the other contact was merged into this one. Text = its name and number.</summary>
    ContactMerged,
    /// <summary>What stood in another open conversation of the same customer went on here; Text = its number.</summary>
    TookOver,
    /// <summary>Ended, because the same customer's conversation goes on in another one; Text = its number.</summary>
    WentOnElsewhere,
}

/// <summary>One line of an interaction's timeline: data, put into words where it is shown.</summary>
public sealed class TimelineEntry
{
    /// <summary>Number given by the database.</summary>
    public long Id { get; set; }
    /// <summary>The interaction.</summary>
    public long InteractionId { get; set; }
    /// <summary>The interaction, where loaded.</summary>
    public Interaction? Interaction { get; set; }
    /// <summary>When.</summary>
    public DateTimeOffset At { get; set; }
    /// <summary>What happened.</summary>
    public TimelineKind Kind { get; set; }
    /// <summary>The agent concerned, or null.</summary>
    public int? UserId { get; set; }
    /// <summary>The queue concerned, or null.</summary>
    public int? QueueId { get; set; }
    /// <summary>The number that decided it, or null.</summary>
    public int? Number { get; set; }
    /// <summary>Free words, e.g. a disposition's name; or null.</summary>
    public string? Text { get; set; }
}

/// <summary>A disposition given to an interaction.</summary>
public sealed class InteractionDisposition
{
    /// <summary>Number given by the database.</summary>
    public long Id { get; set; }
    /// <summary>The interaction.</summary>
    public long InteractionId { get; set; }
    /// <summary>The interaction, where loaded.</summary>
    public Interaction? Interaction { get; set; }
    /// <summary>The disposition.</summary>
    public int DispositionId { get; set; }
    /// <summary>Who gave it; null for the system.</summary>
    public int? UserId { get; set; }
    /// <summary>When.</summary>
    public DateTimeOffset GivenAt { get; set; }
}
