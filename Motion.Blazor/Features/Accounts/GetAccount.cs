using Microsoft.EntityFrameworkCore;
using Motion.Blazor.Data;
using Motion.Blazor.Identity;

namespace Motion.Blazor.Features.Accounts;

internal sealed class GetAccount(IDbContextFactory<MotionDbContext> databases, CredentialVault vault, ReceiveUrl urls, CurrentUser user)
{
    public async Task<Outcome<AccountDetails>> RunAsync(int accountId, CancellationToken cancellation)
    {
        if (!user.May(this))
            return new Outcome<AccountDetails>.NotAllowed();
        await using var database = await databases.CreateDbContextAsync(cancellation);
        return await database.Accounts.AsNoTracking().FirstOrDefaultAsync(a => a.Id == accountId, cancellation) is { } account
            ? new Outcome<AccountDetails>.Done(await AccountDetails.ReadAsync(database, account, vault, urls, cancellation))
            : new Outcome<AccountDetails>.NotFound();
    }

    /// <summary>Accounts in the order of their numbers.</summary>
    public async Task<Outcome<PageOf<AccountDetails>>> PageAsync(int offset, int limit, CancellationToken cancellation)
    {
        if (!user.May(this))
            return new Outcome<PageOf<AccountDetails>>.NotAllowed();
        await using var database = await databases.CreateDbContextAsync(cancellation);
        var accounts = await database.Accounts.AsNoTracking().OrderBy(a => a.Id).Skip(offset).Take(limit).ToListAsync(cancellation);
        var ids = accounts.ConvertAll(account => account.Id);
        var whitelists = (await database.AccountWhitelists.AsNoTracking().Where(w => ids.Contains(w.AccountId)).ToListAsync(cancellation)).ToLookup(w => w.AccountId);
        return new Outcome<PageOf<AccountDetails>>.Done(new PageOf<AccountDetails>(
            await database.Accounts.CountAsync(cancellation), [.. accounts.Select(account => AccountDetails.Of(account, whitelists[account.Id], vault, urls))]));
    }
}
