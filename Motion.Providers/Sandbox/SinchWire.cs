using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;
using Motion.Domain.Accounts;
using Motion.Domain.Messaging;
using Motion.Providers.SinchV2;

namespace Motion.Providers.Sandbox;

/// <summary>Sinch's callbacks (providers.md 2.3), signed with the webhook's secret.</summary>
internal sealed class SinchWire(TimeProvider clock) : ISandboxWire
{
    /// <summary>No page says how often; a sister interface doubles from five seconds to a day.</summary>
    private static readonly SandboxRetry Retry = new(15, TimeSpan.FromSeconds(5), OnAnswers: true);

    /// <summary>The reasons of failures that are asked for by WhatsApp's own code.</summary>
    private static readonly Dictionary<string, string> Reasons = new(StringComparer.Ordinal)
    {
        ["131047"] = "OUTSIDE_ALLOWED_SENDING_WINDOW",
        ["131026"] = "RECIPIENT_NOT_REACHABLE",
        ["131052"] = "MEDIA_NOT_REACHABLE",
        ["131053"] = "MEDIA_NOT_REACHABLE",
        ["130429"] = "RATE_LIMITED",
        ["131000"] = "INTERNAL_ERROR",
    };

    public AccountType Type => AccountType.SinchV2;

    public SandboxAbilities AbilitiesOf(SandboxAccount account) => new() { Reactions = true, OrdersAndForms = true };

    public string NewMessageId(MessageContent content) => SandboxIds.SinchMessage();

    public SandboxDelivery? Message(SandboxAccount account, SandboxCustomer customer, SandboxMessage message)
    {
        if (message.Content is ReactionContent reaction) return Reaction(account, customer, message, reaction);
        if (SinchContent.Write(account, message) is not { } content) return null;
        if (message.ReplyToId is { } quoted) content["reply_to"] = new JsonObject { ["message_id"] = quoted };
        var part = Part(account, customer, message.Id, message.At);
        part["sender_id"] = account.Phone;
        part["contact_message"] = content;
        return Sign(account, $"message {message.Id}", account.NotifyUrl, Envelope(account, message.At, "message", part));
    }

    public SandboxDelivery? Edit(SandboxAccount account, SandboxCustomer customer, SandboxMessage message, DateTimeOffset at) => null;

    public SandboxDelivery? Revoke(SandboxAccount account, SandboxCustomer customer, SandboxMessage message, DateTimeOffset at) => null;

    public SandboxDelivery Status(
        SandboxAccount account, SandboxCustomer customer, SandboxMessage message, DeliveryStatus status, DateTimeOffset at)
    {
        var word = status == DeliveryStatus.Sent ? "QUEUED_ON_CHANNEL" : status.ToString().ToUpperInvariant();
        var report = new JsonObject
        {
            ["message_id"] = message.Id,
            ["conversation_id"] = "",
            ["status"] = word,
            ["channel_identity"] = Identity(account, customer),
            ["contact_id"] = "",
            ["metadata"] = "",
            ["processing_mode"] = "DISPATCH",
        };
        if (status == DeliveryStatus.Failed) report["reason"] = Reason(message.FailureCode ?? "131000");
        var envelope = Envelope(account, at, "message_delivery_report", report);
        envelope["message_metadata"] = message.Echo ?? "";
        // The webhook's secret is not used for an address that the send names.
        return message.Callback is { } callback
            ? Delivery(account, $"{word} {message.Id}", account.Loopback(callback), JsonSerializer.SerializeToUtf8Bytes(envelope), [])
            : Sign(account, $"{word} {message.Id}", account.NotifyUrl, envelope);
    }

    private SandboxDelivery Reaction(SandboxAccount account, SandboxCustomer customer, SandboxMessage message, ReactionContent reaction)
    {
        var part = Part(account, customer, message.Id, message.At);
        part["contact_message_event"] = new JsonObject
        {
            ["reaction_event"] = new JsonObject
            {
                ["emoji"] = reaction.Emoji ?? "",
                ["action"] = reaction.Emoji is null ? "REACTION_ACTION_UNREACT" : "REACTION_ACTION_REACT",
                ["message_id"] = reaction.TargetProviderMessageId,
                ["reaction_category"] = "",
            },
        };
        return Sign(account, $"reaction {message.Id}", account.NotifyUrl, Envelope(account, message.At, "event", part));
    }

    private static JsonObject Part(SandboxAccount account, SandboxCustomer customer, string id, DateTimeOffset at) => new()
    {
        ["id"] = id,
        ["direction"] = "TO_APP",
        ["channel_identity"] = Identity(account, customer),
        ["conversation_id"] = "",
        ["contact_id"] = "",
        ["accept_time"] = Iso(at),
        ["processing_mode"] = "DISPATCH",
    };

    private static JsonObject Identity(SandboxAccount account, SandboxCustomer customer) => new()
    {
        ["channel"] = "WHATSAPP",
        ["identity"] = customer.Key,
        ["app_id"] = ((SinchCredentials)account.Credentials).AppId,
    };

    private static JsonObject Reason(string code) => new()
    {
        ["code"] = Reasons.GetValueOrDefault(code, code.All(char.IsAsciiDigit) ? "UNKNOWN" : code),
        ["description"] = SandboxFailureWords.Of(code).Title,
        ["sub_code"] = "UNSPECIFIED_SUB_CODE",
        ["channel_code"] = code.All(char.IsAsciiDigit) ? code : "",
    };

    private static JsonObject Envelope(SandboxAccount account, DateTimeOffset at, string name, JsonObject part)
    {
        var credentials = (SinchCredentials)account.Credentials;
        return new JsonObject
        {
            ["app_id"] = credentials.AppId,
            ["project_id"] = credentials.ProjectId,
            ["accepted_time"] = Iso(at),
            ["event_time"] = Iso(at),
            ["message_metadata"] = "",
            [name] = part,
        };
    }

    private SandboxDelivery Sign(SandboxAccount account, string subject, string address, JsonObject envelope)
    {
        var body = JsonSerializer.SerializeToUtf8Bytes(envelope);
        List<KeyValuePair<string, string>> headers = [];
        if (((SinchCredentials)account.Credentials).WebhookSecret is { Length: > 0 } secret)
        {
            var (nonce, timestamp) = (SandboxIds.SinchMessage(), clock.GetUtcNow().ToUnixTimeSeconds().ToString(CultureInfo.InvariantCulture));
            headers.Add(new(SinchSignature.Header, SinchSignature.Compute(secret, body, nonce, timestamp)));
            headers.Add(new(SinchSignature.NonceHeader, nonce));
            headers.Add(new(SinchSignature.TimestampHeader, timestamp));
            headers.Add(new(SinchSignature.AlgorithmHeader, SinchSignature.Algorithm));
        }

        return Delivery(account, subject, new Uri(address), body, headers);
    }

    private static SandboxDelivery Delivery(
        SandboxAccount account, string subject, Uri address, byte[] body, IReadOnlyList<KeyValuePair<string, string>> headers) =>
        new(account.Id, subject, address, "application/json", body, headers, Retry);

    private static string Iso(DateTimeOffset at) => at.UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss.fff'Z'", CultureInfo.InvariantCulture);
}
