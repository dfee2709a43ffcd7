using System.Globalization;
using System.Text.Json;
using Motion.Domain.Messaging;
using Motion.Providers.Outside;

namespace Motion.Providers.Meta;

/// <summary>Writes the JSON of an outbound message (providers.md 3.3).</summary>
internal static class MetaMessageBody
{
    /// <param name="request">A message that <see cref="SendLimits.Refusal"/> let through.</param>
    /// <param name="mediaId">The id of the uploaded file, or null.</param>
    public static byte[] Write(SendRequest request, string? mediaId) => JsonBytes.Of(json => Write(json, request, mediaId));

    /// <summary>The same inside something else (Kaleyra V2). A file without an id goes by its link.</summary>
    public static void Write(Utf8JsonWriter json, SendRequest request, string? mediaId)
    {
        json.WriteStartObject();
        json.WriteString("messaging_product"u8, "whatsapp"u8);
        json.WriteString("recipient_type"u8, "individual"u8);
        // A user id in "to" is dropped without a word.
        json.WriteString(request.To.Kind == IdentityKind.Phone ? "to"u8 : "recipient"u8, request.To.Value);
        WriteContent(json, request, mediaId);
        if (request.ReplyToProviderMessageId is { } quoted && request.Content is not ReactionContent)
        {
            json.WriteStartObject("context"u8);
            json.WriteString("message_id"u8, quoted);
            json.WriteEndObject();
        }
        json.WriteString("biz_opaque_callback_data"u8, request.MessageId.ToString(CultureInfo.InvariantCulture));
        json.WriteEndObject();
    }

    /// <summary>Marks a customer's message as read, and shows him "typing…" for 25 seconds where asked for.</summary>
    public static byte[] WriteRead(string providerMessageId, bool typing = false) =>
        JsonBytes.Of(json => WriteRead(json, providerMessageId, typing));

    /// <summary>The same inside something else.</summary>
    public static void WriteRead(Utf8JsonWriter json, string providerMessageId, bool typing)
    {
        json.WriteStartObject();
        json.WriteString("messaging_product"u8, "whatsapp"u8);
        json.WriteString("status"u8, "read"u8);
        json.WriteString("message_id"u8, providerMessageId);
        if (typing)
        {
            json.WriteStartObject("typing_indicator"u8);
            json.WriteString("type"u8, "text"u8);
            json.WriteEndObject();
        }
        json.WriteEndObject();
    }

    private static void WriteContent(Utf8JsonWriter json, SendRequest request, string? mediaId)
    {
        switch (request.Content)
        {
            case TextContent text:
                Open(json, "text");
                json.WriteBoolean("preview_url"u8, text.Body.Contains("https://", StringComparison.OrdinalIgnoreCase));
                json.WriteString("body"u8, text.Body);
                break;
            case MediaContent media:
                Open(json, TypeOf(media.Media));
                if (mediaId is not null) json.WriteString("id"u8, mediaId);
                else json.WriteString("link"u8, request.Media!.PublicUrl);
                WriteIfAny(json, "caption", media.Caption);
                if (media.Media == MessageKind.Document) WriteIfAny(json, "filename", media.FileName);
                break;
            case LocationContent place:
                Open(json, "location");
                json.WriteNumber("latitude"u8, place.Latitude);
                json.WriteNumber("longitude"u8, place.Longitude);
                WriteIfAny(json, "name", place.Name);
                WriteIfAny(json, "address", place.Address);
                break;
            case ReactionContent reaction:
                Open(json, "reaction");
                json.WriteString("message_id"u8, reaction.TargetProviderMessageId);
                json.WriteString("emoji"u8, reaction.Emoji ?? "");
                break;
            case TemplateContent template:
                Open(json, "template");
                MetaTemplateBody.Write(json, template);
                break;
            case ContactsContent contacts:
                WriteContacts(json, contacts.Cards);
                return;
            default:
                throw new ArgumentException($"Meta cannot send {request.Content.Kind}.", nameof(request));
        }
        json.WriteEndObject();
    }

    private static string TypeOf(MessageKind media) => media switch
    {
        MessageKind.Image => "image",
        MessageKind.Video => "video",
        MessageKind.Audio => "audio",
        MessageKind.Sticker => "sticker",
        MessageKind.Document => "document",
        _ => throw new ArgumentOutOfRangeException(nameof(media), media, "Not a kind of file."),
    };

    private static void Open(Utf8JsonWriter json, string type)
    {
        json.WriteString("type"u8, type);
        json.WriteStartObject(type);
    }

    private static void WriteIfAny(Utf8JsonWriter json, string name, string? value)
    {
        if (!string.IsNullOrEmpty(value)) json.WriteString(name, value);
    }

    private static void WriteContacts(Utf8JsonWriter json, IReadOnlyList<ContactCard> cards)
    {
        json.WriteString("type"u8, "contacts"u8);
        json.WriteStartArray("contacts"u8);
        foreach (var card in cards)
        {
            json.WriteStartObject();
            json.WriteStartObject("name"u8);
            json.WriteString("formatted_name"u8, card.Name);
            // Meta wants one further part of the name besides the formatted one.
            json.WriteString("first_name"u8, card.Name);
            json.WriteEndObject();
            WriteList(json, "phones", "phone", card.Phones);
            WriteList(json, "emails", "email", card.Emails);
            json.WriteEndObject();
        }
        json.WriteEndArray();
    }

    private static void WriteList(Utf8JsonWriter json, string list, string name, IReadOnlyList<string> values)
    {
        if (values.Count == 0) return;
        json.WriteStartArray(list);
        foreach (var value in values)
        {
            json.WriteStartObject();
            json.WriteString(name, value);
            json.WriteEndObject();
        }
        json.WriteEndArray();
    }
}
