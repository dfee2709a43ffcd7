using Motion.Domain.Accounts;

namespace Motion.Blazor.Features.Accounts;

/// <summary>An account as it stands in a form: every field may be empty or wrong, and nothing entered is lost.</summary>
public sealed class AccountForm
{
    public string? Name { get; set; }
    public string? Key { get; set; }
    public AccountType Type { get; set; } = AccountType.Meta;
    public string? Phone { get; set; }
    public int? ContactListId { get; set; }
    public string? Domain { get; set; }
    public string? Description { get; set; }
    public int? AssignedAgentWait { get; set; } = 10;
    public int? AssignedQueueWait { get; set; } = 10;
    public int? InactivityTimeout { get; set; }
    public int? SendsPerSecond { get; set; }
    public bool NotificationSound { get; set; } = true;
    public bool NotificationShake { get; set; }
    public string? NotificationTemplate { get; set; } = Account.DefaultNotificationTemplate;
    public bool TransferToAgent { get; set; }
    public int? TransferToAgentTimeout { get; set; } = 10;
    public bool TransferToQueue { get; set; }
    public int? TransferToQueueTimeout { get; set; } = 10;
    public bool MandatoryDisposition { get; set; }
    public int? MandatoryPauseId { get; set; }
    public TemplateName? RecontactTemplate { get; set; }
    public int? AssistantId { get; set; }
    public bool TranslationEnabled { get; set; }
    public TranslationService? TranslationService { get; set; }
    public bool WhitelistEnabled { get; set; }
    public string? WhitelistResponse { get; set; }
    public IReadOnlyList<int> WhitelistListIds { get; set; } = [];
    public bool VideoEnabled { get; set; }

    /// <summary>Null keeps the stored one.</summary>
    public string? VideoKey { get; set; }
    public string? VideoTopic { get; set; }
    public string? VideoNote { get; set; }
    public string? VideoMetadata { get; set; }

    /// <summary>By field name, of all types: choosing another type and back loses nothing. A secret that is not there stays as it is stored.</summary>
    public Dictionary<string, string?> Credentials { get; } = new(StringComparer.Ordinal);

    public static AccountForm Of(AccountSettings settings)
    {
        var form = new AccountForm
        {
            Name = settings.Name,
            Key = settings.Key,
            Type = settings.Type,
            Phone = string.IsNullOrEmpty(settings.Phone) ? null : PhoneNumber.Show(settings.Phone),
            ContactListId = settings.ContactListId,
            Domain = settings.Domain,
            Description = settings.Description,
            AssignedAgentWait = settings.AssignedAgentWait,
            AssignedQueueWait = settings.AssignedQueueWait,
            InactivityTimeout = settings.InactivityTimeout,
            SendsPerSecond = settings.SendsPerSecond,
            NotificationSound = settings.NotificationSound,
            NotificationShake = settings.NotificationShake,
            NotificationTemplate = settings.NotificationTemplate,
            TransferToAgent = settings.TransferToAgent,
            TransferToAgentTimeout = settings.TransferToAgentTimeout,
            TransferToQueue = settings.TransferToQueue,
            TransferToQueueTimeout = settings.TransferToQueueTimeout,
            MandatoryDisposition = settings.MandatoryDisposition,
            MandatoryPauseId = settings.MandatoryPauseId,
            RecontactTemplate = settings.RecontactTemplate,
            AssistantId = settings.AssistantId,
            TranslationEnabled = settings.TranslationEnabled,
            TranslationService = settings.TranslationService,
            WhitelistEnabled = settings.WhitelistEnabled,
            WhitelistResponse = settings.WhitelistResponse,
            WhitelistListIds = settings.WhitelistListIds,
            VideoEnabled = settings.VideoEnabled,
            VideoKey = settings.VideoKey,
            VideoTopic = settings.VideoTopic,
            VideoNote = settings.VideoNote,
            VideoMetadata = settings.VideoMetadata,
        };
        foreach (var (name, value) in settings.Credentials)
            form.Credentials[name] = value;
        return form;
    }

    /// <summary>An emptied number becomes 0, which no number field accepts.</summary>
    public AccountSettings ToSettings() => new()
    {
        Name = Name,
        Key = Key,
        Type = Type,
        Phone = Phone,
        ContactListId = ContactListId,
        Domain = Domain,
        Description = Description,
        Credentials = CredentialFields.Of(Type).Where(field => Credentials.ContainsKey(field.Name)).ToDictionary(field => field.Name, field => Credentials[field.Name]),
        AssignedAgentWait = AssignedAgentWait ?? 0,
        AssignedQueueWait = AssignedQueueWait ?? 0,
        InactivityTimeout = InactivityTimeout,
        SendsPerSecond = SendsPerSecond,
        NotificationSound = NotificationSound,
        NotificationShake = NotificationShake,
        NotificationTemplate = NotificationTemplate,
        TransferToAgent = TransferToAgent,
        TransferToAgentTimeout = TransferToAgentTimeout ?? 0,
        TransferToQueue = TransferToQueue,
        TransferToQueueTimeout = TransferToQueueTimeout ?? 0,
        MandatoryDisposition = MandatoryDisposition,
        MandatoryPauseId = MandatoryPauseId,
        RecontactTemplate = RecontactTemplate,
        AssistantId = AssistantId,
        TranslationEnabled = TranslationEnabled,
        TranslationService = TranslationService,
        WhitelistEnabled = WhitelistEnabled,
        WhitelistResponse = WhitelistResponse,
        WhitelistListIds = WhitelistListIds,
        VideoEnabled = VideoEnabled,
        VideoKey = VideoKey,
        VideoTopic = VideoTopic,
        VideoNote = VideoNote,
        VideoMetadata = VideoMetadata,
    };
}
