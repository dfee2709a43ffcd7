namespace Motion.Domain.Accounts;

/// <summary>One WhatsApp number at one provider, with its settings (product.md sections 3 and 4).</summary>
public sealed class Account
{
    /// <summary>Longest wait or timeout in seconds; 24.8 days in milliseconds, as the manual gives it.</summary>
    public const int LongestWaitSeconds = 2147483;

    /// <summary>The notification template a new account starts with.</summary>
    public const string DefaultNotificationTemplate =
        "Account: {{account.name}} {{#queue}}Queue: {{queue.name}} {{/queue}}From : {{contact.mobile}}";

    /// <summary>Number given by the database.</summary>
    public int Id { get; set; }
    /// <summary>Unique, at most 255 characters.</summary>
    public required string Name { get; set; }
    /// <summary>1–5 letters or digits, unique ignoring case; shown on the agents' tabs.</summary>
    public required string Key { get; set; }
    /// <summary>The key as it is kept unique; the setter is for the database, which never has more to say than <see cref="Key"/>.</summary>
    public string NormalizedKey
    {
        get => Key.ToUpperInvariant();
        private set => _ = value;
    }

    /// <summary>The list new contacts are put into.</summary>
    public int ContactListId { get; set; }
    /// <summary>host[:port] under which the provider reaches us.</summary>
    public required string Domain { get; set; }
    /// <summary>The provider.</summary>
    public AccountType Type { get; set; }
    /// <summary>The number, digits with country code.</summary>
    public required string Phone { get; set; }
    /// <summary>Free words.</summary>
    public string? Description { get; set; }
    /// <summary>Provider credentials, encrypted.</summary>
    public required string ProtectedCredentials { get; set; }
    /// <summary>Unguessable part of the Receive URL; generated, cannot be changed.</summary>
    public required string ProxyToken { get; set; }
    /// <summary>When it was added.</summary>
    public DateTimeOffset CreatedAt { get; set; }

    /// <summary>Seconds a new message waits for the assigned agent, 1…<see cref="LongestWaitSeconds"/>.</summary>
    public int AssignedAgentWait { get; set; } = 10;
    /// <summary>Seconds a new message waits for the assigned queue, 1…<see cref="LongestWaitSeconds"/>.</summary>
    public int AssignedQueueWait { get; set; } = 10;
    /// <summary>Messages sent per second at most; null = what the provider usually allows (providers.md 8.5).</summary>
    public int? SendsPerSecond { get; set; }
    /// <summary>Minutes after the agent's last message until the interaction closes by itself; null = never.</summary>
    public int? InactivityTimeout { get; set; }

    /// <summary>A sound with each offer.</summary>
    public bool NotificationSound { get; set; } = true;
    /// <summary>A shake with each offer.</summary>
    public bool NotificationShake { get; set; }
    /// <summary>Mustache text of the offer (product.md section 10).</summary>
    public string NotificationTemplate { get; set; } = DefaultNotificationTemplate;

    /// <summary>Agents may transfer to an agent.</summary>
    public bool TransferToAgent { get; set; }
    /// <summary>Seconds a transfer to an agent waits to be accepted.</summary>
    public int TransferToAgentTimeout { get; set; } = 10;
    /// <summary>Agents may transfer to a queue.</summary>
    public bool TransferToQueue { get; set; }
    /// <summary>Seconds a transfer to a queue waits to be accepted.</summary>
    public int TransferToQueueTimeout { get; set; } = 10;

    /// <summary>Set while the provider refuses our credentials: nothing is sent until someone mends it (providers.md 8.5).</summary>
    public DateTimeOffset? SendingStoppedAt { get; set; }
    /// <summary>The provider's words when it did.</summary>
    public string? SendingStoppedReason { get; set; }

    /// <summary>When an administrator last saved it; null until the first change.</summary>
    public DateTimeOffset? ChangedAt { get; set; }
    /// <summary>The name of who did, so that a colleague whose save comes too late reads whom to ask.</summary>
    public string? ChangedBy { get; set; }

    /// <summary>Changes with every save; two administrators cannot overwrite each other unseen.</summary>
    public Guid Version { get; set; }
}

/// <summary>An agent who may work an account. Agents who are not added see nothing of it.</summary>
public sealed class AccountAgent
{
    /// <summary>The account.</summary>
    public int AccountId { get; set; }
    /// <summary>The agent's user id.</summary>
    public int UserId { get; set; }
}
