namespace Motion.Domain.Interactions;

/// <summary>WhatsApp's customer service window: free text only within 24 hours of the customer's last message (product.md section 5).</summary>
public static class ServiceWindow
{
    /// <summary>How long it stays open.</summary>
    public static readonly TimeSpan Length = TimeSpan.FromHours(24);

    /// <summary>When it closes, or null when the customer never wrote.</summary>
    public static DateTimeOffset? ClosesAt(DateTimeOffset? lastInboundAt) => lastInboundAt + Length;

    /// <summary>Whether free text may be sent now.</summary>
    public static bool IsOpen(DateTimeOffset? lastInboundAt, DateTimeOffset now) => ClosesAt(lastInboundAt) > now;
}
