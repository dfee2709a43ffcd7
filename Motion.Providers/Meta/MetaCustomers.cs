using System.Text.Json;
using Motion.Domain.Messaging;
using Motion.Providers.Outside;

namespace Motion.Providers.Meta;

/// <summary>Who wrote: a phone number, a business-scoped user id, or both; the phone may be absent or empty (providers.md 0.2).</summary>
internal static class MetaCustomers
{
    public static Customer Sender(JsonElement message, JsonElement value)
    {
        var from = Identities.Of(message.Text("from"u8));
        var userId = message.Text("from_user_id"u8);
        var contact = ContactOf(value, from, userId);
        var identities = Identities.InOrder(
            from,
            from is null ? Identities.Of(contact?.Text("wa_id"u8)) : null,
            Identities.Named(IdentityKind.UserId, userId ?? contact?.Text("user_id"u8)),
            Identities.Named(IdentityKind.ParentUserId, message.Text("from_parent_user_id"u8) ?? contact?.Text("parent_user_id"u8)));
        return identities.Count == 0
            ? throw new PayloadFault("A message does not say who sent it.")
            : new Customer(identities, contact?.Member("profile"u8)?.Text("name"u8));
    }

    /// <summary>
    /// A number or user id changed: the identities from now on are the old ones with the changed kinds replaced. None are
    /// named when only the encryption identity changed.
    /// </summary>
    public static SystemContent System(JsonElement message, Customer from)
    {
        if (message.Member("system"u8) is not { ValueKind: JsonValueKind.Object } system)
            throw new PayloadFault("A system message has no system part.");
        var changed = new CustomerIdentity?[]
        {
            Identities.Of(system.Text("wa_id"u8) ?? system.Text("new_wa_id"u8)),
            Identities.Named(IdentityKind.UserId, system.Text("user_id"u8)),
            Identities.Named(IdentityKind.ParentUserId, system.Text("parent_user_id"u8)),
        };
        var kept = from.Identities.Where(old => !changed.Any(identity => identity?.Kind == old.Kind));
        var now = changed.All(identity => identity is null) ? [] : Identities.InOrder([.. changed, .. kept]);
        return new SystemContent(system.Text("type"u8) ?? "", system.Text("body"u8) ?? "", now);
    }

    /// <summary>The contact card that belongs to the sender; a lone card counts only when nothing contradicts it.</summary>
    private static JsonElement? ContactOf(JsonElement value, CustomerIdentity? from, string? userId)
    {
        foreach (var contact in value.Items("contacts"u8))
        {
            var cardUserId = contact.Text("user_id"u8);
            if (userId is not null && cardUserId == userId) return contact;
            if (from is { Kind: IdentityKind.Phone } && contact.Text("wa_id"u8) == from.Value) return contact;
            if (from is not null && cardUserId == from.Value) return contact;
        }
        return from is null && userId is null && value.Items("contacts"u8).Count() == 1 ? MetaPayloads.FirstOf(value, "contacts"u8) : null;
    }
}
