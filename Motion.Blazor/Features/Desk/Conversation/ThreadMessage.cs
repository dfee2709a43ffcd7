using Motion.Domain.Messaging;

namespace Motion.Blazor.Features.Desk.Conversation;

/// <summary>
/// One message as the thread shows it. Made of values only, so that two readings of the same message are equal and an unchanged row is
/// not drawn again.
/// </summary>
public sealed record ThreadMessage
{
    public required long Id { get; init; }
    public Guid? ClientKey { get; init; }
    public required MessageDirection Direction { get; init; }
    public required MessageKind Kind { get; init; }
    public string Body { get; init; } = "";

    /// <summary>JSON of <see cref="MessageContent"/>.</summary>
    public string Content { get; init; } = "";
    public DeliveryStatus? Status { get; init; }
    public OutsideFailureKind? FailureKind { get; init; }
    public string? FailureDetail { get; init; }
    public int? AuthorId { get; init; }
    public string? AuthorName { get; init; }
    public required DateTimeOffset CreatedAt { get; init; }
    public DateTimeOffset? EditedAt { get; init; }
    public DateTimeOffset? RevokedAt { get; init; }
    public bool Forwarded { get; init; }
    public bool ForwardedOften { get; init; }

    /// <summary>JSON of the <see cref="Domain.Messaging.Referral"/> it came from, or null.</summary>
    public string? Referral { get; init; }
    public ThreadAttachment? Attachment { get; init; }
    public QuotedMessage? Quoted { get; init; }

    /// <summary>The reactions that stand on it now, e.g. "👍 ❤️"; empty for none.</summary>
    public string Reactions { get; init; } = "";

    /// <summary>The one of them that is ours, or null.</summary>
    public string? OwnReaction { get; init; }

    /// <summary>The provider knows it by an id, so that one can refer to it.</summary>
    public bool IsKnownOutside { get; init; }

    public ThreadKey Key => new(CreatedAt, Id);

    /// <summary>As a reply to it shows it.</summary>
    public QuotedMessage AsQuoted() => new(Id, true, Direction, Kind, QuotedMessage.Shorten(Body));
}

public sealed record ThreadAttachment(long Id, AttachmentState State, string MimeType, string? FileName, long? Size);

/// <summary>What a reply refers to.</summary>
/// <param name="MessageId">Null when we never saw that message.</param>
/// <param name="IsHere">It belongs to the same interaction, so that one can jump to it.</param>
public sealed record QuotedMessage(long? MessageId, bool IsHere, MessageDirection Direction, MessageKind Kind, string Body)
{
    private const int LongestQuote = 200;

    public static string Shorten(string body) => body.Length <= LongestQuote ? body : body[..LongestQuote];
}

/// <summary>A message's place in the conversation order.</summary>
public readonly record struct ThreadKey(DateTimeOffset CreatedAt, long Id);

/// <param name="HasEarlier">There is more above.</param>
/// <param name="HasLater">There is more below: the reader jumped back.</param>
public sealed record ThreadWindow(IReadOnlyList<ThreadMessage> Messages, bool HasEarlier, bool HasLater = false)
{
    public static readonly ThreadWindow Empty = new([], false);

    public ThreadKey? First => Messages.Count == 0 ? null : Messages[0].Key;
}
