using System.Globalization;
using System.Text;
using System.Text.Json.Nodes;
using Motion.Domain.Accounts;
using Motion.Domain.Messaging;
using Motion.Providers.Twilio;

namespace Motion.Providers.Sandbox;

/// <summary>Twilio's webhooks (providers.md 1.4 and 1.5): forms, signed over the public address and the sorted fields.</summary>
internal sealed class TwilioWire(SandboxFiles files) : ISandboxWire
{
    public AccountType Type => AccountType.Twilio;

    /// <summary>A reaction arrives as a message without content.</summary>
    public SandboxAbilities AbilitiesOf(SandboxAccount account) => new() { Reactions = true, Contacts = true };

    public string NewMessageId(MessageContent content) => SandboxIds.TwilioMessage(content is MediaContent or ContactsContent);

    public SandboxDelivery Message(SandboxAccount account, SandboxCustomer customer, SandboxMessage message)
    {
        var fields = Envelope(account, customer, message.Id);
        fields["SmsMessageSid"] = message.Id;
        fields["SmsStatus"] = "received";
        fields["NumSegments"] = "1";
        fields["ReferralNumMedia"] = "0";
        fields["ProfileName"] = customer.Name;
        if (customer.Phone is not null) fields["WaId"] = customer.Phone;
        fields["ExternalUserId"] = customer.UserId;
        fields["ChannelMetadata"] = ChannelMetadata(customer);
        fields["From"] = Address(customer);
        fields["To"] = $"whatsapp:+{account.Phone}";
        fields["NumMedia"] = "0";
        fields["Body"] = "";
        if (message.ReplyToId is { } quoted)
        {
            fields["OriginalRepliedMessageSid"] = quoted;
            fields["OriginalRepliedMessageSender"] = $"whatsapp:+{account.Phone}";
        }

        TwilioContent.Write(fields, account, message, files);
        return Sign(account, $"message {message.Id}", account.PublicNotifyUrl, fields);
    }

    public SandboxDelivery? Edit(SandboxAccount account, SandboxCustomer customer, SandboxMessage message, DateTimeOffset at) => null;

    public SandboxDelivery? Revoke(SandboxAccount account, SandboxCustomer customer, SandboxMessage message, DateTimeOffset at) => null;

    public SandboxDelivery Status(
        SandboxAccount account, SandboxCustomer customer, SandboxMessage message, DeliveryStatus status, DateTimeOffset at)
    {
        var word = status == DeliveryStatus.Failed ? "undelivered" : status.ToString().ToLowerInvariant();
        var fields = Envelope(account, customer, message.Id);
        fields["MessageStatus"] = word;
        fields["SmsStatus"] = word;
        fields["From"] = $"whatsapp:+{account.Phone}";
        fields["To"] = Address(customer);
        fields["ChannelPrefix"] = "whatsapp";
        fields["ChannelToAddress"] = Address(customer)["whatsapp:".Length..];
        if (status is DeliveryStatus.Delivered or DeliveryStatus.Read) fields["EventType"] = word.ToUpperInvariant();
        if (status == DeliveryStatus.Failed)
        {
            var code = message.FailureCode ?? "30008";
            fields["ErrorCode"] = code;
            fields["ErrorMessage"] = SandboxFailureWords.Of(code).Title;
        }

        return Sign(account, $"{word} {message.Id}", message.Callback ?? account.PublicNotifyUrl, fields);
    }

    private static Dictionary<string, string> Envelope(SandboxAccount account, SandboxCustomer customer, string messageSid) => new(StringComparer.Ordinal)
    {
        ["MessageSid"] = messageSid,
        ["SmsSid"] = messageSid,
        ["AccountSid"] = ((TwilioCredentials)account.Credentials).AccountSid,
        ["ApiVersion"] = "2010-04-01",
    };

    private static string Address(SandboxCustomer customer) =>
        customer.Phone is not null ? $"whatsapp:+{customer.Phone}" : $"whatsapp:{customer.UserId}";

    private static string ChannelMetadata(SandboxCustomer customer)
    {
        var context = new JsonObject { ["ProfileName"] = customer.Name };
        if (customer.Phone is not null) context["WaId"] = customer.Phone;
        return new JsonObject { ["type"] = "whatsapp", ["data"] = new JsonObject { ["context"] = context } }.ToJsonString();
    }

    private static SandboxDelivery Sign(SandboxAccount account, string subject, string publicUrl, Dictionary<string, string> fields)
    {
        var hash = publicUrl.IndexOf('#', StringComparison.Ordinal);
        var signed = hash < 0 ? publicUrl : publicUrl[..hash];
        var token = ((TwilioCredentials)account.Credentials).AuthorizationToken;
        var body = Encoding.UTF8.GetBytes(string.Join('&', fields.Select(field => $"{Encode(field.Key)}={Encode(field.Value)}")));
        return new(
            account.Id,
            subject,
            account.Loopback(signed),
            "application/x-www-form-urlencoded",
            body,
            [
                new(TwilioSignature.Header, TwilioSignature.Compute(token, signed, body)),
                new("I-Twilio-Idempotency-Token", SandboxIds.Token()),
                new("User-Agent", "TwilioProxy/1.1"),
            ],
            RetryOf(hash < 0 ? "" : publicUrl[(hash + 1)..]));
    }

    /// <summary>One repetition when the line fails, unless the address asks for more: <c>#rc=5&amp;rp=all</c> (providers.md 1.6).</summary>
    private static SandboxRetry RetryOf(string fragment)
    {
        var wishes = fragment.Split('&', StringSplitOptions.RemoveEmptyEntries)
            .Select(wish => wish.Split('=', 2))
            .Where(wish => wish.Length == 2)
            .GroupBy(wish => wish[0], StringComparer.Ordinal)
            .ToDictionary(group => group.Key, group => group.Last()[1], StringComparer.Ordinal);
        var count = wishes.TryGetValue("rc", out var rc) && int.TryParse(rc, NumberStyles.None, CultureInfo.InvariantCulture, out var asked)
            ? Math.Min(asked, 5)
            : 1;
        var answers = wishes.TryGetValue("rp", out var rp)
            && rp.Split(',').Any(word => word is "all" or "4xx" or "5xx");
        return new(1 + count, TimeSpan.FromSeconds(1), answers);
    }

    private static string Encode(string text) => Uri.EscapeDataString(text).Replace("%20", "+", StringComparison.Ordinal);
}
