using System.Text.Json;
using Motion.Domain.Messaging;
using Motion.Providers.Outside;

namespace Motion.Providers.SinchV2;

/// <summary>What a customer's message says: by the member that is there (providers.md 2.3). What we do not know is shown as unsupported, not lost.</summary>
internal static class SinchContent
{
    /// <param name="message">The <c>contact_message</c>.</param>
    public static MessageContent Read(JsonElement message)
    {
        if (Part(message, "text_message"u8) is { } text)
            return new TextContent(text.Text("text"u8) ?? throw new PayloadFault("A text has no words."));
        if (Part(message, "media_message"u8) is { } media) return Media(media);
        if (Part(message, "media_card_message"u8) is { } card) return Media(card) with { Caption = card.Text("caption"u8) };
        if (Part(message, "location_message"u8) is { } place) return Location(place);
        if (Part(message, "choice_response_message"u8) is { } choice)
        {
            var payload = choice.Text("postback_data"u8) ?? throw new PayloadFault("A button reply is empty.");
            return new ButtonReplyContent(payload, payload);
        }
        if (Part(message, "product_response_message"u8) is { } order) return Order(order);
        if (Part(message, "channel_specific_message"u8) is { } specific) return ChannelSpecific(specific);
        if (Part(message, "fallback_message"u8) is { } fallback)
            return new UnsupportedContent(null, fallback.Member("reason"u8)?.Text("description"u8) ?? fallback.Text("raw_message"u8));
        return new UnsupportedContent(FirstNameOf(message), null);
    }

    private static JsonElement? Part(JsonElement message, ReadOnlySpan<byte> name) =>
        message.Member(name) is { ValueKind: JsonValueKind.Object } part ? part : null;

    /// <summary>Sinch tells no type: the name's ending says what it looks like, the bytes decide when they are fetched.</summary>
    private static MediaContent Media(JsonElement part)
    {
        var url = part.Text("url"u8) ?? throw new PayloadFault("A file has no address.");
        var name = part.Text("filename_override"u8);
        var path = Uri.TryCreate(url, UriKind.Absolute, out var address) ? address.AbsolutePath : url;
        return new MediaContent(MediaKinds.OfName(name ?? path), null, FileName: name, Source: new MediaSource(null, url, null));
    }

    private static LocationContent Location(JsonElement part)
    {
        var coordinates = part.Member("coordinates"u8) ?? part;
        var (latitude, longitude) = (coordinates.Number("latitude"u8), coordinates.Number("longitude"u8));
        return latitude is >= -90 and <= 90 && longitude is >= -180 and <= 180
            ? new LocationContent(latitude.Value, longitude.Value, part.Text("title"u8), part.Text("label"u8))
            : throw new PayloadFault("A location has no valid coordinates.");
    }

    private static OrderContent Order(JsonElement part)
    {
        var items = new List<OrderItem>();
        foreach (var product in part.Items("products"u8))
        {
            if (product.Text("id"u8) is not { } id || product.Whole("quantity"u8) is not (>= 0 and <= int.MaxValue and var quantity)
                || product.Money("item_price"u8) is not { } price)
                throw new PayloadFault("A line of an order lacks product, quantity or price.");
            items.Add(new OrderItem(id, (int)quantity, price, product.Text("currency"u8) ?? ""));
        }
        return new OrderContent(part.Text("catalog_id"u8), part.Text("title"u8), items);
    }

    private static MessageContent ChannelSpecific(JsonElement part) =>
        part.Member("message"u8) is { } message && Part(message, "nfm_reply"u8) is { } flow
            ? new FlowReplyContent(flow.Text("name"u8), flow.Text("body"u8), flow.Text("response_json"u8))
            : new UnsupportedContent(part.Text("message_type"u8), null);

    private static string? FirstNameOf(JsonElement message)
    {
        foreach (var member in message.EnumerateObject())
            if (member.Value.ValueKind == JsonValueKind.Object && !member.NameEquals("reply_to"u8)) return member.Name;
        return null;
    }
}
