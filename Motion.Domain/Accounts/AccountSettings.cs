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
    /// <summary>Closing wants a disposition.</summary>
    public bool MandatoryDisposition { get; init; }
    /// <summary>The pause an agent is in meanwhile; required while that is on.</summary>
    public int? MandatoryPauseId { get; init; }
    /// <summary>The approved template for customers outside the window; META and KALEYRA only.</summary>
    public TemplateName? RecontactTemplate { get; init; }
    /// <summary>The assistant agents may ask; null = none.</summary>
    public int? AssistantId { get; init; }
    /// <summary>Agents may have messages translated.</summary>
    public bool TranslationEnabled { get; init; }
    /// <summary>By whom; required while that is on.</summary>
    public TranslationService? TranslationService { get; init; }
    /// <summary>Only senders of the chosen lists are let in.</summary>
    public bool WhitelistEnabled { get; init; }
    /// <summary>What the others are answered, at most 4000 characters; required while that is on.</summary>
    public string? WhitelistResponse { get; init; }
    /// <summary>The chosen lists; none refuses everybody.</summary>
    public IReadOnlyList<int> WhitelistListIds { get; init; } = [];
    /// <summary>Agents may start video calls.</summary>
    public bool VideoEnabled { get; init; }
    /// <summary>The Vidaoo key as entered: null keeps the stored one, empty takes it away. Required while video is on.</summary>
    public string? VideoKey { get; init; }
    /// <summary>The Vidaoo topic, unique over accounts, at most 255 characters; required while video is on.</summary>
    public string? VideoTopic { get; init; }
    /// <summary>Optional, at most 2000 characters.</summary>
    public string? VideoNote { get; init; }
    /// <summary>JSON or null, at most 8000 characters.</summary>
    public string? VideoMetadata { get; init; }

    /// <summary>Says only which account this is: a record would print its secrets.</summary>
    public override string ToString() => $"Settings of {Name}";
}

/// <summary>A template as its provider knows it.</summary>
/// <param name="Name">At most 512 characters.</param>
/// <param name="Language">Its language, e.g. <c>it</c> or <c>en_US</c>.</param>
public sealed record TemplateName(string Name, string Language);
