using System.Buffers;
using System.Globalization;
using System.Text;
using System.Text.Json;
using System.Text.RegularExpressions;
using Motion.Domain.Messaging;

namespace Motion.Providers.Twilio;

/// <summary>Writes the form of an outbound message (providers.md 1.1).</summary>
internal static partial class TwilioMessageBody
{
    /// <summary>The query field of the status callback that carries our message id.</summary>
    public const string EchoKey = "mid";

    /// <param name="request">A message that was not refused.</param>
    public static List<KeyValuePair<string, string>> Write(SendRequest request)
    {
        var form = new List<KeyValuePair<string, string>>
        {
            new("To", Address(request.To)),
            new("From", Address(new CustomerIdentity(IdentityKind.Phone, request.FromPhone))),
            new("StatusCallback", WithEcho(request.StatusCallbackUrl, request.MessageId)),
        };
        switch (request.Content)
        {
            case TextContent text:
                form.Add(new("Body", text.Body));
                break;
            case MediaContent media when request.Media is { } file:
                form.Add(new("MediaUrl", file.PublicUrl));
                if (!string.IsNullOrEmpty(media.Caption)) form.Add(new("Body", media.Caption));
                break;
            case ContactsContent when request.Media is { } cards:
                form.Add(new("MediaUrl", cards.PublicUrl));
                break;
            case LocationContent place:
                var label = place.Name ?? place.Address;
                var point = string.Create(CultureInfo.InvariantCulture, $"geo:{place.Latitude},{place.Longitude}");
                form.Add(new("Body", place.Summary));
                form.Add(new("PersistentAction", label is null ? point : $"{point}|{label}"));
                break;
            case TemplateContent template:
                form.Add(new("ContentSid", template.Name));
                if (template.Parameters.Count > 0) form.Add(new("ContentVariables", Variables(template)));
                break;
            default:
                throw new ArgumentException($"Twilio cannot send {request.Content.Kind}.", nameof(request));
        }
        return form;
    }

    /// <summary>What is wrong with a message before Twilio is asked, or null.</summary>
    public static string? FaultOf(SendRequest request) => request switch
    {
        { Content: ContactsContent, Media: null } => "The contact card has no link under which Twilio could fetch it.",
        { Content: TemplateContent template } => FaultOf(template),
        _ => null,
    };

    /// <summary>A content has one map of values for all its parts.</summary>
    private static string? FaultOf(TemplateContent template) => template switch
    {
        _ when !ContentSid().IsMatch(template.Name) => "A Twilio template is named by its content SID (HX and 32 hex digits).",
        { Header: not null } or { Buttons.Count: > 0 } => "Twilio takes the values of headers and buttons as parameters, by their numbers.",
        _ => null,
    };

    private static string Address(CustomerIdentity identity) =>
        identity.Kind == IdentityKind.Phone ? $"whatsapp:+{identity.Value}" : $"whatsapp:{identity.Value}";

    private static string WithEcho(string url, long id) => string.Create(
        CultureInfo.InvariantCulture, $"{url}{(url.Contains('?', StringComparison.Ordinal) ? '&' : '?')}{EchoKey}={id}");

    private static string Variables(TemplateContent template)
    {
        var buffer = new ArrayBufferWriter<byte>(128);
        using (var json = new Utf8JsonWriter(buffer))
        {
            json.WriteStartObject();
            for (var i = 0; i < template.Parameters.Count; i++)
            {
                var name = i < template.ParameterNames?.Count ? template.ParameterNames[i] : (i + 1).ToString(CultureInfo.InvariantCulture);
                json.WriteString(name, template.Parameters[i]);
            }
            json.WriteEndObject();
        }
        return Encoding.UTF8.GetString(buffer.WrittenSpan);
    }

    [GeneratedRegex("^HX[0-9a-fA-F]{32}$", RegexOptions.None, matchTimeoutMilliseconds: 1000)]
    private static partial Regex ContentSid();
}
