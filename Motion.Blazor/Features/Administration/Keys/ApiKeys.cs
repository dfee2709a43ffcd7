using System.Buffers.Text;
using System.Security.Cryptography;
using Microsoft.EntityFrameworkCore;
using Motion.Blazor.Data;
using Motion.Blazor.Features.Administration.Audit;
using Motion.Blazor.Identity;
using Motion.Domain.Accounts;

namespace Motion.Blazor.Features.Administration.Keys;

internal sealed record ApiKeyRow(int Id, string Name, DateTimeOffset CreatedAt, DateTimeOffset? RevokedAt);

/// <summary>A key that was just made: shown now and never again.</summary>
internal sealed record NewApiKey(int Id, string Name, string Key)
{
    public override string ToString() => $"API key {Name}";
}

internal sealed class ListApiKeys(IDbContextFactory<MotionDbContext> databases, CurrentUser user)
{
    /// <summary>Those that work first, the newest before the others.</summary>
    public async Task<Outcome<PageOf<ApiKeyRow>>> RunAsync(CancellationToken cancellation)
    {
        if (!user.May(this))
            return new Outcome<PageOf<ApiKeyRow>>.NotAllowed();
        await using var database = await databases.CreateDbContextAsync(cancellation);
        var rows = await database.ApiKeys.AsNoTracking().OrderBy(key => key.RevokedAt != null).ThenByDescending(key => key.Id)
            .Select(key => new ApiKeyRow(key.Id, key.Name, key.CreatedAt, key.RevokedAt)).ToListAsync(cancellation);
        return new Outcome<PageOf<ApiKeyRow>>.Done(new PageOf<ApiKeyRow>(rows.Count, rows));
    }
}

internal sealed class AddApiKey(IDbContextFactory<MotionDbContext> databases, AuditLog audit, CurrentUser user, TimeProvider time)
{
    public const int LongestName = 100;

    public async Task<Outcome<NewApiKey>> RunAsync(string? name, CancellationToken cancellation)
    {
        if (!user.May(this))
            return new Outcome<NewApiKey>.NotAllowed();
        name = name?.Trim();
        if (AccountRules.CheckText("name", name, LongestName, required: true).ToList() is { Count: > 0 } errors)
            return new Outcome<NewApiKey>.Invalid(errors);

        var key = $"motion_{Base64Url.EncodeToString(RandomNumberGenerator.GetBytes(32))}";
        await using var database = await databases.CreateDbContextAsync(cancellation);
        await using var transaction = await database.Database.BeginTransactionAsync(cancellation);
        var row = new ApiKey { Name = name!, Hash = ApiKeyAuthentication.HashOf(key), CreatedAt = time.GetUtcNow() };
        database.ApiKeys.Add(row);
        await database.SaveChangesAsync(cancellation);
        audit.Add(database, AuditAction.Added, AuditSubject.ApiKey, row.Id, row.Name);
        await database.SaveChangesAsync(cancellation);
        await transaction.CommitAsync(cancellation);
        return new Outcome<NewApiKey>.Done(new NewApiKey(row.Id, row.Name, key));
    }
}

internal sealed class RevokeApiKey(IDbContextFactory<MotionDbContext> databases, AuditLog audit, CurrentUser user, TimeProvider time)
{
    public async Task<Outcome<bool>> RunAsync(int keyId, CancellationToken cancellation)
    {
        if (!user.May(this))
            return new Outcome<bool>.NotAllowed();
        await using var database = await databases.CreateDbContextAsync(cancellation);
        if (await database.ApiKeys.FirstOrDefaultAsync(key => key.Id == keyId, cancellation) is not { } key)
            return new Outcome<bool>.NotFound();
        if (key.RevokedAt is null)
        {
            key.RevokedAt = time.GetUtcNow();
            audit.Add(database, AuditAction.Revoked, AuditSubject.ApiKey, keyId, key.Name);
            await database.SaveChangesAsync(cancellation);
        }
        return new Outcome<bool>.Done(true);
    }
}
