using System.Buffers.Text;
using System.Security.Cryptography;
using Microsoft.EntityFrameworkCore;
using Motion.Blazor.Data;
using Motion.Blazor.Features.Administration.Audit;
using Motion.Blazor.Features.Administration.Settings;
using Motion.Blazor.Features.Templates;
using Motion.Blazor.Identity;
using Motion.Blazor.Realtime;
using Motion.Domain.Accounts;

namespace Motion.Blazor.Features.Accounts;

internal sealed class AddAccount(
    IDbContextFactory<MotionDbContext> databases, CredentialVault vault, ReceiveUrl urls, ConfigurationChanges changes, TemplateSignal templates,
    SettingVault settingVault, SystemSettings system, AuditLog audit, TimeProvider clock, CurrentUser user)
{
    public async Task<Outcome<AccountDetails>> RunAsync(AccountSettings entered, CancellationToken cancellation)
    {
        if (!user.May(this))
            return new Outcome<AccountDetails>.NotAllowed();
        var settings = AccountRules.Normalize(entered);
        var credentials = WithGenerated(settings.Type, CredentialFields.Merge(settings.Type, settings.Credentials, null));
        await using var database = await databases.CreateDbContextAsync(cancellation);
        var errors = await CheckAccount.FindAsync(database, settings, credentials, null, system.Current.Features, cancellation);
        if (errors.Count > 0)
            return new Outcome<AccountDetails>.Invalid(errors);

        var account = new Account
        {
            Name = settings.Name!,
            Key = settings.Key!,
            Type = settings.Type,
            Domain = settings.Domain!,
            Phone = settings.Phone!,
            ProtectedCredentials = vault.Protect(CredentialFields.Build(settings.Type, credentials)),
            ProxyToken = NewToken(),
            CreatedAt = clock.GetUtcNow(),
        };
        await UpdateAccount.ApplyAsync(database, settings, account, settingVault, cancellation);
        database.Accounts.Add(account);
        await using var transaction = await database.Database.BeginTransactionAsync(cancellation);
        AccountDetails added;
        try
        {
            await database.SaveChangesAsync(cancellation);
            await UpdateAccount.ApplyWhitelistAsync(database, settings, account.Id, cancellation);
            added = AccountDetails.Of(account, database.AccountWhitelists.Local, vault, urls);
            audit.Add(database, AuditAction.Added, AuditSubject.Account, account.Id, account.Name, null, AccountAudit.Of(added));
            await database.SaveChangesAsync(cancellation);
            await transaction.CommitAsync(cancellation);
        }
        catch (DbUpdateException) when (!cancellation.IsCancellationRequested)
        {
            await transaction.RollbackAsync(cancellation);
            // Someone may have taken the name or key between the check and the save; the database keeps both unique.
            database.ChangeTracker.Clear();
            if (await CheckAccount.FindTakenAsync(database, settings, null, cancellation) is { Count: > 0 } taken)
                return new Outcome<AccountDetails>.Invalid(taken);
            throw;
        }
        changes.Publish();
        templates.Refresh(account.Id);
        return new Outcome<AccountDetails>.Done(added);
    }

    private static Dictionary<string, string?> WithGenerated(AccountType type, IReadOnlyDictionary<string, string?> values) =>
        CredentialFields.Of(type).ToDictionary(field => field.Name, field => values[field.Name] ?? (field.IsGenerated ? NewToken() : null));

    private static string NewToken() => Base64Url.EncodeToString(RandomNumberGenerator.GetBytes(32));
}
