using Motion.Blazor.Features.Accounts;
using Motion.Domain.Accounts;

namespace Motion.Blazor.Features.Api;

/// <summary>An account as it goes out: everything of section 12 but secrets, with its number, Receive URL and version.</summary>
internal sealed record AccountAnswer(
    int Id,
    string Name,
    string Key,
    string Type,
    string Phone,
    int ListId,
    string Domain,
    string? Description,
    IReadOnlyDictionary<string, string?> Credentials,
    int AssignedAgentWait,
    int AssignedQueueWait,
    int? InactivityTimeout,
    int? SendsPerSecond,
    NotificationJson Notification,
    TransfersJson Transfer,
    MandatoryDispositionJson MandatoryDisposition,
    TemplateNameJson? RecontactTemplate,
    int? AssistantId,
    TranslationJson Translation,
    WhitelistJson Whitelist,
    VideoJson Video,
    string ReceiveUrl,
    Guid Version)
{
    public static AccountAnswer Of(AccountDetails account) => new(
        account.Id,
        account.Settings.Name!,
        account.Settings.Key!,
        account.Settings.Type.ToWireName(),
        account.Settings.Phone!,
        account.Settings.ContactListId!.Value,
        account.Settings.Domain!,
        account.Settings.Description,
        account.Settings.Credentials,
        account.Settings.AssignedAgentWait,
        account.Settings.AssignedQueueWait,
        account.Settings.InactivityTimeout,
        account.Settings.SendsPerSecond,
        new NotificationJson(account.Settings.NotificationSound, account.Settings.NotificationShake, account.Settings.NotificationTemplate),
        new TransfersJson(
            new TransferJson(account.Settings.TransferToAgent, account.Settings.TransferToAgentTimeout),
            new TransferJson(account.Settings.TransferToQueue, account.Settings.TransferToQueueTimeout)),
        new MandatoryDispositionJson(account.Settings.MandatoryDisposition, account.Settings.MandatoryPauseId),
        account.Settings.RecontactTemplate is { } template ? new TemplateNameJson(template.Name, template.Language) : null,
        account.Settings.AssistantId,
        new TranslationJson(account.Settings.TranslationEnabled, account.Settings.TranslationService?.ToWireName()),
        new WhitelistJson(account.Settings.WhitelistEnabled, account.Settings.WhitelistResponse, account.Settings.WhitelistListIds),
        new VideoJson(
            account.Settings.VideoEnabled, null, account.Settings.VideoTopic, account.Settings.VideoNote, VideoJson.WriteMetadata(account.Settings.VideoMetadata)),
        account.ReceiveUrl,
        account.Version);
}
