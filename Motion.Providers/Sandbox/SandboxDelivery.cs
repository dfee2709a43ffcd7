using Motion.Domain.Messaging;

namespace Motion.Providers.Sandbox;

/// <summary>A signed webhook, ready to be posted any number of times.</summary>
/// <param name="AccountId">The account it is for.</param>
/// <param name="Subject">What it reports, for the list of failures.</param>
/// <param name="Address">Where to.</param>
/// <param name="ContentType">Media type.</param>
/// <param name="Body">The bytes that were signed.</param>
/// <param name="Headers">Signature and the like.</param>
/// <param name="Retry">What the provider does when it is not taken.</param>
internal sealed record SandboxDelivery(
    int AccountId,
    string Subject,
    Uri Address,
    string ContentType,
    byte[] Body,
    IReadOnlyList<KeyValuePair<string, string>> Headers,
    SandboxRetry Retry)
{
    /// <summary>Kaleyra's callbacks are GET requests; everybody else posts.</summary>
    public HttpMethod Method { get; init; } = HttpMethod.Post;

    /// <summary>Told once, when the webhook was taken (true) or given up (false).</summary>
    public Action<bool>? Settled { get; init; }
}

/// <summary>How a provider repeats a webhook that was not taken.</summary>
/// <param name="Attempts">Posts in all.</param>
/// <param name="FirstPause">Before the second post; doubled each time, at most five minutes.</param>
/// <param name="OnAnswers">An answer other than success is repeated too, not only a line that failed.</param>
internal sealed record SandboxRetry(int Attempts, TimeSpan FirstPause, bool OnAnswers);

/// <summary>What of a customer's doings a provider passes on; the phone hides the rest.</summary>
public sealed record SandboxAbilities
{
    /// <summary>Edits and deletions.</summary>
    public bool Changes { get; init; }
    /// <summary>An emoji on a message.</summary>
    public bool Reactions { get; init; }
    /// <summary>Contact cards.</summary>
    public bool Contacts { get; init; }
    /// <summary>Carts and filled-in forms.</summary>
    public bool OrdersAndForms { get; init; }

    /// <summary>Everything that WhatsApp has.</summary>
    internal static SandboxAbilities All { get; } = new() { Changes = true, Reactions = true, Contacts = true, OrdersAndForms = true };
}

/// <summary>How one provider writes its webhooks.</summary>
internal interface ISandboxWire
{
    Domain.Accounts.AccountType Type { get; }

    /// <summary>What a customer can do at this provider.</summary>
    SandboxAbilities AbilitiesOf(SandboxAccount account);

    /// <summary>An id for a message the customer writes.</summary>
    string NewMessageId(MessageContent content);

    /// <summary>Null where the provider has no such webhook.</summary>
    SandboxDelivery? Message(SandboxAccount account, SandboxCustomer customer, SandboxMessage message);

    SandboxDelivery? Edit(SandboxAccount account, SandboxCustomer customer, SandboxMessage message, DateTimeOffset at);

    SandboxDelivery? Revoke(SandboxAccount account, SandboxCustomer customer, SandboxMessage message, DateTimeOffset at);

    SandboxDelivery Status(
        SandboxAccount account, SandboxCustomer customer, SandboxMessage message, DeliveryStatus status, DateTimeOffset at);
}
