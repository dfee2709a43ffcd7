using Motion.Domain.Accounts;

namespace Motion.Blazor.Features.Accounts;

/// <summary>The fields of the form by name, to tell what changed and to bring two people's changes together.</summary>
internal static class AccountFormFields
{
    private sealed record Field(string Name, Func<AccountForm, object?> Read, Action<AccountForm, AccountForm> Copy);

    private static readonly Field[] Plain =
    [
        new("name", form => form.Name, (from, to) => to.Name = from.Name),
        new("key", form => form.Key, (from, to) => to.Key = from.Key),
        new("phone", form => PhoneNumber.Normalize(form.Phone) ?? form.Phone, (from, to) => to.Phone = from.Phone),
        new("listId", form => form.ContactListId, (from, to) => to.ContactListId = from.ContactListId),
        new("domain", form => form.Domain, (from, to) => to.Domain = from.Domain),
        new("description", form => Blank(form.Description), (from, to) => to.Description = from.Description),
        new("assignedAgentWait", form => form.AssignedAgentWait, (from, to) => to.AssignedAgentWait = from.AssignedAgentWait),
        new("assignedQueueWait", form => form.AssignedQueueWait, (from, to) => to.AssignedQueueWait = from.AssignedQueueWait),
        new("inactivityTimeout", form => form.InactivityTimeout, (from, to) => to.InactivityTimeout = from.InactivityTimeout),
        new("sendsPerSecond", form => form.SendsPerSecond, (from, to) => to.SendsPerSecond = from.SendsPerSecond),
        new("notification.sound", form => form.NotificationSound, (from, to) => to.NotificationSound = from.NotificationSound),
        new("notification.shake", form => form.NotificationShake, (from, to) => to.NotificationShake = from.NotificationShake),
        new("notification.template", form => form.NotificationTemplate, (from, to) => to.NotificationTemplate = from.NotificationTemplate),
        new("transfer.agent.enabled", form => form.TransferToAgent, (from, to) => to.TransferToAgent = from.TransferToAgent),
        new("transfer.agent.timeout", form => form.TransferToAgentTimeout, (from, to) => to.TransferToAgentTimeout = from.TransferToAgentTimeout),
        new("transfer.queue.enabled", form => form.TransferToQueue, (from, to) => to.TransferToQueue = from.TransferToQueue),
        new("transfer.queue.timeout", form => form.TransferToQueueTimeout, (from, to) => to.TransferToQueueTimeout = from.TransferToQueueTimeout),
        new("mandatoryDisposition.enabled", form => form.MandatoryDisposition, (from, to) => to.MandatoryDisposition = from.MandatoryDisposition),
        new("mandatoryDisposition.pauseId", form => form.MandatoryPauseId, (from, to) => to.MandatoryPauseId = from.MandatoryPauseId),
        new("recontactTemplate", form => form.RecontactTemplate, (from, to) => to.RecontactTemplate = from.RecontactTemplate),
        new("assistantId", form => form.AssistantId, (from, to) => to.AssistantId = from.AssistantId),
        new("translation.enabled", form => form.TranslationEnabled, (from, to) => to.TranslationEnabled = from.TranslationEnabled),
        new("translation.provider", form => form.TranslationService, (from, to) => to.TranslationService = from.TranslationService),
        new("whitelist.enabled", form => form.WhitelistEnabled, (from, to) => to.WhitelistEnabled = from.WhitelistEnabled),
        new("whitelist.responseMessage", form => Blank(form.WhitelistResponse), (from, to) => to.WhitelistResponse = from.WhitelistResponse),
        new("whitelist.listIds", form => string.Join(' ', form.WhitelistListIds.Order()), (from, to) => to.WhitelistListIds = from.WhitelistListIds),
        new("video.enabled", form => form.VideoEnabled, (from, to) => to.VideoEnabled = from.VideoEnabled),
        new("video.apiKey", form => form.VideoKey, (from, to) => to.VideoKey = from.VideoKey),
        new("video.topic", form => Blank(form.VideoTopic), (from, to) => to.VideoTopic = from.VideoTopic),
        new("video.note", form => Blank(form.VideoNote), (from, to) => to.VideoNote = from.VideoNote),
        new("video.metadata", form => Blank(form.VideoMetadata), (from, to) => to.VideoMetadata = from.VideoMetadata),
    ];

    private static string? Blank(string? text) => string.IsNullOrWhiteSpace(text) ? null : text.Trim();

    private static IEnumerable<Field> Of(AccountType type) => Plain.Concat(CredentialFields.Of(type).Select(credential => new Field(
        $"credentials.{credential.Name}",
        form => form.Credentials.GetValueOrDefault(credential.Name),
        (from, to) =>
        {
            if (from.Credentials.TryGetValue(credential.Name, out var value))
                to.Credentials[credential.Name] = value;
            else
                to.Credentials.Remove(credential.Name);
        })));

    /// <summary>Names of the fields in which the two differ, in the order of the form.</summary>
    public static IReadOnlyList<string> Differences(AccountForm one, AccountForm other) =>
        [.. Of(one.Type).Where(field => !Equals(field.Read(one), field.Read(other))).Select(field => field.Name)];

    public static void Copy(AccountForm from, AccountForm to, IEnumerable<string> names)
    {
        foreach (var field in Of(from.Type).Where(field => names.Contains(field.Name)))
            field.Copy(from, to);
    }
}
