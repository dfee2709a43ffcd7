using Motion.Domain.Dispositions;
using Motion.Domain.Interactions;

namespace Motion.Domain.Routing;

/// <summary>The outcome of the transition table: what is now, and what has to be done; or a refusal with a name.</summary>
public abstract record RoutingDecision
{
    private RoutingDecision() { }

    /// <summary>Agreed.</summary>
    /// <param name="Next">The state from now on.</param>
    /// <param name="Effects">To be carried out in order, in the same transaction that stores the state.</param>
    public sealed record Agreed(RoutingState Next, IReadOnlyList<RoutingEffect> Effects) : RoutingDecision;

    /// <summary>Refused: nothing changes.</summary>
    /// <param name="Why">The reason; put into words where it is shown.</param>
    /// <param name="OwnerId">Who has it, for <see cref="RoutingRefusal.AlreadyTaken"/>.</param>
    public sealed record Refused(RoutingRefusal Why, int? OwnerId = null) : RoutingDecision;
}

/// <summary>Why an event changes nothing.</summary>
public enum RoutingRefusal
{
    /// <summary>Another agent has it already.</summary>
    AlreadyTaken,
    /// <summary>This offer no longer rings.</summary>
    OfferOver,
    /// <summary>Other agents are being asked right now.</summary>
    StillAsking,
    /// <summary>The conversation has ended.</summary>
    AlreadyClosed,
    /// <summary>Only the owner may do this.</summary>
    NotOwner,
    /// <summary>The account wants a disposition with every closing.</summary>
    DispositionNeeded,
    /// <summary>The account's settings do not allow this transfer.</summary>
    TransferNotAllowed,
    /// <summary>Nobody has it: there is nobody to transfer it from.</summary>
    NobodyHasIt,
    /// <summary>The agent cannot be asked now, or the queue is no more.</summary>
    CannotBeAsked,
    /// <summary>It is being handed over already.</summary>
    AlreadyTransferring,
    /// <summary>The agent holds as many conversations as he can.</summary>
    NoRoom,
    /// <summary>A due time of an earlier round, or news that do not concern this conversation: nothing to do.</summary>
    NothingToDo,
}

/// <summary>Something the pipeline carries out for a decision.</summary>
public abstract record RoutingEffect
{
    private RoutingEffect() { }

    /// <summary>Let an agent's desk ring.</summary>
    /// <param name="UserId">Whose.</param>
    /// <param name="QueueId">On whose behalf, or null.</param>
    /// <param name="EndsAt">When it stops by itself; a deadline goes with it.</param>
    public sealed record Ring(int UserId, int? QueueId, DateTimeOffset EndsAt) : RoutingEffect;

    /// <summary>End a ringing offer, and its deadline.</summary>
    /// <param name="UserId">Whose.</param>
    /// <param name="State">How it ended.</param>
    /// <param name="Reason">Why it was taken back, when it was.</param>
    public sealed record StopRinging(int UserId, OfferState State, WithdrawReason? Reason = null) : RoutingEffect;

    /// <summary>A round began: its end is a deadline.</summary>
    /// <param name="EndsAt">When.</param>
    public sealed record BeginRound(DateTimeOffset EndsAt) : RoutingEffect;

    /// <summary>The round is over: its deadlines go.</summary>
    public sealed record EndRound : RoutingEffect;

    /// <summary>Keep whom a queue that asks one at a time rang, and when.</summary>
    /// <param name="QueueId">The queue.</param>
    /// <param name="UserId">The agent.</param>
    public sealed record RememberLastRung(int QueueId, int UserId) : RoutingEffect;

    /// <summary>Let the conversation close by itself.</summary>
    /// <param name="At">When; null = no longer.</param>
    public sealed record CloseForInactivityAt(DateTimeOffset? At) : RoutingEffect;

    /// <summary>Send an automatic text; its variables are still to be filled.</summary>
    /// <param name="Text">As the administrator or the assistant wrote it.</param>
    /// <param name="IsTemplate">It has variables of product.md section 10; words of an assistant or an address are taken as they are.</param>
    public sealed record Reply(string Text, bool IsTemplate) : RoutingEffect;

    /// <summary>Put a tag on it.</summary>
    /// <param name="TagId">Which.</param>
    public sealed record AddTag(int TagId) : RoutingEffect;

    /// <summary>Write down how it ended; who closed it is not a person.</summary>
    /// <param name="DispositionId">Which of the administrator's; null for <paramref name="System"/>.</param>
    /// <param name="System">Which of the system's.</param>
    public sealed record GiveDisposition(int? DispositionId, SystemDisposition? System) : RoutingEffect;

    /// <summary>Ask the round's assistant or address; what it answers comes back as an event that carries the round's number.</summary>
    public sealed record AskOutside : RoutingEffect;

    /// <summary>Open the conversation as a tab on the agent's desk.</summary>
    /// <param name="UserId">Whose desk.</param>
    public sealed record OpenTab(int UserId) : RoutingEffect;

    /// <summary>Write to the timeline.</summary>
    /// <param name="Kind">What happened.</param>
    /// <param name="UserId">The agent concerned, or null.</param>
    /// <param name="QueueId">The queue concerned, or null.</param>
    /// <param name="Number">The number that decided it, or null.</param>
    /// <param name="Text">Free words, or null.</param>
    public sealed record Tell(TimelineKind Kind, int? UserId = null, int? QueueId = null, int? Number = null, string? Text = null) : RoutingEffect
    {
        /// <summary>The place, from 1, of the row of the plan that tells; null where none does.</summary>
        public int? Row { get; init; }
    }
}
