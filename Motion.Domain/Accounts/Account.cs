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

    /// <summary>Only senders of the chosen lists are let in (product.md section 5, step 1).</summary>
    public bool WhitelistEnabled { get; set; }
    /// <summary>What everybody else is answered; required while the whitelist is on.</summary>
    public string? WhitelistResponse { get; set; }

    /// <summary>Closing wants a disposition (product.md section 4, Advanced).</summary>
    public bool MandatoryDisposition { get; set; }
    /// <summary>The pause an agent is in while he chooses it; required while that is on.</summary>
    public int? MandatoryPauseId { get; set; }
    /// <summary>The approved template with which a customer is written to outside the window; META and KALEYRA only.</summary>
    public string? RecontactTemplateName { get; set; }
    /// <summary>Its language.</summary>
    public string? RecontactTemplateLanguage { get; set; }

    /// <summary>The assistant agents may ask, or null.</summary>
    public int? AssistantId { get; set; }
    /// <summary>Agents may have messages translated.</summary>
    public bool TranslationEnabled { get; set; }
    /// <summary>By whom; required while that is on.</summary>
    public TranslationService? TranslationService { get; set; }

    /// <summary>Agents may start video calls.</summary>
    public bool VideoEnabled { get; set; }
    /// <summary>The Vidaoo key, encrypted; null = not set.</summary>
    public string? ProtectedVideoKey { get; set; }
    /// <summary>The Vidaoo topic, unique over accounts.</summary>
    public string? VideoTopic { get; set; }
    /// <summary>Note handed to Vidaoo with each meeting.</summary>
    public string? VideoNote { get; set; }
    /// <summary>JSON handed to Vidaoo with each meeting, or null.</summary>
    public string? VideoMetadata { get; set; }

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

/// <summary>A contact list whose members an account's whitelist lets in.</summary>
public sealed class AccountWhitelist
{
    /// <summary>The account.</summary>
    public int AccountId { get; set; }
    /// <summary>The list.</summary>
    public int ListId { get; set; }
    /// <summary>Messages it let in so far.</summary>
    public long Hits { get; set; }
}

/// <summary>Services that translate (product.md section 4, Tools).</summary>
public enum TranslationService
{
    /// <summary>Amazon Translate.</summary>
    Aws,
    /// <summary>Google Cloud Translation, v2.</summary>
    Google,
}

/// <summary>The names of the services in the API (product.md section 12).</summary>
public static class TranslationServiceNames
{
    /// <summary>As in JSON: <c>AWS Google</c>.</summary>
    public static string ToWireName(this TranslationService service) => service switch
    {
        TranslationService.Aws => "AWS",
        TranslationService.Google => "Google",
    };

    /// <summary>The service with that name in any case, or null.</summary>
    public static TranslationService? FromWireName(string? name) => name?.ToUpperInvariant() switch
    {
        "AWS" => TranslationService.Aws,
        "GOOGLE" => TranslationService.Google,
        _ => null,
    };
}
