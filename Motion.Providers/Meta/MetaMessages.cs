using System.Text.Json;
using Motion.Domain.Messaging;
using Motion.Providers.Outside;

namespace Motion.Providers.Meta;

/// <summary>Reads one of <c>messages[]</c>: who, when, and what happened (providers.md 3.2).</summary>
internal static class MetaMessages
{
    public static CustomerEvent Read(JsonElement message, JsonElement value)
    {
        var id = message.Text("id"u8) ?? throw new PayloadFault("A message has no id.");
        var type = message.Text("type"u8) ?? throw new PayloadFault("A message has no type.");
        var from = MetaCustomers.Sender(message, value);
        var sentAt = message.UnixTime("timestamp"u8);
        return type switch
        {
            "edit" => Edited(message, from, id, sentAt),
            "revoke" => new MessageRevoked(from, id, sentAt, OriginalOf(message.Member("revoke"u8))),
            "system" => Received(message, from, id, sentAt, MetaCustomers.System(message, from)),
            _ => Received(message, from, id, sentAt, MetaContent.Read(type, message, value)),
        };
    }

    private static MessageEdited Edited(JsonElement message, Customer from, string id, DateTimeOffset? sentAt)
    {
        var edit = message.Member("edit"u8);
        var original = OriginalOf(edit);
        if (edit?.Member("message"u8) is not { } inner || inner.Text("type"u8) is not { } type)
            throw new PayloadFault("An edit does not say what the message says now.");
        return new MessageEdited(from, id, sentAt, original, MetaContent.Read(type, inner, inner));
    }

    private static string OriginalOf(JsonElement? change) =>
        change?.Text("original_message_id"u8) ?? throw new PayloadFault("An edit or deletion does not name its message.");

    private static MessageReceived Received(JsonElement message, Customer from, string id, DateTimeOffset? sentAt, MessageContent content)
    {
        var context = message.Member("context"u8);
        var often = context?.IsTrue("frequently_forwarded"u8) ?? false;
        return new MessageReceived(
            from, id, sentAt, content,
            content is ReactionContent ? null : context?.Text("id"u8),
            Forwarded: often || (context?.IsTrue("forwarded"u8) ?? false),
            ForwardedOften: often,
            ReferralOf(message.Member("referral"u8)));
    }

    private static Referral? ReferralOf(JsonElement? referral) => referral is not { ValueKind: JsonValueKind.Object } given
        ? null
        : new Referral(
            given.Text("source_url"u8), given.Text("source_type"u8), given.Text("source_id"u8),
            given.Text("headline"u8), given.Text("body"u8), given.Text("ctwa_clid"u8));
}
