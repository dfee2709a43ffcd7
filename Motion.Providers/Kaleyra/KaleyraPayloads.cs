using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using Motion.Domain.Messaging;
using Motion.Providers.Meta;
using Motion.Providers.Outside;

namespace Motion.Providers.Kaleyra;

/// <summary>
/// Reads a callback (providers.md 4.3): the variables of a Callback Profile in the address or as JSON, or Meta's own body, which
/// Kaleyra's second generation passes on. One address takes them all.
/// </summary>
internal static class KaleyraPayloads
{
    /// <summary>Begins the ids we make up, because Kaleyra's first generation gives a customer's message none.</summary>
    public const string MadeUpId = "sha256:";

    public static ParsedPayload Parse(WebhookPayload payload)
    {
        try
        {
            if (payload.Body.IsEmpty) return Read(FormFields.ParseQuery(payload.QueryString).Select(field => (field.Key, (string?)field.Value)));
            using var document = JsonDocument.Parse(payload.Body);
            var root = document.RootElement;
            if (root.ValueKind != JsonValueKind.Object) throw new PayloadFault("The body is no JSON object.");
            return root.Member("entry"u8) is null
                ? Read(root.EnumerateObject().Select(member => (member.Name, TextOf(member.Value))))
                : MetaPayloads.Parse(payload.Body, null);
        }
        catch (Exception fault) when (fault is PayloadFault or InvalidOperationException)
        {
            return Dead(fault.Message);
        }
        catch (JsonException fault)
        {
            // The profile puts values between quotes as they are: a text that holds one breaks the JSON.
            return Dead($"Not valid JSON: {fault.Message}");
        }

        ParsedPayload Dead(string reason) =>
            new([], [new DeadPart(payload.Body.IsEmpty ? payload.QueryString : JsonReading.Readable(payload.Body.Span), reason)]);
    }

    /// <summary>A list or object that was put in without quotes is kept as it is written.</summary>
    private static string? TextOf(JsonElement value) =>
        value.ValueKind is JsonValueKind.Object or JsonValueKind.Array ? value.Fragment() : value.AsText();

    private static ParsedPayload Read(IEnumerable<(string Name, string? Value)> all)
    {
        var fields = new Dictionary<string, string>(StringComparer.Ordinal);
        foreach (var (name, value) in all)
        {
            // A variable that Kaleyra does not know stays as it was typed.
            if (!string.IsNullOrEmpty(value) && value != $"<{name}>") fields[name] = value;
        }
        return new ParsedPayload([fields.ContainsKey("status") ? Status(fields) : Message(fields)], []);
    }

    private static MessageReceived Message(Dictionary<string, string> fields)
    {
        var from = Identities.Of(fields.GetValueOrDefault("from")) ?? throw new PayloadFault("The callback does not say who sent the message.");
        return new MessageReceived(
            new Customer([from], fields.GetValueOrDefault("name")),
            IdOf(fields),
            JsonReading.UnixTime(fields.GetValueOrDefault("created_at")),
            KaleyraContent.Read(fields),
            fields.GetValueOrDefault("reply_to"));
    }

    private static StatusReported Status(Dictionary<string, string> fields)
    {
        var id = fields.GetValueOrDefault("id") ?? throw new PayloadFault("A status does not name its message.");
        var name = fields["status"];
        var status = name.ToLowerInvariant() switch
        {
            "sent" => DeliveryStatus.Sent,
            "delivered" => DeliveryStatus.Delivered,
            "read" => DeliveryStatus.Read,
            "failed" or "not-sent" or "0" => DeliveryStatus.Failed,
            _ => throw new PayloadFault($"A status says \"{name}\", which is not known."),
        };
        return new StatusReported(
            id,
            status,
            JsonReading.UnixTime(fields.GetValueOrDefault("timestamp")),
            status == DeliveryStatus.Failed
                ? KaleyraFailures.OfStatus(fields.GetValueOrDefault("error_code"), fields.GetValueOrDefault("error") ?? fields.GetValueOrDefault("message"))
                : null,
            long.TryParse(fields.GetValueOrDefault("ref"), NumberStyles.None, CultureInfo.InvariantCulture, out var ours) ? ours : null,
            Identities.Of(fields.GetValueOrDefault("mobile")));
    }

    /// <summary>The same message again has the same id; two equal texts of one second collapse, which is the price.</summary>
    private static string IdOf(Dictionary<string, string> fields)
    {
        var parts = Array.ConvertAll(["wanumber", "from", "created_at", "type", "body", "media_url"], (string name) => fields.GetValueOrDefault(name, ""));
        return MadeUpId + Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(string.Join('\u001f', parts))));
    }
}
