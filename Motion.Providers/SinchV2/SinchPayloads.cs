using System.Globalization;
using System.Text.Json;
using Motion.Domain.Messaging;
using Motion.Providers.Outside;

namespace Motion.Providers.SinchV2;

/// <summary>
/// Reads a callback: an envelope round exactly one message, delivery report, event or notification (providers.md 2.3). Sinch
/// describes some of them in two shapes; both are read.
/// </summary>
internal static class SinchPayloads
{
    /// <summary>What is not a customer's doing nor a message's fate: contacts, conversations, opt-ins, capabilities, echoes of our own sends.</summary>
    private static readonly string[] Notices =
    [
        "message_submit_notification", "event_delivery_report", "capability_notification", "opt_in_notification", "opt_out_notification",
        "contact_create_notification", "contact_delete_notification", "contact_merge_notification", "contact_update_notification",
        "duplicated_contact_identities_notification", "conversation_start_notification", "conversation_stop_notification",
        "conversation_delete_notification", "channel_event_notification", "record_notification", "smart_conversation_notification",
        "message_redaction", "message_inbound_smart_conversation_redaction",
    ];

    /// <param name="body">The raw bytes.</param>
    /// <param name="appId">The account's app; what is for another becomes a dead part.</param>
    public static ParsedPayload Parse(ReadOnlyMemory<byte> body, string appId)
    {
        try
        {
            using var document = JsonDocument.Parse(body);
            return new ParsedPayload(Read(document.RootElement, appId) is { } happened ? [happened] : [], []);
        }
        catch (Exception fault) when (fault is PayloadFault or InvalidOperationException)
        {
            return Dead(fault.Message);
        }
        catch (JsonException fault)
        {
            return Dead($"Not valid JSON: {fault.Message}");
        }

        ParsedPayload Dead(string reason) => new([], [new DeadPart(JsonReading.Readable(body.Span), reason)]);
    }

    /// <returns>Null for what is of no interest.</returns>
    private static InboundEvent? Read(JsonElement root, string appId)
    {
        if (root.Text("app_id"u8) is { } app && app != appId) throw new PayloadFault($"The callback is for the app {app}; this account's is {appId}.");
        if (root.Member("message"u8) is { ValueKind: JsonValueKind.Object } message) return Message(message, root);
        if (root.Member("message_delivery_report"u8) is { ValueKind: JsonValueKind.Object } report) return Report(report, root);
        if (root.Member("event"u8) is { ValueKind: JsonValueKind.Object } happened) return Event(happened, root);
        if (root.Member("unsupported_callback"u8) is not null) throw new PayloadFault("Sinch passes on something of WhatsApp's that it does not know itself.");
        return root.ValueKind == JsonValueKind.Object && Notices.Any(notice => root.TryGetProperty(notice, out _))
            ? null
            : throw new PayloadFault("The callback holds nothing that is known.");
    }

    private static MessageReceived Message(JsonElement message, JsonElement root)
    {
        var id = message.Text("id"u8) ?? throw new PayloadFault("A message has no id.");
        if (message.Member("contact_message"u8) is not { ValueKind: JsonValueKind.Object } said) throw new PayloadFault("A message has no content.");
        // The second shape of a reply wraps the content.
        var wrapped = said.Member("reply_message"u8) is { ValueKind: JsonValueKind.Object } reply ? reply : (JsonElement?)null;
        return new MessageReceived(
            CustomerOf(message), id, TimeOf(message, root), SinchContent.Read(wrapped ?? said),
            wrapped?.Text("message_id"u8)
                ?? said.Member("reply_to"u8)?.Text("message_id"u8)
                ?? said.Member("choice_response_message"u8)?.Text("message_id"u8));
    }

    /// <returns>Null while Sinch tries another way: that decides nothing yet.</returns>
    private static StatusReported? Report(JsonElement report, JsonElement root)
    {
        var id = report.Text("message_id"u8) ?? throw new PayloadFault("A delivery report does not name its message.");
        DeliveryStatus status;
        switch (report.Text("status"u8))
        {
            case "QUEUED_ON_CHANNEL": status = DeliveryStatus.Sent; break;
            case "DELIVERED": status = DeliveryStatus.Delivered; break;
            case "READ": status = DeliveryStatus.Read; break;
            case "FAILED": status = DeliveryStatus.Failed; break;
            case "SWITCHING_CHANNEL": return null;
            case var other: throw new PayloadFault($"A delivery report says \"{other}\", which is not known.");
        }
        return new StatusReported(
            id,
            status,
            root.IsoTime("event_time"u8) ?? root.IsoTime("accepted_time"u8),
            status == DeliveryStatus.Failed ? SinchFailures.OfReport(report.Member("reason"u8)) : null,
            OursIn(root.Text("message_metadata"u8)) ?? OursIn(report.Text("metadata"u8)),
            Identities.Of(IdentityOf(report)));
    }

    /// <returns>Null for typing and the like.</returns>
    private static MessageReceived? Event(JsonElement happened, JsonElement root)
    {
        if (happened.Member("contact_event"u8) is not null) return null;
        if (happened.Member("contact_message_event"u8)?.Member("reaction_event"u8) is not { ValueKind: JsonValueKind.Object } reaction)
            throw new PayloadFault("An event holds nothing that is known.");
        var target = reaction.Text("message_id"u8) ?? throw new PayloadFault("A reaction does not name its message.");
        var emoji = reaction.Text("action"u8) == "REACTION_ACTION_UNREACT" ? null : reaction.Text("emoji"u8);
        return new MessageReceived(
            CustomerOf(happened),
            happened.Text("id"u8) ?? throw new PayloadFault("An event has no id."),
            TimeOf(happened, root),
            new ReactionContent(target, emoji));
    }

    /// <summary>An identity and nothing more: the name is with the contact, which an app in dispatch mode does not have.</summary>
    private static Customer CustomerOf(JsonElement part)
    {
        var channel = part.Member("channel_identity"u8)?.Text("channel"u8) ?? part.Text("channel"u8);
        if (channel is not (null or "WHATSAPP")) throw new PayloadFault($"Something came by {channel}; this account is a WhatsApp number.");
        return Identities.Of(IdentityOf(part)) is { } identity
            ? new Customer([identity], null)
            : throw new PayloadFault("A message does not say who sent it.");
    }

    private static string? IdentityOf(JsonElement part) => part.Member("channel_identity"u8)?.Text("identity"u8) ?? part.Text("identity"u8);

    private static DateTimeOffset? TimeOf(JsonElement part, JsonElement root) =>
        part.IsoTime("accept_time"u8) ?? root.IsoTime("event_time"u8) ?? root.IsoTime("accepted_time"u8);

    private static long? OursIn(string? metadata)
    {
        if (metadata is null) return null;
        try
        {
            using var document = JsonDocument.Parse(metadata);
            return long.TryParse(document.RootElement.Text("mid"u8), NumberStyles.None, CultureInfo.InvariantCulture, out var id) ? id : null;
        }
        catch (JsonException)
        {
            // Somebody else's metadata.
            return null;
        }
    }
}
