using System.Globalization;
using System.Text.Json;
using Motion.Domain.Accounts;
using Motion.Domain.Messaging;
using Motion.Providers.Outside;

namespace Motion.Providers.SinchV2;

/// <summary>Writes the JSON of an outbound message (providers.md 2.2).</summary>
internal static class SinchMessageBody
{
    /// <summary>The member of the metadata that carries our message id.</summary>
    public const string EchoKey = "mid";

    /// <param name="request">A message that <see cref="SendLimits.Refusal"/> let through.</param>
    /// <param name="mine">The account's.</param>
    public static byte[] Write(SendRequest request, SinchCredentials mine) => JsonBytes.Of(json =>
    {
        json.WriteStartObject();
        json.WriteString("app_id"u8, mine.AppId);
        WriteRecipient(json, request.To);
        json.WriteStartObject("message"u8);
        WriteContent(json, request);
        json.WriteEndObject();
        json.WriteStartArray("channel_priority_order"u8);
        json.WriteStringValue("WHATSAPP"u8);
        json.WriteEndArray();
        // Reports to an address named here are not signed with the webhook's secret: with a secret they go where the webhook says.
        if (string.IsNullOrEmpty(mine.WebhookSecret)) json.WriteString("callback_url"u8, request.StatusCallbackUrl);
        json.WriteString("message_metadata"u8, $$"""{"{{EchoKey}}":"{{request.MessageId.ToString(CultureInfo.InvariantCulture)}}"}""");
        json.WriteEndObject();
    });

    /// <summary>By channel identity: an app in dispatch mode, as most are, has no contacts.</summary>
    private static void WriteRecipient(Utf8JsonWriter json, CustomerIdentity to)
    {
        json.WriteStartObject("recipient"u8);
        json.WriteStartObject("identified_by"u8);
        json.WriteStartArray("channel_identities"u8);
        json.WriteStartObject();
        json.WriteString("channel"u8, "WHATSAPP"u8);
        json.WriteString("identity"u8, to.Value);
        json.WriteEndObject();
        json.WriteEndArray();
        json.WriteEndObject();
        json.WriteEndObject();
    }

    private static void WriteContent(Utf8JsonWriter json, SendRequest request)
    {
        switch (request.Content)
        {
            case TextContent text:
                json.WriteStartObject("text_message"u8);
                json.WriteString("text"u8, text.Body);
                break;
            case MediaContent media when request.Media is { } file:
                json.WriteStartObject("media_message"u8);
                json.WriteString("url"u8, file.PublicUrl);
                if (media.Media == MessageKind.Document && (media.FileName ?? file.FileName) is { Length: > 0 } name)
                    json.WriteString("filename_override"u8, name);
                break;
            case LocationContent place:
                json.WriteStartObject("location_message"u8);
                json.WriteString("title"u8, place.Summary);
                if (place is { Name.Length: > 0, Address.Length: > 0 }) json.WriteString("label"u8, place.Address);
                json.WriteStartObject("coordinates"u8);
                json.WriteNumber("latitude"u8, place.Latitude);
                json.WriteNumber("longitude"u8, place.Longitude);
                json.WriteEndObject();
                break;
            case TemplateContent template:
                json.WriteStartObject("template_message"u8);
                WriteTemplate(json, template);
                break;
            default:
                throw new ArgumentException($"Sinch cannot send {request.Content.Kind}.", nameof(request));
        }
        json.WriteEndObject();
    }

    private static void WriteTemplate(Utf8JsonWriter json, TemplateContent template)
    {
        json.WriteStartObject("channel_template"u8);
        json.WriteStartObject("WHATSAPP"u8);
        json.WriteString("template_id"u8, template.Name);
        json.WriteString("language_code"u8, template.Language);
        var parameters = ParametersOf(template).ToList();
        if (parameters.Count > 0)
        {
            json.WriteStartObject("parameters"u8);
            foreach (var (name, value) in parameters) json.WriteString(name, value);
            json.WriteEndObject();
        }
        json.WriteEndObject();
        json.WriteEndObject();
    }

    private static IEnumerable<KeyValuePair<string, string>> ParametersOf(TemplateContent template)
    {
        if (template.Header is { } header)
            yield return new(header.Kind == MessageKind.Text ? "header[1]text" : $"header[1]{header.Kind.ToString().ToLowerInvariant()}.link", header.Value);
        for (var i = 0; i < template.Parameters.Count; i++)
            yield return new(string.Create(CultureInfo.InvariantCulture, $"body[{i + 1}]text"), template.Parameters[i]);
        foreach (var (place, value) in template.Buttons ?? new Dictionary<int, string>())
        {
            // An address cannot be completed by nothing, so an empty value belongs to a quick reply: its key is wanted all the same.
            var key = value.Length > 0 ? "url[1]text" : "quick_reply[1]payload";
            yield return new(string.Create(CultureInfo.InvariantCulture, $"button[{place}]{key}"), value);
        }
    }
}
