using Microsoft.EntityFrameworkCore;
using Motion.Blazor.Data;
using Motion.Blazor.Features.Accounts;
using Motion.Blazor.Features.Administration.Audit;
using Motion.Blazor.Identity;
using Motion.Domain;

namespace Motion.Blazor.Features.Administration.Users;

/// <summary>The accounts there are, and those a supervisor is limited to; none chosen means all.</summary>
internal sealed record SupervisorLimits(IReadOnlyList<Choice> Accounts, IReadOnlyList<int> Chosen);

internal sealed class GetSupervisorAccounts(IDbContextFactory<MotionDbContext> databases, CurrentUser user)
{
    public async Task<Outcome<SupervisorLimits>> RunAsync(int userId, CancellationToken cancellation)
    {
        if (!user.May(this))
            return new Outcome<SupervisorLimits>.NotAllowed();
        await using var database = await databases.CreateDbContextAsync(cancellation);
        if (!await database.Users.AnyAsync(u => u.Id == userId, cancellation))
            return new Outcome<SupervisorLimits>.NotFound();
        return new Outcome<SupervisorLimits>.Done(new SupervisorLimits(
            await database.Accounts.OrderBy(a => a.Name).Select(a => new Choice(a.Id, a.Name)).ToListAsync(cancellation),
            await database.SupervisorAccounts.Where(limit => limit.UserId == userId).Select(limit => limit.AccountId).ToListAsync(cancellation)));
    }
}

internal sealed class SetSupervisorAccounts(IDbContextFactory<MotionDbContext> databases, AuditLog audit, CurrentUser user)
{
    public async Task<Outcome<bool>> RunAsync(int userId, IReadOnlyCollection<int> accountIds, CancellationToken cancellation)
    {
        if (!user.May(this))
            return new Outcome<bool>.NotAllowed();
        await using var database = await databases.CreateDbContextAsync(cancellation);
        if (await database.Users.Where(u => u.Id == userId).Select(u => u.FullName).FirstOrDefaultAsync(cancellation) is not { } name)
            return new Outcome<bool>.NotFound();
        var wanted = accountIds.ToHashSet();
        var accounts = await database.Accounts.Select(a => new { a.Id, a.Name }).ToListAsync(cancellation);
        if (wanted.Except(accounts.Select(a => a.Id)).ToList() is { Count: > 0 } unknown)
            return new Outcome<bool>.Invalid([.. unknown.Select(id => new FieldError("ids", FieldProblem.Unknown, $"{id}"))]);

        var present = await database.SupervisorAccounts.Where(limit => limit.UserId == userId).ToListAsync(cancellation);
        database.RemoveRange(present.Where(limit => !wanted.Contains(limit.AccountId)));
        database.AddRange(wanted.Except(present.Select(limit => limit.AccountId)).Select(id => new SupervisorAccount { UserId = userId, AccountId = id }));
        audit.Add(database, AuditAction.Changed, AuditSubject.User, userId, name,
            new Dictionary<string, object?>(StringComparer.Ordinal) { ["accounts"] = NamesOf(present.Select(limit => limit.AccountId)) },
            new Dictionary<string, object?>(StringComparer.Ordinal) { ["accounts"] = NamesOf(wanted) });
        await database.SaveChangesAsync(cancellation);
        return new Outcome<bool>.Done(true);

        string[] NamesOf(IEnumerable<int> ids) => [.. accounts.Where(account => ids.Contains(account.Id)).Select(account => account.Name).Order(StringComparer.Ordinal)];
    }
}
