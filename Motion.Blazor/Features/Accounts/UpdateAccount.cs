using Microsoft.EntityFrameworkCore;
using Motion.Blazor.Data;
using Motion.Blazor.Features.Templates;
using Motion.Blazor.Identity;
using Motion.Blazor.Realtime;
using Motion.Domain.Accounts;

namespace Motion.Blazor.Features.Accounts;

internal sealed class UpdateAccount(
    IDbContextFactory<MotionDbContext> databases, CredentialVault vault, ReceiveUrl urls, ConfigurationChanges changes, TemplateSignal templates,
    TimeProvider clock, CurrentUser user)
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
        var errors = await CheckAccount.FindAsync(database, settings, merged, account, cancellation);
        if (errors.Count > 0)
            return new Outcome<AccountDetails>.Invalid(errors);

        await ApplyAsync(database, settings, account, cancellation);
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
        return new Outcome<AccountDetails>.Done(AccountDetails.Of(account, vault, urls));
    }

    /// <summary>Everything but type, credentials and token.</summary>
    public static async Task ApplyAsync(MotionDbContext database, AccountSettings settings, Account account, CancellationToken cancellation)
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
    }

    private static Outcome<AccountDetails>.Conflict ChangedByOther(Account account) =>
        new(ConflictReason.ChangedByOther, account.ChangedBy ?? "–", (account.ChangedAt ?? account.CreatedAt).ToString("u", System.Globalization.CultureInfo.InvariantCulture));
}
