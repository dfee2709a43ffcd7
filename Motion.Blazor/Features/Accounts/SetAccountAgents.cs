using Microsoft.EntityFrameworkCore;
using Motion.Blazor.Data;
using Motion.Blazor.Features.Administration.Audit;
using Motion.Blazor.Identity;
using Motion.Blazor.Pipeline;
using Motion.Blazor.Realtime;
using Motion.Domain;
using Motion.Domain.Accounts;

namespace Motion.Blazor.Features.Accounts;

/// <summary>Says who may work an account. Customers who wait there are told to those who come, and taken from those who go.</summary>
internal sealed class SetAccountAgents(
    IDbContextFactory<MotionDbContext> databases, RoutingRunner routing, ConfigurationChanges changes, ChangeFeed feed, AuditLog audit, CurrentUser user)
{
    public async Task<Outcome<bool>> RunAsync(int accountId, IReadOnlyCollection<int> userIds, CancellationToken cancellation)
    {
        if (!user.May(this))
            return new Outcome<bool>.NotAllowed();
        await using var database = await databases.CreateDbContextAsync(cancellation);
        var name = await database.Accounts.Where(a => a.Id == accountId).Select(a => a.Name).FirstOrDefaultAsync(cancellation);
        if (name is null)
            return new Outcome<bool>.NotFound();
        var wanted = userIds.ToHashSet();
        var known = await database.Users.Where(u => wanted.Contains(u.Id)).Select(u => u.Id).ToListAsync(cancellation);
        if (wanted.Except(known).ToList() is { Count: > 0 } unknown)
            return new Outcome<bool>.Invalid([.. unknown.Select(id => new FieldError("ids", FieldProblem.Unknown, $"{id}"))]);

        var present = await database.AccountAgents.Where(a => a.AccountId == accountId).ToListAsync(cancellation);
        database.RemoveRange(present.Where(member => !wanted.Contains(member.UserId)));
        database.AddRange(wanted.Except(present.Select(member => member.UserId)).Select(id => new AccountAgent { AccountId = accountId, UserId = id }));
        var people = await database.Users.Where(u => wanted.Contains(u.Id) || database.AccountAgents.Any(a => a.AccountId == accountId && a.UserId == u.Id))
            .Select(u => new { u.Id, u.FullName }).ToListAsync(cancellation);
        audit.Add(database, AuditAction.Changed, AuditSubject.Agents, accountId, name,
            new Dictionary<string, object?>(StringComparer.Ordinal) { ["agents"] = NamesOf(present.Select(member => member.UserId)) },
            new Dictionary<string, object?>(StringComparer.Ordinal) { ["agents"] = NamesOf(wanted) });
        await database.SaveChangesAsync(cancellation);
        changes.Publish();
        var before = present.Select(member => member.UserId).ToList();
        feed.Publish(wanted.Union(before).Select(Topic.Agent));
        foreach (var userId in before.Except(wanted))
            await routing.AgentLeftAccountAsync(userId, accountId, CancellationToken.None);
        foreach (var userId in wanted.Except(before))
            await routing.AgentBecameFreeAsync(userId, CancellationToken.None);
        return new Outcome<bool>.Done(true);

        string[] NamesOf(IEnumerable<int> ids) => [.. people.Where(person => ids.Contains(person.Id)).Select(person => person.FullName).Order(StringComparer.Ordinal)];
    }
}
