using System.Globalization;
using System.Net.Http.Headers;
using Motion.Domain.Accounts;
using Motion.Domain.Messaging;
using Motion.Providers.Meta;
using Motion.Providers.Outside;

namespace Motion.Providers.Kaleyra;

/// <summary>Writes an outbound message for either generation (providers.md 4.1, 4.2).</summary>
internal static class KaleyraMessageBody
{
    /// <summary>What is wrong with a message before Kaleyra's first generation is asked, or null.</summary>
    public static string? FaultOf(SendRequest request) => request switch
    {
        { To.Kind: not IdentityKind.Phone } => "Kaleyra's first generation sends to phone numbers only; this customer has none.",
        { Content: TemplateContent { Header: not null } or TemplateContent { Buttons.Count: > 0 } } =>
            "Kaleyra's first generation fills only a template's text: set the account to V2 for values in its header or buttons.",
        { Content: TemplateContent { Parameters: var values } } when values.Any(value => value.Contains(',', StringComparison.Ordinal)) =>
            "A value of the template holds a comma, which Kaleyra's first generation takes for the end of it: leave the comma out, or set the account to V2.",
        _ => null,
    };

    /// <summary>
    /// The fields of the first generation, a file by its link. Numbers go without the plus, as those who use it write them.
    /// </summary>
    public static HttpContent WriteFields(SendRequest request, KaleyraCredentials mine)
    {
        var fields = FieldsOf(request, mine);
        switch (request.Content)
        {
            case TextContent text:
                fields.Add(new("body", text.Body));
                if (text.Body.Contains("https://", StringComparison.OrdinalIgnoreCase)) fields.Add(new("preview_url", "true"));
                break;
            case MediaContent media when request.Media is { } file:
                fields.Add(new("media_url", file.PublicUrl));
                if (!string.IsNullOrEmpty(media.Caption)) fields.Add(new("caption", media.Caption));
                break;
            case TemplateContent template:
                fields.Add(new("template_name", template.Name));
                fields.Add(new("lang_code", template.Language));
                if (template.Parameters.Count > 0) fields.Add(new("params", string.Join(',', template.Parameters)));
                break;
            case LocationContent place:
                return PlaceJson(fields, place);
            default:
                throw new ArgumentException($"Kaleyra cannot send {request.Content.Kind}.", nameof(request));
        }
        return new FormUrlEncodedContent(fields);
    }

    /// <summary>The same for a file whose link was not taken: the bytes themselves.</summary>
    public static MultipartFormDataContent WriteUpload(SendRequest request, KaleyraCredentials mine, Stream bytes)
    {
        var file = request.Media!;
        var form = new MultipartFormDataContent();
        foreach (var (name, value) in FieldsOf(request, mine)) form.Add(new StringContent(value), name);
        if (request.Content is MediaContent { Caption: { Length: > 0 } caption }) form.Add(new StringContent(caption), "caption");
        var part = new StreamContent(bytes);
        part.Headers.ContentType = MediaTypeHeaderValue.TryParse(file.MimeType, out var type) ? type : new("application/octet-stream");
        form.Add(part, "media", string.IsNullOrWhiteSpace(file.FileName) ? "file" : file.FileName);
        return form;
    }

    /// <summary>Meta's body in the second generation's envelope.</summary>
    public static byte[] WriteObject(SendRequest request) => JsonBytes.Of(json =>
    {
        json.WriteStartObject();
        json.WritePropertyName("messaging_object"u8);
        MetaMessageBody.Write(json, request with { ReplyToProviderMessageId = Known(request.ReplyToProviderMessageId) }, mediaId: null);
        json.WriteStartObject("extra_info"u8);
        json.WriteString("ref"u8, Ours(request));
        json.WriteEndObject();
        json.WriteEndObject();
    });

    public static byte[] WriteRead(string providerMessageId) => JsonBytes.Of(json =>
    {
        json.WriteStartObject();
        json.WritePropertyName("messaging_object"u8);
        MetaMessageBody.WriteRead(json, providerMessageId, typing: false);
        json.WriteEndObject();
    });

    /// <summary>Null for an id that only we know: Kaleyra gave the message none.</summary>
    public static string? Known(string? providerMessageId) =>
        providerMessageId?.StartsWith(KaleyraPayloads.MadeUpId, StringComparison.Ordinal) == true ? null : providerMessageId;

    private static List<KeyValuePair<string, string>> FieldsOf(SendRequest request, KaleyraCredentials mine)
    {
        var fields = new List<KeyValuePair<string, string>>
        {
            new("to", request.To.Value),
            new("from", request.FromPhone),
            new("channel", "whatsapp"),
            new("type", TypeOf(request.Content)),
            new("ref", Ours(request)),
        };
        // The secret header belongs to a Callback Profile and does not come with an address named here.
        if (string.IsNullOrEmpty(mine.CallbackSecret)) fields.Add(new("callback_url", request.StatusCallbackUrl));
        return fields;
    }

    private static string TypeOf(MessageContent content) => content switch
    {
        TextContent => "text",
        MediaContent => "media",
        TemplateContent => "template",
        LocationContent => "location",
        _ => throw new ArgumentException($"Kaleyra cannot send {content.Kind}.", nameof(content)),
    };

    /// <summary>A place is an object, which a form cannot hold.</summary>
    private static ByteArrayContent PlaceJson(List<KeyValuePair<string, string>> fields, LocationContent place)
    {
        var body = JsonBytes.Of(json =>
        {
            json.WriteStartObject();
            foreach (var (name, value) in fields) json.WriteString(name, value);
            json.WriteStartObject("location"u8);
            json.WriteNumber("latitude"u8, place.Latitude);
            json.WriteNumber("longitude"u8, place.Longitude);
            if (!string.IsNullOrEmpty(place.Name)) json.WriteString("name"u8, place.Name);
            if (!string.IsNullOrEmpty(place.Address)) json.WriteString("address"u8, place.Address);
            json.WriteEndObject();
            json.WriteEndObject();
        });
        return new ByteArrayContent(body) { Headers = { ContentType = new("application/json") } };
    }

    private static string Ours(SendRequest request) => request.MessageId.ToString(CultureInfo.InvariantCulture);
}
