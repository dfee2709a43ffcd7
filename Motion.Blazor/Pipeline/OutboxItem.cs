using Motion.Domain.Messaging;

namespace Motion.Blazor.Pipeline;

internal enum OutboxState
{
    /// <summary>To be sent from <see cref="OutboxItem.NotBefore"/> on.</summary>
    Pending,

    /// <summary>Claimed and perhaps already at the provider. After a crash such a row means: outcome unknown.</summary>
    Sending,
}

/// <summary>A message on its way out; the row goes when the outcome is recorded on the message.</summary>
internal sealed class OutboxItem
{
    public long Id { get; set; }
    public int AccountId { get; set; }
    public long MessageId { get; set; }
    public Message? Message { get; set; }

    /// <summary>Messages of one customer leave in order.</summary>
    public IdentityKind CustomerIdentityKind { get; set; }
    public required string CustomerIdentity { get; set; }
    public OutboxState State { get; set; }
    public DateTimeOffset NotBefore { get; set; }
    public int Attempts { get; set; }
    public DateTimeOffset CreatedAt { get; set; }
}
