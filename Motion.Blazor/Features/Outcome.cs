using Motion.Domain;

namespace Motion.Blazor.Features;

/// <summary>How a use case of the administration ended: done, or one of the refusals that are to be expected. Anything else throws.</summary>
internal abstract record Outcome<T>
{
    private Outcome() { }

    public sealed record Done(T Value) : Outcome<T>;

    /// <summary>The person's role does not allow it.</summary>
    public sealed record NotAllowed : Outcome<T>;

    /// <summary>It is not there (any more).</summary>
    public sealed record NotFound : Outcome<T>;

    /// <summary>Values were not accepted; each error names its field.</summary>
    public sealed record Invalid(IReadOnlyList<FieldError> Errors) : Outcome<T>;

    /// <summary>It cannot be done as things stand.</summary>
    public sealed record Conflict(ConflictReason Reason, params IReadOnlyList<string> Details) : Outcome<T>;
}

/// <summary>The rows of a list's page, and how many there are in all.</summary>
internal sealed record PageOf<T>(int Count, IReadOnlyList<T> Rows);

/// <summary>Why something cannot be done as things stand. The sentence is the word <c>Conflict.{name}</c> of <see cref="AdministrationWords"/>.</summary>
internal enum ConflictReason
{
    /// <summary>Someone else saved in the meantime; details: who, when.</summary>
    ChangedByOther,

    /// <summary>The plan was saved by someone else in the meantime.</summary>
    PlanChangedByOther,

    /// <summary>The contact was saved by someone else in the meantime.</summary>
    ContactChangedByOther,

    /// <summary>The queue was saved by someone else in the meantime.</summary>
    QueueChangedByOther,

    /// <summary>The contact has conversations; details: how many.</summary>
    ContactHasInteractions,

    /// <summary>Accounts put new contacts into the list; details: their names.</summary>
    ListIsDefault,

    /// <summary>The whitelist of accounts lets the list's contacts in; details: their names.</summary>
    ListIsWhitelist,

    /// <summary>Conditions of plans name the list; details: the accounts' names.</summary>
    ListInPlan,

    /// <summary>There are contacts in the list; details: how many.</summary>
    ListHasContacts,

    /// <summary>New contacts need at least one list.</summary>
    LastList,

    /// <summary>The settings were saved by someone else in the meantime.</summary>
    SettingsChangedByOther,

    /// <summary>A plan uses the queue; details: the accounts' names.</summary>
    QueueInPlan,

    /// <summary>A plan uses the interval; details: the accounts' names.</summary>
    IntervalInPlan,

    /// <summary>A plan uses the tag; details: the accounts' names.</summary>
    TagInPlan,

    /// <summary>A plan closes with the disposition or one below it; details: the accounts' names.</summary>
    DispositionInPlan,

    /// <summary>The disposition is one of the system's; details: its name.</summary>
    SystemDisposition,

    /// <summary>Accounts pause their agents with it; details: the accounts' names.</summary>
    PauseInUse,

    /// <summary>Accounts use the assistant; details: the accounts' names.</summary>
    AssistantInUse,

    /// <summary>The conversation has ended.</summary>
    InteractionClosed,

    /// <summary>Free text only within 24 hours of the customer's last message.</summary>
    OutsideWindow,

    /// <summary>The account's provider cannot send this kind of message.</summary>
    NotAtThisProvider,

    /// <summary>The account's settings do not allow this transfer.</summary>
    TransferNotAllowed,

    /// <summary>The agent is not online, or the queue is gone.</summary>
    CannotBeAsked,

    /// <summary>Nobody holds the conversation.</summary>
    NobodyHasIt,

    /// <summary>Agents are being asked already.</summary>
    StillAsking,

    /// <summary>WhatsApp has not approved the template, or it has parts that cannot be filled from here.</summary>
    TemplateNotApproved,
}
