using Motion.Domain.Accounts;
using Motion.Domain.Messaging;
using Motion.Providers.Meta;

namespace Motion.Providers.Sandbox;

/// <summary>Meta's webhooks (providers.md 3.2), signed with the app secret over the bytes that are posted.</summary>
internal sealed class MetaWire : ISandboxWire
{
    /// <summary>Meta goes on for days; a day's worth of doubling pauses is as good as that in a sandbox.</summary>
    private static readonly SandboxRetry Retry = new(300, TimeSpan.FromSeconds(1), OnAnswers: true);

    public AccountType Type => AccountType.Meta;

    public SandboxAbilities AbilitiesOf(SandboxAccount account) => SandboxAbilities.All;

    public string NewMessageId(MessageContent content) => SandboxIds.MetaMessage();

    public SandboxDelivery Message(SandboxAccount account, SandboxCustomer customer, SandboxMessage message) =>
        Sign(account, $"message {message.Id}", Body(account).Message(customer, message));

    public SandboxDelivery Edit(SandboxAccount account, SandboxCustomer customer, SandboxMessage message, DateTimeOffset at) =>
        Sign(account, $"edit of {message.Id}", Body(account).Edit(customer, message, at));

    public SandboxDelivery Revoke(SandboxAccount account, SandboxCustomer customer, SandboxMessage message, DateTimeOffset at) =>
        Sign(account, $"deletion of {message.Id}", Body(account).Revoke(customer, message, at));

    public SandboxDelivery Status(
        SandboxAccount account, SandboxCustomer customer, SandboxMessage message, DeliveryStatus status, DateTimeOffset at) =>
        Sign(account, $"{status.ToString().ToLowerInvariant()} {message.Id}", Body(account).Status(customer, message, status, at));

    private static MetaBody Body(SandboxAccount account)
    {
        var credentials = (MetaCredentials)account.Credentials;
        return new MetaBody(account.Phone, credentials.PhoneNumberId, credentials.AccountSid);
    }

    private static SandboxDelivery Sign(SandboxAccount account, string subject, byte[] body)
    {
        List<KeyValuePair<string, string>> headers = [new("User-Agent", "facebookexternalua")];
        if (((MetaCredentials)account.Credentials).AppSecret is { Length: > 0 } secret)
            headers.Add(new(MetaSignature.Header, MetaSignature.Compute(secret, body)));
        return new(account.Id, subject, new Uri(account.NotifyUrl), "application/json", body, headers, Retry);
    }
}
