using System.Collections.Concurrent;
using System.Globalization;
using Microsoft.EntityFrameworkCore;
using Motion.Blazor.Data;
using Motion.Blazor.Features.Accounts;
using Motion.Domain.Accounts;
using Motion.Providers.Sandbox;

namespace Motion.Blazor.Features.Sandbox;

/// <summary>The accounts as they stand in the database at each call, so that a new one can be tried at once.</summary>
internal sealed class DatabaseSandboxAccounts(
    IDbContextFactory<MotionDbContext> databases, CredentialVault vault, ReceiveUrl receiveUrl, OwnAddress own) : ISandboxAccounts
{
    private readonly ConcurrentDictionary<int, (string Protected, ProviderCredentials Open)> _opened = new();

    public async Task<IReadOnlyList<SandboxAccount>> ListAsync(CancellationToken cancellation)
    {
        await using var database = await databases.CreateDbContextAsync(cancellation);
        var accounts = await database.Accounts.AsNoTracking()
            .OrderBy(account => account.Name)
            .ToListAsync(cancellation);
        var root = own.Root;
        return [.. accounts.Select(account => Of(account, root))];
    }

    private SandboxAccount Of(Account account, string root) => new(
        account.Id,
        account.Type,
        account.Name,
        account.Key,
        account.Phone,
        CredentialsOf(account),
        string.Create(CultureInfo.InvariantCulture, $"{root}/api/whatsapp/accounts/{account.Id}/notify?token={Uri.EscapeDataString(account.ProxyToken)}"),
        receiveUrl.Of(account.Id, account.Domain, account.ProxyToken),
        root + SandboxHosting.Prefix);

    /// <summary>Decrypting at every send would be most of its cost; the cipher text changes with the secrets.</summary>
    private ProviderCredentials CredentialsOf(Account account)
    {
        if (_opened.TryGetValue(account.Id, out var known) && known.Protected == account.ProtectedCredentials) return known.Open;
        var open = vault.Read(account);
        _opened[account.Id] = (account.ProtectedCredentials, open);
        return open;
    }
}
