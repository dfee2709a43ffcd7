using Motion.Domain.Notifications;

namespace Motion.Domain.Accounts;

/// <summary>The rules of the account form that need no database (product.md sections 3 and 4).</summary>
public static class AccountRules
{
    /// <summary>Longest name.</summary>
    public const int MaxNameLength = 255;
    /// <summary>Longest description.</summary>
    public const int MaxDescriptionLength = 2000;
    /// <summary>Longest notification template.</summary>
    public const int MaxTemplateLength = 4000;

    /// <summary>Longest answer to senders who are not in the whitelist.</summary>
    public const int MaxResponseLength = 4000;
    /// <summary>Longest Vidaoo topic.</summary>
    public const int MaxTopicLength = 255;
    /// <summary>Longest note for Vidaoo.</summary>
    public const int MaxNoteLength = 2000;
    /// <summary>Longest metadata for Vidaoo.</summary>
    public const int MaxMetadataLength = 8000;

    /// <summary>Trims, turns the phone into digits and the domain into lower case where they can be read; empty optional text becomes null.</summary>
    public static AccountSettings Normalize(AccountSettings entered) => entered with
    {
        Name = entered.Name?.Trim(),
        Key = entered.Key?.Trim(),
        Phone = PhoneNumber.Normalize(entered.Phone) ?? entered.Phone?.Trim(),
        Domain = WebDomain.Normalize(entered.Domain) ?? entered.Domain?.Trim(),
        Description = string.IsNullOrWhiteSpace(entered.Description) ? null : entered.Description.Trim(),
        NotificationTemplate = string.IsNullOrWhiteSpace(entered.NotificationTemplate)
            ? Account.DefaultNotificationTemplate
            : entered.NotificationTemplate,
        RecontactTemplate = string.IsNullOrWhiteSpace(entered.RecontactTemplate?.Name) ? null : entered.RecontactTemplate,
        WhitelistResponse = Blank(entered.WhitelistResponse),
        WhitelistListIds = [.. entered.WhitelistListIds.Distinct().Order()],
        VideoKey = entered.VideoKey?.Trim(),
        VideoTopic = Blank(entered.VideoTopic),
        VideoNote = Blank(entered.VideoNote),
        VideoMetadata = Blank(entered.VideoMetadata),
    };

    /// <summary>
    /// What is wrong with normalized settings, in the order of the form.
    /// </summary>
    /// <param name="settings">As <see cref="Normalize"/> gives them.</param>
    /// <param name="credentials">Entered and stored credentials together, see <see cref="CredentialFields.Merge"/>.</param>
    /// <param name="isVideoKeyStored">Whether a Vidaoo key is there already.</param>
    public static IReadOnlyList<FieldError> Check(AccountSettings settings, IReadOnlyDictionary<string, string?> credentials, bool isVideoKeyStored = false) =>
    [
        .. CheckText("name", settings.Name, MaxNameLength, required: true),
        .. CheckShape("key", settings.Key, AccountKey.IsValid(settings.Key)),
        .. CheckShape("phone", settings.Phone, PhoneNumber.Normalize(settings.Phone) is not null),
        .. CheckShape("domain", settings.Domain, WebDomain.Normalize(settings.Domain) is not null),
        .. CheckText("description", settings.Description, MaxDescriptionLength, required: false),
        .. CredentialFields.Check(settings.Type, credentials),
        .. CheckSeconds("assignedAgentWait", settings.AssignedAgentWait),
        .. CheckSeconds("assignedQueueWait", settings.AssignedQueueWait),
        .. CheckInactivity(settings.InactivityTimeout),
        .. CheckSendsPerSecond(settings.SendsPerSecond),
        .. CheckTemplate(settings.NotificationTemplate),
        .. CheckSeconds("transfer.agent.timeout", settings.TransferToAgentTimeout),
        .. CheckSeconds("transfer.queue.timeout", settings.TransferToQueueTimeout),
        .. CheckChoice("mandatoryDisposition.pauseId", settings.MandatoryDisposition, settings.MandatoryPauseId),
        .. CheckRecontact(settings),
        .. CheckChoice("translation.provider", settings.TranslationEnabled, (int?)settings.TranslationService),
        .. CheckText("whitelist.responseMessage", settings.WhitelistResponse, MaxResponseLength, settings.WhitelistEnabled),
        .. CheckVideoKey(settings, isVideoKeyStored),
        .. CheckText("video.topic", settings.VideoTopic, MaxTopicLength, settings.VideoEnabled),
        .. CheckText("video.note", settings.VideoNote, MaxNoteLength, required: false),
        .. CheckMetadata(settings.VideoMetadata),
    ];

    /// <summary>Whether accounts of this type have a recontact template (product.md section 4, Advanced).</summary>
    public static bool HasRecontactTemplate(AccountType type) => type is AccountType.Meta or AccountType.Kaleyra;

    /// <summary>A wait or timeout in whole seconds, 1…<see cref="Account.LongestWaitSeconds"/>.</summary>
    public static IEnumerable<FieldError> CheckSeconds(string field, int seconds)
    {
        if (seconds is < 1 or > Account.LongestWaitSeconds)
            yield return new FieldError(field, FieldProblem.OutOfRange, $"1–{Account.LongestWaitSeconds}");
    }

    /// <summary>Text that is there (or need not be) and not too long.</summary>
    public static IEnumerable<FieldError> CheckText(string field, string? text, int maxLength, bool required)
    {
        if (required && string.IsNullOrWhiteSpace(text))
            yield return new FieldError(field, FieldProblem.Required);
        else if (text?.Length > maxLength)
            yield return new FieldError(field, FieldProblem.TooLong, $"{maxLength}");
    }

    private static string? Blank(string? text) => string.IsNullOrWhiteSpace(text) ? null : text.Trim();

    private static IEnumerable<FieldError> CheckChoice(string field, bool isOn, int? chosen)
    {
        if (isOn && chosen is null)
            yield return new FieldError(field, FieldProblem.Required);
    }

    private static IEnumerable<FieldError> CheckRecontact(AccountSettings settings)
    {
        if (settings.RecontactTemplate is not null && !HasRecontactTemplate(settings.Type))
            yield return new FieldError("recontactTemplate", FieldProblem.NotServed);
    }

    private static IEnumerable<FieldError> CheckVideoKey(AccountSettings settings, bool isStored)
    {
        var isThere = settings.VideoKey is null ? isStored : settings.VideoKey.Length > 0;
        if (settings.VideoEnabled && !isThere)
            yield return new FieldError("video.apiKey", FieldProblem.Required);
        else if (settings.VideoKey?.Length > CredentialFields.MaxLength)
            yield return new FieldError("video.apiKey", FieldProblem.TooLong, $"{CredentialFields.MaxLength}");
        else if (settings.VideoKey?.Any(c => char.IsWhiteSpace(c) || char.IsControl(c)) == true)
            yield return new FieldError("video.apiKey", FieldProblem.Invalid);
    }

    private static IEnumerable<FieldError> CheckMetadata(string? metadata)
    {
        if (metadata?.Length > MaxMetadataLength)
            yield return new FieldError("video.metadata", FieldProblem.TooLong, $"{MaxMetadataLength}");
        else if (metadata is not null && JsonText.FindFault(metadata) is { } where)
            yield return new FieldError("video.metadata", FieldProblem.BrokenJson, where);
    }

    private static IEnumerable<FieldError> CheckShape(string field, string? value, bool isGood)
    {
        if (string.IsNullOrEmpty(value))
            yield return new FieldError(field, FieldProblem.Required);
        else if (!isGood)
            yield return new FieldError(field, FieldProblem.Invalid);
    }

    private static IEnumerable<FieldError> CheckInactivity(int? minutes)
    {
        // A million minutes is nearly two years: due times further away would leave the calendar.
        if (minutes is < 1 or > 1_000_000)
            yield return new FieldError("inactivityTimeout", FieldProblem.OutOfRange, "1–1000000");
    }

    private static IEnumerable<FieldError> CheckSendsPerSecond(int? sends)
    {
        if (sends is < 1 or > 1000)
            yield return new FieldError("sendsPerSecond", FieldProblem.OutOfRange, "1–1000");
    }

    private static IEnumerable<FieldError> CheckTemplate(string? template)
    {
        if (template?.Length > MaxTemplateLength)
            yield return new FieldError("notification.template", FieldProblem.TooLong, $"{MaxTemplateLength}");
        else if (template is not null && MustacheText.Parse(template).Fault is { } fault)
            yield return new FieldError("notification.template", fault.Problem, fault.Where);
    }
}
