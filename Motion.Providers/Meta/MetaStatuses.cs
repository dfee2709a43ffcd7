using System.Globalization;
using System.Text.Json;
using Motion.Domain.Messaging;
using Motion.Providers.Outside;

namespace Motion.Providers.Meta;

/// <summary>Reads one of <c>statuses[]</c> (providers.md 3.2, 8.2).</summary>
internal static class MetaStatuses
{
    /// <returns>Null for states that say nothing about delivery.</returns>
    public static StatusReported? Read(JsonElement status)
    {
        var id = status.Text("id"u8) ?? throw new PayloadFault("A status does not name its message.");
        DeliveryStatus delivery;
        switch (status.Text("status"u8))
        {
            case "sent": delivery = DeliveryStatus.Sent; break;
            case "delivered": delivery = DeliveryStatus.Delivered; break;
            // Played is a voice note's read.
            case "read" or "played": delivery = DeliveryStatus.Read; break;
            case "failed": delivery = DeliveryStatus.Failed; break;
            // Older editions: the customer deleted our message; a catalogue item was not to be had.
            case "deleted" or "warning": return null;
            case var other: throw new PayloadFault($"A status says \"{other}\", which is not known.");
        }
        return new StatusReported(
            id,
            delivery,
            status.UnixTime("timestamp"u8),
            delivery == DeliveryStatus.Failed ? MetaFailures.OfStatus(MetaPayloads.FirstOf(status, "errors"u8)) : null,
            OursIn(status.Text("biz_opaque_callback_data"u8)),
            Recipient(status));
    }

    private static CustomerIdentity? Recipient(JsonElement status) => status.Text("recipient_type"u8) == "group"
        ? Identities.Of(status.Text("recipient_participant_id"u8))
            ?? Identities.Named(IdentityKind.UserId, status.Text("recipient_participant_user_id"u8))
        : Identities.Of(status.Text("recipient_id"u8))
            ?? Identities.Named(IdentityKind.UserId, status.Text("recipient_user_id"u8));

    private static long? OursIn(string? echo) =>
        long.TryParse(echo, NumberStyles.None, CultureInfo.InvariantCulture, out var id) ? id : null;
}
