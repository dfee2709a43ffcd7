using System.Text.Json;
using Motion.Domain.Messaging;
using Motion.Providers.Meta;
using Motion.Providers.Outside;

namespace Motion.Providers.Kaleyra;

/// <summary>What a message says: by the fields that are there, because the list of types is open (providers.md 4.3).</summary>
internal static class KaleyraContent
{
    public static MessageContent Read(IReadOnlyDictionary<string, string> fields)
    {
        var type = fields.GetValueOrDefault("type")?.ToLowerInvariant();
        var body = fields.GetValueOrDefault("body");
        if (fields.GetValueOrDefault("media_url") is { } url)
        {
            var mimeType = fields.GetValueOrDefault("mime_type");
            return new MediaContent(MediaKinds.Of(type, mimeType), mimeType, body, Source: new MediaSource(null, url, null), IsVoice: type == "voice");
        }
        if (fields.GetValueOrDefault("location") is { } place) return Nested("location", place);
        if (fields.GetValueOrDefault("contacts") is { } cards) return Nested("contacts", cards);
        return body is null ? new UnsupportedContent(type, null) : new TextContent(body);
    }

    /// <summary>Places and cards are WhatsApp's own JSON, put into a field as it is.</summary>
    private static MessageContent Nested(string type, string json)
    {
        try
        {
            using var document = JsonDocument.Parse($"{{\"{type}\":{json}}}");
            return MetaContent.Read(type, document.RootElement, document.RootElement);
        }
        catch (JsonException)
        {
            throw new PayloadFault($"The field {type} is not valid JSON.");
        }
    }
}
