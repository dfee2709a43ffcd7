using System.Text.Json;
using Motion.Domain.Messaging;
using Motion.Providers.Outside;

namespace Motion.Providers.Meta;

/// <summary>What a message says, by its type (providers.md 3.2). Types we do not know are shown as unsupported, not lost.</summary>
internal static class MetaContent
{
    /// <param name="type">The message's type.</param>
    /// <param name="message">The object that holds <c>text</c>, <c>image</c> and so on.</param>
    /// <param name="value">The object round it, whose <c>errors</c> may explain a missing content.</param>
    public static MessageContent Read(string type, JsonElement message, JsonElement value) => type switch
    {
        "text" => new TextContent(Part(message, "text"u8).Text("body"u8) ?? throw new PayloadFault("A text has no words.")),
        "image" => Media(MessageKind.Image, Part(message, "image"u8)),
        "video" => Media(MessageKind.Video, Part(message, "video"u8)),
        "audio" => Media(MessageKind.Audio, Part(message, "audio"u8)),
        // Older edition of a voice note.
        "voice" => Media(MessageKind.Audio, message.Member("voice"u8) ?? Part(message, "audio"u8)) with { IsVoice = true },
        "document" => Media(MessageKind.Document, Part(message, "document"u8)),
        "sticker" => Media(MessageKind.Sticker, Part(message, "sticker"u8)),
        "location" => Location(Part(message, "location"u8)),
        "contacts" => Contacts(message),
        "reaction" => Reaction(Part(message, "reaction"u8)),
        "button" => Button(Part(message, "button"u8)),
        "order" => Order(Part(message, "order"u8)),
        "interactive" when message.Member("interactive"u8) is { } interactive => Interactive(interactive),
        _ => Unsupported(type, message, value),
    };

    private static JsonElement Part(JsonElement message, ReadOnlySpan<byte> name) =>
        message.Member(name) is { ValueKind: JsonValueKind.Object } part
            ? part
            : throw new PayloadFault("A message lacks the part its type names.");

    private static MediaContent Media(MessageKind kind, JsonElement part)
    {
        var source = new MediaSource(part.Text("id"u8), part.Text("url"u8), part.Text("sha256"u8));
        if (source.ProviderMediaId is null && source.Url is null) throw new PayloadFault("A file has neither an id nor an address.");
        return new MediaContent(
            kind, part.Text("mime_type"u8), part.Text("caption"u8), part.Text("filename"u8), source,
            IsVoice: part.IsTrue("voice"u8), IsAnimated: part.IsTrue("animated"u8));
    }

    private static LocationContent Location(JsonElement part)
    {
        var (latitude, longitude) = (part.Number("latitude"u8), part.Number("longitude"u8));
        return latitude is >= -90 and <= 90 && longitude is >= -180 and <= 180
            ? new LocationContent(latitude.Value, longitude.Value, part.Text("name"u8), part.Text("address"u8))
            : throw new PayloadFault("A location has no valid coordinates.");
    }

    private static ContactsContent Contacts(JsonElement message)
    {
        var cards = new List<ContactCard>();
        foreach (var card in message.Items("contacts"u8))
        {
            var phones = Values(card, "phones"u8, "phone"u8, "wa_id"u8);
            var name = card.Member("name"u8);
            cards.Add(new ContactCard(
                name?.Text("formatted_name"u8) ?? name?.Text("first_name"u8) ?? phones.FirstOrDefault() ?? "",
                phones,
                Values(card, "emails"u8, "email"u8, "email"u8)));
        }
        return cards.Count > 0 ? new ContactsContent(cards) : throw new PayloadFault("A contacts message holds no card.");
    }

    private static List<string> Values(JsonElement card, ReadOnlySpan<byte> list, ReadOnlySpan<byte> name, ReadOnlySpan<byte> otherwise)
    {
        var values = new List<string>();
        foreach (var item in card.Items(list))
            if ((item.Text(name) ?? item.Text(otherwise)) is { } value) values.Add(value);
        return values;
    }

    private static ReactionContent Reaction(JsonElement part) => new(
        part.Text("message_id"u8) ?? throw new PayloadFault("A reaction does not name its message."),
        part.Text("emoji"u8));

    private static ButtonReplyContent Button(JsonElement part)
    {
        var payload = part.Text("payload"u8);
        return new ButtonReplyContent(part.Text("text"u8) ?? payload ?? throw new PayloadFault("A button reply is empty."), payload);
    }

    private static OrderContent Order(JsonElement part)
    {
        var items = new List<OrderItem>();
        foreach (var item in part.Items("product_items"u8))
        {
            if (item.Text("product_retailer_id"u8) is not { } product || item.Whole("quantity"u8) is not (>= 0 and <= int.MaxValue and var quantity)
                || item.Money("item_price"u8) is not { } price)
                throw new PayloadFault("A line of an order lacks product, quantity or price.");
            items.Add(new OrderItem(product, (int)quantity, price, item.Text("currency"u8) ?? ""));
        }
        return new OrderContent(part.Text("catalog_id"u8), part.Text("text"u8), items);
    }

    private static MessageContent Interactive(JsonElement interactive)
    {
        var type = interactive.Text("type"u8);
        switch (type)
        {
            case "button_reply":
                var button = Part(interactive, "button_reply"u8);
                var payload = button.Text("id"u8);
                return new ButtonReplyContent(button.Text("title"u8) ?? payload ?? throw new PayloadFault("A button reply is empty."), payload);
            case "list_reply":
                var row = Part(interactive, "list_reply"u8);
                var id = row.Text("id"u8) ?? throw new PayloadFault("A list reply does not name its row.");
                return new ListReplyContent(id, row.Text("title"u8) ?? id, row.Text("description"u8));
            case "nfm_reply":
                var flow = Part(interactive, "nfm_reply"u8);
                return new FlowReplyContent(flow.Text("name"u8), flow.Text("body"u8), flow.Text("response_json"u8));
            default:
                return new UnsupportedContent(type is null ? "interactive" : $"interactive/{type}", null);
        }
    }

    private static UnsupportedContent Unsupported(string type, JsonElement message, JsonElement value)
    {
        var error = MetaPayloads.FirstOf(message, "errors"u8) ?? MetaPayloads.FirstOf(value, "errors"u8);
        return new UnsupportedContent(
            message.Member("unsupported"u8)?.Text("type"u8) ?? type,
            error is { } given ? MetaFailures.DetailOf(given) : null);
    }
}
