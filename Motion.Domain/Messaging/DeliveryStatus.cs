namespace Motion.Domain.Messaging;

/// <summary>Where an outbound message stands. Inbound messages and notes have none.</summary>
public enum DeliveryStatus
{
    /// <summary>Stored with us, on its way to the provider.</summary>
    Queued,
    /// <summary>
    /// The provider may or may not have taken it: the request was written and no answer came (providers.md 8.5).
    /// Never sent again by itself; a person decides.
    /// </summary>
    OutcomeUnknown,
    /// <summary>The provider took it.</summary>
    Sent,
    /// <summary>It is on the customer's phone.</summary>
    Delivered,
    /// <summary>The customer has read it.</summary>
    Read,
    /// <summary>It will not arrive; the message carries the reason.</summary>
    Failed,
}

/// <summary>
/// The order of delivery states (architecture.md section 2, providers.md 8.2): a lower one never replaces a higher one,
/// and a failure counts only below delivered. Statuses may therefore arrive in any order and more than once.
/// </summary>
public static class DeliveryLattice
{
    /// <summary>The state after <paramref name="incoming"/> is reported for a message that stands at <paramref name="current"/>.</summary>
    public static DeliveryStatus Join(DeliveryStatus current, DeliveryStatus incoming) =>
        incoming == DeliveryStatus.Failed
            ? current is DeliveryStatus.Delivered or DeliveryStatus.Read ? current : DeliveryStatus.Failed
            : current == DeliveryStatus.Failed
                // A failure is final unless the customer provably got the message after all.
                ? incoming is DeliveryStatus.Delivered or DeliveryStatus.Read ? incoming : DeliveryStatus.Failed
                : Rank(incoming) > Rank(current) ? incoming : current;

    private static int Rank(DeliveryStatus status) => status switch
    {
        DeliveryStatus.Queued => 0,
        DeliveryStatus.OutcomeUnknown => 1,
        DeliveryStatus.Sent => 2,
        DeliveryStatus.Delivered => 3,
        DeliveryStatus.Read => 4,
        DeliveryStatus.Failed => 5,
    };
}
