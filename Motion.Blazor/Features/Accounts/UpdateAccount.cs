using Microsoft.EntityFrameworkCore;
using Motion.Blazor.Data;
using Motion.Blazor.Features.Administration.Audit;
using Motion.Blazor.Features.Administration.Settings;
using Motion.Blazor.Features.Templates;
using Motion.Blazor.Identity;
using Motion.Blazor.Realtime;
using Motion.Domain.Accounts;

namespace Motion.Blazor.Features.Accounts;

internal sealed class UpdateAccount(
    IDbContextFactory<MotionDbContext> databases, CredentialVault vault, ReceiveUrl urls, ConfigurationChanges changes, TemplateSignal templates,
    SettingVault settingVault, SystemSettings system, AuditLog audit, TimeProvider clock, CurrentUser user)
{
    /// <summary>Saves the settings; credentials that are not entered stay.</summary>
    /// <param name="version">The version the person was looking at; null takes whatever is there.</param>
    public async Task<Outcome<AccountDetails>> RunAsync(int accountId, Guid? version, AccountSettings entered, CancellationToken cancellation)
    {
        if (!user.May(this))
            return new Outcome<AccountDetails>.NotAllowed();
        await using var database = await databases.CreateDbContextAsync(cancellation);
        if (await database.Accounts.FirstOrDefaultAsync(a => a.Id == accountId, cancellation) is not { } account)
            return new Outcome<AccountDetails>.NotFound();
        if (version is not null && version != account.Version)
            return ChangedByOther(account);

        var settings = AccountRules.Normalize(entered);
        var stored = vault.Read(account);
        var merged = CredentialFields.Merge(settings.Type, settings.Credentials, stored);
        var errors = await CheckAccount.FindAsync(database, settings, merged, account, system.Current.Features, cancellation);
        if (errors.Count > 0)
            return new Outcome<AccountDetails>.Invalid(errors);

        var before = AccountAudit.Of(await AccountDetails.ReadAsync(database, account, vault, urls, cancellation));
        await ApplyAsync(database, settings, account, settingVault, cancellation);
        await ApplyWhitelistAsync(database, settings, accountId, cancellation);
        var credentials = CredentialFields.Build(settings.Type, merged);
        if (credentials != stored)
        {
            account.ProtectedCredentials = vault.Protect(credentials);
            // New credentials deserve a new try (providers.md 8.5).
            account.SendingStoppedAt = null;
            account.SendingStoppedReason = null;
        }
        account.ChangedAt = clock.GetUtcNow();
        account.ChangedBy = user.Name;
        var saved = AccountDetails.Of(account, database.AccountWhitelists.Local, vault, urls);
        Audit(database, saved, before, settings, stored, credentials);
        try
        {
            await database.SaveChangesAsync(cancellation);
        }
        catch (DbUpdateConcurrencyException)
        {
            database.ChangeTracker.Clear();
            return await database.Accounts.AsNoTracking().FirstOrDefaultAsync(a => a.Id == accountId, cancellation) is { } winner
                ? ChangedByOther(winner)
                : new Outcome<AccountDetails>.NotFound();
        }
        catch (DbUpdateException) when (!cancellation.IsCancellationRequested)
        {
            database.ChangeTracker.Clear();
            if (await CheckAccount.FindTakenAsync(database, settings, accountId, cancellation) is { Count: > 0 } taken)
                return new Outcome<AccountDetails>.Invalid(taken);
            throw;
        }
        changes.Publish();
        if (credentials != stored)
            templates.Refresh(account.Id);
        return new Outcome<AccountDetails>.Done(saved with { Version = account.Version });
    }

    /// <summary>Everything but type, credentials, token and whitelist.</summary>
    public static async Task ApplyAsync(MotionDbContext database, AccountSettings settings, Account account, SettingVault settingVault, CancellationToken cancellation)
    {
        account.Name = settings.Name!;
        account.Key = settings.Key!;
        account.Phone = settings.Phone!;
        account.ContactListId = settings.ContactListId
            ?? await database.ContactLists.OrderBy(list => list.Id).Select(list => list.Id).FirstAsync(cancellation);
        account.Domain = settings.Domain!;
        account.Description = settings.Description;
        account.AssignedAgentWait = settings.AssignedAgentWait;
        account.AssignedQueueWait = settings.AssignedQueueWait;
        account.InactivityTimeout = settings.InactivityTimeout;
        account.SendsPerSecond = settings.SendsPerSecond;
        account.NotificationSound = settings.NotificationSound;
        account.NotificationShake = settings.NotificationShake;
        account.NotificationTemplate = settings.NotificationTemplate!;
        account.TransferToAgent = settings.TransferToAgent;
        account.TransferToAgentTimeout = settings.TransferToAgentTimeout;
        account.TransferToQueue = settings.TransferToQueue;
        account.TransferToQueueTimeout = settings.TransferToQueueTimeout;
        account.MandatoryDisposition = settings.MandatoryDisposition;
        account.MandatoryPauseId = settings.MandatoryPauseId;
        account.RecontactTemplateName = settings.RecontactTemplate?.Name;
        account.RecontactTemplateLanguage = settings.RecontactTemplate?.Language;
        account.AssistantId = settings.AssistantId;
        account.TranslationEnabled = settings.TranslationEnabled;
        account.TranslationService = settings.TranslationService;
        account.WhitelistEnabled = settings.WhitelistEnabled;
        account.WhitelistResponse = settings.WhitelistResponse;
        account.VideoEnabled = settings.VideoEnabled;
        if (settings.VideoKey is { } key)
            account.ProtectedVideoKey = key.Length == 0 ? null : settingVault.Protect(key);
        account.VideoTopic = settings.VideoTopic;
        account.VideoNote = settings.VideoNote;
        account.VideoMetadata = settings.VideoMetadata;
    }

    /// <summary>Lists that stay keep their counters.</summary>
    public static async Task ApplyWhitelistAsync(MotionDbContext database, AccountSettings settings, int accountId, CancellationToken cancellation)
    {
        var present = await database.AccountWhitelists.Where(w => w.AccountId == accountId).ToListAsync(cancellation);
        database.RemoveRange(present.Where(w => !settings.WhitelistListIds.Contains(w.ListId)));
        database.AddRange(settings.WhitelistListIds.Except(present.Select(w => w.ListId)).Select(id => new AccountWhitelist { AccountId = accountId, ListId = id }));
    }

    private void Audit(
        MotionDbContext database, AccountDetails saved, Dictionary<string, object?> before, AccountSettings settings, ProviderCredentials stored, ProviderCredentials now)
    {
        var after = AccountAudit.Of(saved);
        var (olds, news) = (CredentialFields.ValuesOf(stored), CredentialFields.ValuesOf(now));
        foreach (var secret in saved.SecretsSet.Where(name => olds[name] is not null && olds[name] != news[name]))
            AccountAudit.MarkReplaced(after, $"credentials.{secret}");
        if (before["video.apiKey"] is not null && settings.VideoKey is { Length: > 0 })
            AccountAudit.MarkReplaced(after, "video.apiKey");
        audit.Add(database, AuditAction.Changed, AuditSubject.Account, saved.Id, saved.Settings.Name!, before, after);
    }

    private static Outcome<AccountDetails>.Conflict ChangedByOther(Account account) =>
        new(ConflictReason.ChangedByOther, account.ChangedBy ?? "–", (account.ChangedAt ?? account.CreatedAt).ToString("u", System.Globalization.CultureInfo.InvariantCulture));
}
