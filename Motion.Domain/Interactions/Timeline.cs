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
    /// <summary>Step 5: the assigned agent is waited for; Number = seconds.</summary>
    AskingOwner,
    /// <summary>Step 6: the assigned agent's queue is waited for; Number = seconds.</summary>
    AskingOwnersQueue,
    /// <summary>Step 6 was skipped: the conversation came through no queue and its agent is not in just one.</summary>
    NoQueueOfOwner,
    /// <summary>Step 7: it belongs to nobody any more; the agent is the one who had it.</summary>
    OwnerCleared,
    /// <summary>The owner went away with something unanswered; he, then his queue, is asked.</summary>
    OwnerLeft,
    /// <summary>A row of the plan was skipped because its interval does not hold; Number = its place, Text = the interval.</summary>
    RowSkippedInterval,
    /// <summary>An Auto reply row sent its text; Number = its place.</summary>
    AutoReplied,
    /// <summary>An Auto reply row was skipped: it has replied once in this conversation; Number = its place.</summary>
    ReplySkippedOnce,
    /// <summary>An Auto reply row was skipped: it answers only the first message; Number = its place.</summary>
    ReplySkippedNotFirst,
    /// <summary>An automatic text was not sent: the 24-hour window is closed.</summary>
    ReplySkippedWindow,
    /// <summary>An automatic text was not sent: the number had as many in this hour as the loop guard allows.</summary>
    ReplySkippedGuard,
    /// <summary>A tag was added; Text = its name.</summary>
    Tagged,
    /// <summary>A tag was taken away; Text = its name.</summary>
    Untagged,
    /// <summary>The plan closed it; Number = the row's place, Text = disposition.</summary>
    ClosedByPlan,
    /// <summary>A Go to or Go to if row jumped; Number = its place, Text = the place it jumped to.</summary>
    Jumped,
    /// <summary>A Go to if row did not jump: its condition does not hold; Number = its place.</summary>
    NotJumped,
    /// <summary>A Log row; Text = its text.</summary>
    Logged,
    /// <summary>The plan was stopped after as many rows as one run may take; Number = that many.</summary>
    PlanStopped,
    /// <summary>An assistant begins to talk; Number = answers at most.</summary>
    AssistantBegan,
    /// <summary>The assistant answered; Number = which answer.</summary>
    AssistantAnswered,
    /// <summary>The assistant handed over to people.</summary>
    AssistantHandedOver,
    /// <summary>The customer asked for a person; Text = the word.</summary>
    CustomerAskedForPerson,
    /// <summary>The assistant gave as many answers as it may; Number = that many.</summary>
    AssistantTurnsUsed,
    /// <summary>The assistant could not answer; Text = why.</summary>
    AssistantFailed,
    /// <summary>The customer did not go on talking with the assistant while the window was open.</summary>
    AssistantTimedOut,
    /// <summary>An address was asked; Number = seconds it has, Text = the address.</summary>
    HttpAsked,
    /// <summary>The address answered.</summary>
    HttpAnswered,
    /// <summary>The address did not answer as wanted; Text = why.</summary>
    HttpFailed,
    /// <summary>The address did not answer in its time; Number = seconds.</summary>
    HttpTimedOut,
    /// <summary>Handed to another agent; Number = seconds he has.</summary>
    TransferredToAgent,
    /// <summary>Handed to a queue; Number = seconds it has.</summary>
    TransferredToQueue,
    /// <summary>Nobody took it over: back to who had it.</summary>
    TransferReturned,
    /// <summary>Closed because the customer did not answer; Number = minutes.</summary>
    ClosedForInactivity,
    /// <summary>Closed from outside the desk; Text = disposition.</summary>
    ClosedFromOutside,
    /// <summary>The sender is in none of the account's lists: closed at once.</summary>
    NotInWhitelist,
    /// <summary>The agent began to choose a disposition and is paused meanwhile.</summary>
    Disposing,
    /// <summary>An agent began the conversation by writing first.</summary>
    OpenedByAgent,
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
