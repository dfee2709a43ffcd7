namespace Motion.Domain.Messaging;

/// <summary>
/// One thing a provider reported about a message of ours. Kept whatever it changed, so that one can read later what was said and when
/// (providers.md 8.2); once for each provider's id, status and code (8.3).
/// </summary>
public sealed class StatusEvent
{
    /// <summary>Longest <see cref="Code"/>.</summary>
    public const int LongestCode = 64;

    /// <summary>Number given by the database; also the order in which they came.</summary>
    public long Id { get; set; }
    /// <summary>The message.</summary>
    public long MessageId { get; set; }
    /// <summary>The provider's id it was reported under: another one after the message was sent again.</summary>
    public required string ProviderMessageId { get; set; }
    /// <summary>What was reported; not always what the message then stood at.</summary>
    public DeliveryStatus Status { get; set; }
    /// <summary>The provider's code of a failure, cut at <see cref="LongestCode"/>; empty for none. Untrusted.</summary>
    public string Code { get; set; } = "";
    /// <summary>When it happened by the provider's clock; null where the provider gives no time (Twilio).</summary>
    public DateTimeOffset? ProviderAt { get; set; }
    /// <summary>When we took it in.</summary>
    public DateTimeOffset ReceivedAt { get; set; }
}
