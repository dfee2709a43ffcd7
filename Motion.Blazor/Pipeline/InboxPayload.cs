using System.Text.Json;
using Motion.Domain.Messaging;

namespace Motion.Blazor.Pipeline;

/// <summary>A webhook request that was answered 200, exactly as it came. "Done" is set in the transaction that holds its effects.</summary>
internal sealed class InboxPayload
{
    public long Id { get; set; }
    public int AccountId { get; set; }
    public DateTimeOffset ReceivedAt { get; set; }
    public string? ContentType { get; set; }
    public required string QueryString { get; set; }
    public required byte[] Body { get; set; }
    public DateTimeOffset? DoneAt { get; set; }

    /// <summary>How much of it was from customers: messages, and what became of messages. Known once it is done.</summary>
    public int Messages { get; set; }

    /// <summary>How many delivery statuses it held. Known once it is done.</summary>
    public int Statuses { get; set; }
}

/// <summary>A part of a payload that could not be understood or worked off; an administrator reads it and plays it again.</summary>
internal sealed class DeadLetter
{
    public long Id { get; set; }
    public int AccountId { get; set; }
    public long InboxPayloadId { get; set; }
    public required string Fragment { get; set; }
    public required string Reason { get; set; }
    public DateTimeOffset CreatedAt { get; set; }
    public DateTimeOffset? ReplayedAt { get; set; }
}

/// <summary>A webhook request that was turned away. Nothing of its content is kept.</summary>
internal sealed class RefusedWebhook
{
    public long Id { get; set; }
    public int? AccountId { get; set; }
    public DateTimeOffset At { get; set; }
    public int StatusCode { get; set; }
    public required string Reason { get; set; }
    public string? RemoteAddress { get; set; }

    /// <summary>How many requests this line stands for.</summary>
    public int Times { get; set; } = 1;
}

/// <summary>
/// News of a message we do not know (yet): a status that overtook the answer to our send, an edit that came before its message.
/// Worked off when the message gets that provider id.
/// </summary>
internal sealed class ParkedEvent
{
    public long Id { get; set; }
    public int AccountId { get; set; }
    public required string ProviderMessageId { get; set; }
    public required string Event { get; set; }
    public DateTimeOffset ParkedAt { get; set; }

    public InboundEvent Read() => JsonSerializer.Deserialize<InboundEvent>(Event)!;
}
