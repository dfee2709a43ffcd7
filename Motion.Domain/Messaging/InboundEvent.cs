using System.Text.Json.Serialization;

namespace Motion.Domain.Messaging;

/// <summary>One thing a provider's webhook reports. A payload holds any number of them in any mix (product.md section 5, step 0).</summary>
[JsonPolymorphic(TypeDiscriminatorPropertyName = "event")]
[JsonDerivedType(typeof(MessageReceived), "message")]
[JsonDerivedType(typeof(MessageEdited), "edit")]
[JsonDerivedType(typeof(MessageRevoked), "revoke")]
[JsonDerivedType(typeof(StatusReported), "status")]
public abstract record InboundEvent;

/// <summary>Something a customer did; kept in order per customer.</summary>
/// <param name="From">Who.</param>
/// <param name="ProviderMessageId">The event's own id at the provider: the key under which a repetition is ignored.</param>
/// <param name="SentAt">The provider's time, or null where it gives none (Twilio).</param>
public abstract record CustomerEvent(Customer From, string ProviderMessageId, DateTimeOffset? SentAt) : InboundEvent;

/// <summary>The customer wrote.</summary>
/// <param name="From">Who.</param>
/// <param name="ProviderMessageId">Its id at the provider.</param>
/// <param name="SentAt">The provider's time, or null.</param>
/// <param name="Content">What.</param>
/// <param name="ReplyToProviderMessageId">The quoted message, which may not have arrived yet; or null.</param>
/// <param name="Forwarded">Marked as forwarded.</param>
/// <param name="ForwardedOften">Marked as forwarded many times.</param>
/// <param name="Referral">The advertisement that led here, or null.</param>
public sealed record MessageReceived(
    Customer From,
    string ProviderMessageId,
    DateTimeOffset? SentAt,
    MessageContent Content,
    string? ReplyToProviderMessageId = null,
    bool Forwarded = false,
    bool ForwardedOften = false,
    Referral? Referral = null) : CustomerEvent(From, ProviderMessageId, SentAt);

/// <summary>The customer changed a message he had sent.</summary>
/// <param name="From">Who.</param>
/// <param name="ProviderMessageId">The id of the edit itself.</param>
/// <param name="SentAt">The provider's time, or null.</param>
/// <param name="OriginalProviderMessageId">The changed message, which may not have arrived yet.</param>
/// <param name="Content">What it says now.</param>
public sealed record MessageEdited(
    Customer From, string ProviderMessageId, DateTimeOffset? SentAt, string OriginalProviderMessageId, MessageContent Content)
    : CustomerEvent(From, ProviderMessageId, SentAt);

/// <summary>The customer deleted a message he had sent.</summary>
/// <param name="From">Who.</param>
/// <param name="ProviderMessageId">The id of the deletion itself.</param>
/// <param name="SentAt">The provider's time, or null.</param>
/// <param name="OriginalProviderMessageId">The deleted message, which may not have arrived yet.</param>
public sealed record MessageRevoked(Customer From, string ProviderMessageId, DateTimeOffset? SentAt, string OriginalProviderMessageId)
    : CustomerEvent(From, ProviderMessageId, SentAt);

/// <summary>The provider reports where one of our messages stands.</summary>
/// <param name="ProviderMessageId">The message's id at the provider.</param>
/// <param name="Status">Sent, Delivered, Read or Failed (Queued where a provider says so).</param>
/// <param name="At">The provider's time, or null.</param>
/// <param name="Failure">Set exactly when <paramref name="Status"/> is Failed.</param>
/// <param name="OurMessageId">Our own id where the provider echoed it: a status may come before the answer to the send did (providers.md 0.4).</param>
/// <param name="Recipient">The customer it is about where named; keeps a status in the lane of its customer.</param>
public sealed record StatusReported(
    string ProviderMessageId,
    DeliveryStatus Status,
    DateTimeOffset? At,
    OutsideFailure? Failure = null,
    long? OurMessageId = null,
    CustomerIdentity? Recipient = null) : InboundEvent;

/// <summary>The click-to-WhatsApp advertisement a conversation came from.</summary>
/// <param name="SourceUrl">Its address, or null.</param>
/// <param name="SourceType">E.g. <c>ad</c> or <c>post</c>, or null.</param>
/// <param name="SourceId">Its id, or null.</param>
/// <param name="Headline">Its headline, or null.</param>
/// <param name="Body">Its text, or null.</param>
/// <param name="ClickId">The click id (<c>ctwa_clid</c>), or null.</param>
public sealed record Referral(string? SourceUrl, string? SourceType, string? SourceId, string? Headline, string? Body, string? ClickId);

/// <summary>A part of a payload that could not be understood, kept so that a person can read and replay it.</summary>
/// <param name="Fragment">The part itself, as text.</param>
/// <param name="Reason">What was wrong with it, in a sentence.</param>
public sealed record DeadPart(string Fragment, string Reason);

/// <summary>A payload taken apart. Every entry, change, message and status counts; a bad part costs no sibling.</summary>
/// <param name="Events">In the order of the payload.</param>
/// <param name="DeadParts">What could not be understood.</param>
public sealed record ParsedPayload(IReadOnlyList<InboundEvent> Events, IReadOnlyList<DeadPart> DeadParts)
{
    /// <summary>The provider says that templates changed: their list should be read again.</summary>
    public bool ReportsTemplates { get; init; }
}
