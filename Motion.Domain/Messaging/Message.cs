namespace Motion.Domain.Messaging;

/// <summary>One message of an interaction (product.md section 2).</summary>
public sealed class Message
{
    /// <summary>Number given by the database; also the order in which we received or wrote it.</summary>
    public long Id { get; set; }
    /// <summary>The interaction.</summary>
    public long InteractionId { get; set; }
    /// <summary>The interaction, where loaded.</summary>
    public Interactions.Interaction? Interaction { get; set; }
    /// <summary>The account; with <see cref="ProviderMessageId"/> unique, so that a repetition is ignored.</summary>
    public int AccountId { get; set; }
    /// <summary>Which way.</summary>
    public MessageDirection Direction { get; set; }
    /// <summary>What.</summary>
    public MessageKind Kind { get; set; }
    /// <summary>The plain text of it, for lists and search.</summary>
    public string Body { get; set; } = "";
    /// <summary>The whole content as JSON of <see cref="MessageContent"/>.</summary>
    public required string Content { get; set; }
    /// <summary>Its id at the provider; null until an outbound message was taken, and for notes.</summary>
    public string? ProviderMessageId { get; set; }
    /// <summary>The id of the send before this one, when it was sent again; what the provider still says about it no longer counts. Or null.</summary>
    public string? EarlierProviderMessageId { get; set; }
    /// <summary>It was sent again once by itself, because the provider said that it had not arrived (providers.md 8.5).</summary>
    public bool WasResent { get; set; }
    /// <summary>Delivery state of an outbound message; null otherwise.</summary>
    public DeliveryStatus? Status { get; set; }
    /// <summary>Why it failed, when it did.</summary>
    public OutsideFailureKind? FailureKind { get; set; }
    /// <summary>The provider's code and words about the failure, or null. Untrusted.</summary>
    public string? FailureDetail { get; set; }
    /// <summary>The agent who wrote it; null for customers and automatic messages.</summary>
    public int? AuthorId { get; set; }
    /// <summary>Conversation order: the provider's time where it gives one, else ours; <see cref="Id"/> breaks ties (providers.md 8.4).</summary>
    public DateTimeOffset CreatedAt { get; set; }
    /// <summary>When the status last rose.</summary>
    public DateTimeOffset? StatusAt { get; set; }
    /// <summary>The provider id of the quoted message, which may not have arrived yet; or null.</summary>
    public string? ReplyToProviderMessageId { get; set; }
    /// <summary>When the customer last edited it.</summary>
    public DateTimeOffset? EditedAt { get; set; }
    /// <summary>When the customer deleted it.</summary>
    public DateTimeOffset? RevokedAt { get; set; }
    /// <summary>Marked as forwarded by WhatsApp.</summary>
    public bool Forwarded { get; set; }
    /// <summary>Marked as forwarded many times.</summary>
    public bool ForwardedOften { get; set; }
    /// <summary>JSON of the <see cref="Messaging.Referral"/> it came from, or null.</summary>
    public string? Referral { get; set; }
    /// <summary>The caller's own key for a send, so that the same send is not done twice; or null.</summary>
    public Guid? ClientKey { get; set; }
    /// <summary>The file, if there is one.</summary>
    public Attachment? Attachment { get; set; }
}

/// <summary>Where the bytes of an attachment are.</summary>
public enum AttachmentState
{
    /// <summary>Still to be fetched from the provider.</summary>
    Pending,
    /// <summary>Stored under the data directory.</summary>
    Stored,
    /// <summary>Could not be fetched.</summary>
    Failed,
}

/// <summary>A file of a message.</summary>
public sealed class Attachment
{
    /// <summary>Number given by the database.</summary>
    public long Id { get; set; }
    /// <summary>The message.</summary>
    public long MessageId { get; set; }
    /// <summary>Where the bytes are.</summary>
    public AttachmentState State { get; set; }
    /// <summary>Type, by the bytes once stored.</summary>
    public required string MimeType { get; set; }
    /// <summary>Name for saving, cleaned; or null.</summary>
    public string? FileName { get; set; }
    /// <summary>Bytes, once stored.</summary>
    public long? Size { get; set; }
    /// <summary>Lower-case hex SHA-256, once stored.</summary>
    public string? Sha256 { get; set; }
    /// <summary>Path below the media directory, once stored.</summary>
    public string? Path { get; set; }
    /// <summary>JSON of <see cref="MediaSource"/> for an inbound file.</summary>
    public string? Source { get; set; }
    /// <summary>Fetch attempts so far.</summary>
    public int Attempts { get; set; }
    /// <summary>When to try (again), while pending.</summary>
    public DateTimeOffset? NextAttemptAt { get; set; }
    /// <summary>What went wrong, when it did. Untrusted.</summary>
    public string? Error { get; set; }
}
