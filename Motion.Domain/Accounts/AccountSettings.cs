namespace Motion.Domain.Accounts;

/// <summary>What an administrator enters of an account: the add form and the Settings tab (product.md sections 3 and 4).</summary>
public sealed record AccountSettings
{
    /// <summary>Required, unique, at most 255 characters.</summary>
    public string? Name { get; init; }
    /// <summary>Required, unique ignoring case, see <see cref="AccountKey"/>.</summary>
    public string? Key { get; init; }
    /// <summary>The provider; cannot be changed later.</summary>
    public AccountType Type { get; init; }
    /// <summary>Required, see <see cref="PhoneNumber"/>.</summary>
    public string? Phone { get; init; }
    /// <summary>The list new contacts go to; null takes the default list.</summary>
    public int? ContactListId { get; init; }
    /// <summary>Required, see <see cref="WebDomain"/>.</summary>
    public string? Domain { get; init; }
    /// <summary>Optional, at most 2000 characters.</summary>
    public string? Description { get; init; }
    /// <summary>Values by field name; one that is not there stays as it is stored (see <see cref="CredentialFields"/>).</summary>
    public IReadOnlyDictionary<string, string?> Credentials { get; init; } = new Dictionary<string, string?>();
    /// <summary>Seconds, 1…2147483.</summary>
    public int AssignedAgentWait { get; init; } = 10;
    /// <summary>Seconds, 1…2147483.</summary>
    public int AssignedQueueWait { get; init; } = 10;
    /// <summary>Minutes, at least 1; null = off.</summary>
    public int? InactivityTimeout { get; init; }
    /// <summary>Messages sent per second at most, 1…1000; null = what the provider usually allows.</summary>
    public int? SendsPerSecond { get; init; }
    /// <summary>A sound with each offer.</summary>
    public bool NotificationSound { get; init; } = true;
    /// <summary>A shake with each offer.</summary>
    public bool NotificationShake { get; init; }
    /// <summary>Mustache text, at most 4000 characters; null or empty takes the default.</summary>
    public string? NotificationTemplate { get; init; }
    /// <summary>Agents may transfer to an agent.</summary>
    public bool TransferToAgent { get; init; }
    /// <summary>Seconds, 1…2147483.</summary>
    public int TransferToAgentTimeout { get; init; } = 10;
    /// <summary>Agents may transfer to a queue.</summary>
    public bool TransferToQueue { get; init; }
    /// <summary>Seconds, 1…2147483.</summary>
    public int TransferToQueueTimeout { get; init; } = 10;
}
