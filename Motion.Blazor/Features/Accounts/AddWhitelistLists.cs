using Microsoft.EntityFrameworkCore;
using Motion.Blazor.Data;
using Motion.Blazor.Features.Administration.Audit;
using Motion.Blazor.Identity;
using Motion.Blazor.Realtime;
using Motion.Domain;
using Motion.Domain.Accounts;

namespace Motion.Blazor.Features.Accounts;

/// <summary>Adds lists to an account's whitelist and leaves everything else as it is, so that it can be done from the list of accounts.</summary>
internal sealed class AddWhitelistLists(
    IDbContextFactory<MotionDbContext> databases, ConfigurationChanges changes, AuditLog audit, TimeProvider clock, CurrentUser user)
{
    /// <returns>Whether the whitelist is on: off, the lists wait until it is.</returns>
    public async Task<Outcome<bool>> RunAsync(int accountId, IReadOnlyCollection<int> listIds, CancellationToken cancellation)
    {
        if (!user.May(this))
            return new Outcome<bool>.NotAllowed();
        await using var database = await databases.CreateDbContextAsync(cancellation);
        if (await database.Accounts.FirstOrDefaultAsync(a => a.Id == accountId, cancellation) is not { } account)
            return new Outcome<bool>.NotFound();
        var wanted = listIds.ToHashSet();
        var known = await database.ContactLists.Where(list => wanted.Contains(list.Id)).Select(list => list.Id).ToListAsync(cancellation);
        if (wanted.Except(known).ToList() is { Count: > 0 } unknown)
            return new Outcome<bool>.Invalid([.. unknown.Select(id => new FieldError("whitelist.listIds", FieldProblem.Unknown, $"{id}"))]);

        var present = await database.AccountWhitelists.Where(w => w.AccountId == accountId).Select(w => w.ListId).ToListAsync(cancellation);
        var added = wanted.Except(present).ToList();
        if (added.Count > 0)
        {
            database.AddRange(added.Select(id => new AccountWhitelist { AccountId = accountId, ListId = id }));
            // A colleague who has the account's form open must learn of it.
            account.ChangedAt = clock.GetUtcNow();
            account.ChangedBy = user.Name;
            audit.Add(database, AuditAction.Changed, AuditSubject.Account, accountId, account.Name,
                new Dictionary<string, object?>(StringComparer.Ordinal) { ["whitelist.listIds"] = present.Order() },
                new Dictionary<string, object?>(StringComparer.Ordinal) { ["whitelist.listIds"] = present.Concat(added).Order() });
            await database.SaveChangesAsync(cancellation);
            changes.Publish();
        }
        return new Outcome<bool>.Done(account.WhitelistEnabled);
    }
}
