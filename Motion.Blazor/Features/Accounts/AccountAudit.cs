using Motion.Domain.Accounts;

namespace Motion.Blazor.Features.Accounts;

/// <summary>An account's settings as the audit log tells them: by their names in the API, of secrets only that they are set or were replaced.</summary>
internal static class AccountAudit
{
    /// <param name="details">Without secrets already.</param>
    public static Dictionary<string, object?> Of(AccountDetails details)
    {
        var settings = details.Settings;
        var values = new Dictionary<string, object?>(StringComparer.Ordinal)
        {
            ["name"] = settings.Name,
            ["key"] = settings.Key,
            ["type"] = settings.Type.ToWireName(),
            ["phone"] = settings.Phone,
            ["listId"] = settings.ContactListId,
            ["domain"] = settings.Domain,
            ["description"] = settings.Description,
            ["assignedAgentWait"] = settings.AssignedAgentWait,
            ["assignedQueueWait"] = settings.AssignedQueueWait,
            ["inactivityTimeout"] = settings.InactivityTimeout,
            ["sendsPerSecond"] = settings.SendsPerSecond,
            ["notification.sound"] = settings.NotificationSound,
            ["notification.shake"] = settings.NotificationShake,
            ["notification.template"] = settings.NotificationTemplate,
            ["transfer.agent.enabled"] = settings.TransferToAgent,
            ["transfer.agent.timeout"] = settings.TransferToAgentTimeout,
            ["transfer.queue.enabled"] = settings.TransferToQueue,
            ["transfer.queue.timeout"] = settings.TransferToQueueTimeout,
            ["mandatoryDisposition.enabled"] = settings.MandatoryDisposition,
            ["mandatoryDisposition.pauseId"] = settings.MandatoryPauseId,
            ["recontactTemplate"] = settings.RecontactTemplate is { } template ? $"{template.Name} ({template.Language})" : null,
            ["assistantId"] = settings.AssistantId,
            ["translation.enabled"] = settings.TranslationEnabled,
            ["translation.provider"] = settings.TranslationService?.ToWireName(),
            ["whitelist.enabled"] = settings.WhitelistEnabled,
            ["whitelist.responseMessage"] = settings.WhitelistResponse,
            ["whitelist.listIds"] = settings.WhitelistListIds,
            ["video.enabled"] = settings.VideoEnabled,
            ["video.apiKey"] = details.IsVideoKeySet ? "set" : null,
            ["video.topic"] = settings.VideoTopic,
            ["video.note"] = settings.VideoNote,
            ["video.metadata"] = settings.VideoMetadata,
        };
        foreach (var (name, value) in settings.Credentials)
            values[$"credentials.{name}"] = value;
        foreach (var secret in details.SecretsSet)
            values[$"credentials.{secret}"] = "set";
        return values;
    }

    /// <summary>Marks a secret that was set before and is another one now.</summary>
    public static void MarkReplaced(Dictionary<string, object?> after, string field)
    {
        if (after.GetValueOrDefault(field) is "set")
            after[field] = "replaced";
    }
}
