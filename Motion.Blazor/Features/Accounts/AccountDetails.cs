using Microsoft.EntityFrameworkCore;
using Motion.Blazor.Data;
using Motion.Domain.Accounts;

namespace Motion.Blazor.Features.Accounts;

/// <summary>An account as its form and the API show it: no secret in it but the two tokens one has to paste at the provider.</summary>
/// <param name="Settings">Credentials hold only what is not secret.</param>
/// <param name="SecretsSet">Names of the secret credentials that are stored.</param>
/// <param name="VerifyToken">Meta's handshake word, which the administrator pastes there; null for other types. Not for the API.</param>
public sealed record AccountDetails(
    int Id,
    AccountSettings Settings,
    IReadOnlyCollection<string> SecretsSet,
    string ProxyToken,
    string ReceiveUrl,
    string? VerifyToken,
    Guid Version,
    DateTimeOffset? ChangedAt,
    string? ChangedBy,
    DateTimeOffset? SendingStoppedAt,
    string? SendingStoppedReason)
{
    /// <summary>Whether a Vidaoo key is stored.</summary>
    public bool IsVideoKeySet { get; init; }

    /// <summary>Messages each list of the whitelist has let in.</summary>
    public IReadOnlyDictionary<int, long> WhitelistHits { get; init; } = new Dictionary<int, long>();

    /// <summary>The account with its whitelist, read from the database.</summary>
    internal static async Task<AccountDetails> ReadAsync(MotionDbContext database, Account account, CredentialVault vault, ReceiveUrl urls, CancellationToken cancellation) =>
        Of(account, await database.AccountWhitelists.AsNoTracking().Where(w => w.AccountId == account.Id).ToListAsync(cancellation), vault, urls);

    internal static AccountDetails Of(Account account, IEnumerable<AccountWhitelist> whitelist, CredentialVault vault, ReceiveUrl urls)
    {
        var hits = whitelist.ToDictionary(list => list.ListId, list => list.Hits);
        var credentials = vault.Read(account);
        var values = CredentialFields.ValuesOf(credentials);
        var fields = CredentialFields.Of(account.Type);
        return new AccountDetails(
            account.Id,
            SettingsOf(account, hits.Keys) with { Credentials = fields.Where(field => !field.IsSecret).ToDictionary(field => field.Name, field => values[field.Name]) },
            [.. fields.Where(field => field.IsSecret && values[field.Name] is not null).Select(field => field.Name)],
            account.ProxyToken,
            urls.Of(account.Id, account.Domain, account.ProxyToken),
            (credentials as MetaCredentials)?.VerifyToken,
            account.Version,
            account.ChangedAt,
            account.ChangedBy,
            account.SendingStoppedAt,
            account.SendingStoppedReason)
        {
            IsVideoKeySet = account.ProtectedVideoKey is not null,
            WhitelistHits = hits,
        };
    }

    private static AccountSettings SettingsOf(Account account, IEnumerable<int> whitelist) => new()
    {
        Name = account.Name,
        Key = account.Key,
        Type = account.Type,
        Phone = account.Phone,
        ContactListId = account.ContactListId,
        Domain = account.Domain,
        Description = account.Description,
        AssignedAgentWait = account.AssignedAgentWait,
        AssignedQueueWait = account.AssignedQueueWait,
        InactivityTimeout = account.InactivityTimeout,
        SendsPerSecond = account.SendsPerSecond,
        NotificationSound = account.NotificationSound,
        NotificationShake = account.NotificationShake,
        NotificationTemplate = account.NotificationTemplate,
        TransferToAgent = account.TransferToAgent,
        TransferToAgentTimeout = account.TransferToAgentTimeout,
        TransferToQueue = account.TransferToQueue,
        TransferToQueueTimeout = account.TransferToQueueTimeout,
        MandatoryDisposition = account.MandatoryDisposition,
        MandatoryPauseId = account.MandatoryPauseId,
        RecontactTemplate = account.RecontactTemplateName is { } template ? new TemplateName(template, account.RecontactTemplateLanguage ?? "") : null,
        AssistantId = account.AssistantId,
        TranslationEnabled = account.TranslationEnabled,
        TranslationService = account.TranslationService,
        WhitelistEnabled = account.WhitelistEnabled,
        WhitelistResponse = account.WhitelistResponse,
        WhitelistListIds = [.. whitelist.Order()],
        VideoEnabled = account.VideoEnabled,
        VideoTopic = account.VideoTopic,
        VideoNote = account.VideoNote,
        VideoMetadata = account.VideoMetadata,
    };
}
