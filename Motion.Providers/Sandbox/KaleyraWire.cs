using System.Globalization;
using Motion.Domain.Accounts;
using Motion.Domain.Messaging;
using Motion.Providers.Kaleyra;

namespace Motion.Providers.Sandbox;

/// <summary>
/// Kaleyra's callbacks (providers.md 4.3), as Callback Profiles set up by the account's page make them: variables in the address
/// of a GET for the first generation, Meta's own body for the second; nothing is signed.
/// </summary>
internal sealed class KaleyraWire : ISandboxWire
{
    private static readonly SandboxRetry Retry = new(5, TimeSpan.FromSeconds(5), OnAnswers: true);

    public AccountType Type => AccountType.Kaleyra;

    public SandboxAbilities AbilitiesOf(SandboxAccount account) => IsSecond(account) ? SandboxAbilities.All : new SandboxAbilities { Contacts = true };

    public string NewMessageId(MessageContent content) => SandboxIds.MetaMessage();

    public SandboxDelivery? Message(SandboxAccount account, SandboxCustomer customer, SandboxMessage message)
    {
        var subject = $"message {message.Id}";
        if (IsSecond(account)) return Post(account, subject, Body(account).Message(customer, message));
        if (message.Content is ReactionContent) return null;
        return Get(account, subject, account.NotifyUrl, [
            new("from", customer.Key),
            new("name", customer.Name),
            new("created_at", Seconds(message.At)),
            new("reply_to", message.ReplyToId ?? ""),
            new("wanumber", account.Phone),
            .. Variables(account, message),
        ]);
    }

    public SandboxDelivery? Edit(SandboxAccount account, SandboxCustomer customer, SandboxMessage message, DateTimeOffset at) =>
        IsSecond(account) ? Post(account, $"edit of {message.Id}", Body(account).Edit(customer, message, at)) : null;

    public SandboxDelivery? Revoke(SandboxAccount account, SandboxCustomer customer, SandboxMessage message, DateTimeOffset at) =>
        IsSecond(account) ? Post(account, $"deletion of {message.Id}", Body(account).Revoke(customer, message, at)) : null;

    public SandboxDelivery Status(
        SandboxAccount account, SandboxCustomer customer, SandboxMessage message, DeliveryStatus status, DateTimeOffset at)
    {
        var word = status.ToString().ToLowerInvariant();
        var subject = $"{word} {message.Id}";
        if (IsSecond(account)) return Post(account, subject, Body(account).Status(customer, message, status, at));
        var code = status == DeliveryStatus.Failed ? message.FailureCode ?? "131000" : "";
        return Get(account, subject, message.Callback is { } callback ? account.Loopback(callback).AbsoluteUri : account.NotifyUrl, [
            new("id", message.Id),
            new("status", word),
            new("timestamp", Seconds(at)),
            new("mobile", customer.Key),
            new("phone_number", account.Phone),
            new("error", code.Length == 0 ? "" : SandboxFailureWords.Of(code).Title),
            new("error_code", code),
            new("ref", message.Echo ?? ""),
        ], withSecret: message.Callback is null);
    }

    private static IEnumerable<KeyValuePair<string, string>> Variables(SandboxAccount account, SandboxMessage message)
    {
        switch (message.Content)
        {
            case TextContent text:
                return [new("type", "text"), new("body", text.Body)];
            case MediaContent media when message.File is { } file:
                return [
                    new("type", media.IsVoice ? "voice" : media.Media.ToString().ToLowerInvariant()),
                    new("body", media.Caption ?? ""),
                    new("mime_type", file.MimeType),
                    new("media_url", SandboxMediaLinks.Of(account, file)),
                ];
            case LocationContent or ContactsContent:
                var json = MetaContent.Write(message, account.Phone);
                var type = (string)json["type"]!;
                return [new("type", type), new(type, json[type]!.ToJsonString())];
            case ButtonReplyContent or ListReplyContent:
                return [new("type", "text"), new("body", message.Content.Summary)];
            default:
                return [new("type", "unsupported")];
        }
    }

    private static MetaBody Body(SandboxAccount account) => new(
        account.Phone, account.Phone, ((KaleyraCredentials)account.Credentials).BusinessAccountId, file => SandboxMediaLinks.Of(account, file));

    private static SandboxDelivery Post(SandboxAccount account, string subject, byte[] body) =>
        new(account.Id, subject, new Uri(account.NotifyUrl), "application/json", body, Secret(account), Retry);

    /// <summary>The header belongs to a Callback Profile and does not come with an address that the send names.</summary>
    private static SandboxDelivery Get(
        SandboxAccount account, string subject, string address, IReadOnlyList<KeyValuePair<string, string>> variables, bool withSecret = true)
    {
        var query = string.Join('&', variables.Select(variable => $"{variable.Key}={Uri.EscapeDataString(variable.Value)}"));
        var url = $"{address}{(address.Contains('?', StringComparison.Ordinal) ? '&' : '?')}{query}";
        return new(account.Id, subject, new Uri(url), "", [], withSecret ? Secret(account) : [], Retry) { Method = HttpMethod.Get };
    }

    private static IReadOnlyList<KeyValuePair<string, string>> Secret(SandboxAccount account) =>
        ((KaleyraCredentials)account.Credentials).CallbackSecret is { Length: > 0 } secret ? [new(KaleyraSignature.Header, secret)] : [];

    private static bool IsSecond(SandboxAccount account) => ((KaleyraCredentials)account.Credentials).ApiGeneration == CredentialFields.SecondGeneration;

    private static string Seconds(DateTimeOffset at) => at.ToUnixTimeSeconds().ToString(CultureInfo.InvariantCulture);
}
