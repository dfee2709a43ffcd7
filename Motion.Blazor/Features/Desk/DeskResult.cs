using Motion.Domain.Routing;

namespace Motion.Blazor.Features.Desk;

/// <summary>Why the desk did not do what the agent asked; put into words by DeskWords under <c>Refusal.{name}</c>.</summary>
internal enum DeskRefusal
{
    /// <summary>Another agent has it; <see cref="DeskResult.OwnerId"/> says who.</summary>
    AlreadyTaken,
    OfferOver,
    StillAsking,
    AlreadyClosed,
    NotOwner,
    NothingToDo,
    /// <summary>The account wants a disposition with every closing.</summary>
    DispositionNeeded,
    /// <summary>The account's settings do not allow this transfer.</summary>
    TransferNotAllowed,
    NobodyHasIt,
    /// <summary>The agent is not online any more, or the queue is gone.</summary>
    CannotBeAsked,
    AlreadyTransferring,
    /// <summary>The agent holds as many conversations as he can.</summary>
    NoRoom,
    NotFound,
    NotMember,
    OutsideWindow,
    Empty,
    TextTooLong,
    UnknownDisposition,
    UnknownTag,
    NotResendable,
    /// <summary>Nobody knows yet whether it arrived; a status may still tell.</summary>
    OutcomePending,
    /// <summary>The provider cannot send this kind of message.</summary>
    NotSupported,
    CaptionTooLong,
    /// <summary>This kind of file carries no words.</summary>
    NoCaption,
    FileTooLarge,
    /// <summary>The file was handed in too long ago, or is sent already.</summary>
    FileGone,
    /// <summary>The message that is quoted or reacted to cannot be named to the provider.</summary>
    NoSuchMessage,
    BadPlace,
    BadCard,
    /// <summary>The provider lists no such template.</summary>
    TemplateUnknown,
    /// <summary>Not (any more) approved by WhatsApp, or with parts that cannot be filled from here.</summary>
    TemplateNotApproved,
    /// <summary>Not every placeholder has a value, or there are too many values.</summary>
    TemplateParameters,
    TemplateHeader,
    TemplateButtons,
}

/// <summary>The outcome of an agent's action. No refusal means done.</summary>
internal sealed record DeskResult(DeskRefusal? Refusal = null, int? OwnerId = null, long? MessageId = null)
{
    public static DeskResult Done { get; } = new();

    public bool IsDone => Refusal is null;

    public static DeskResult Of(RoutingDecision? decision) => decision switch
    {
        null => new DeskResult(DeskRefusal.NotFound),
        RoutingDecision.Agreed => Done,
        RoutingDecision.Refused refused => new DeskResult(Of(refused.Why), refused.OwnerId),
        _ => throw new InvalidOperationException("An unknown decision."),
    };

    private static DeskRefusal Of(RoutingRefusal refusal) => refusal switch
    {
        RoutingRefusal.AlreadyTaken => DeskRefusal.AlreadyTaken,
        RoutingRefusal.OfferOver => DeskRefusal.OfferOver,
        RoutingRefusal.StillAsking => DeskRefusal.StillAsking,
        RoutingRefusal.AlreadyClosed => DeskRefusal.AlreadyClosed,
        RoutingRefusal.NotOwner => DeskRefusal.NotOwner,
        RoutingRefusal.NothingToDo => DeskRefusal.NothingToDo,
        RoutingRefusal.DispositionNeeded => DeskRefusal.DispositionNeeded,
        RoutingRefusal.TransferNotAllowed => DeskRefusal.TransferNotAllowed,
        RoutingRefusal.NobodyHasIt => DeskRefusal.NobodyHasIt,
        RoutingRefusal.CannotBeAsked => DeskRefusal.CannotBeAsked,
        RoutingRefusal.AlreadyTransferring => DeskRefusal.AlreadyTransferring,
        RoutingRefusal.NoRoom => DeskRefusal.NoRoom,
    };
}
