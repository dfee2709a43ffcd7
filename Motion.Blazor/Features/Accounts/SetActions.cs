using Microsoft.EntityFrameworkCore;
using Motion.Blazor.Data;
using Motion.Blazor.Features.Administration.Audit;
using Motion.Blazor.Identity;
using Motion.Blazor.Realtime;
using Motion.Domain.Routing;

namespace Motion.Blazor.Features.Accounts;

internal sealed class SetActions(IDbContextFactory<MotionDbContext> databases, ConfigurationChanges changes, AuditLog audit, CurrentUser user)
{
    /// <summary>Begins the name of a plan's row in the audit log; its place follows.</summary>
    public const string AuditedRow = "row ";

    /// <summary>Replaces the whole plan.</summary>
    /// <param name="version">The version the person was looking at; null takes whatever is there.</param>
    public async Task<Outcome<ActionPlan>> RunAsync(int accountId, string? version, IReadOnlyList<PlanRowEntry> entered, CancellationToken cancellation)
    {
        if (!user.May(this))
            return new Outcome<ActionPlan>.NotAllowed();
        await using var database = await databases.CreateDbContextAsync(cancellation);
        await using var transaction = await database.Database.BeginTransactionAsync(cancellation);
        var account = await database.Accounts.Where(a => a.Id == accountId).Select(a => a.Name).FirstOrDefaultAsync(cancellation);
        if (account is null)
            return new Outcome<ActionPlan>.NotFound();
        IReadOnlyList<PlanRowEntry> rows = [.. entered.Select(row => row.Normalized())];
        if (PlanRules.Check(rows) is { Count: > 0 } wrong)
            return new Outcome<ActionPlan>.Invalid(wrong);
        if (await PlanTargets.FindUnknownAsync(database, accountId, rows, cancellation) is { Count: > 0 } unknown)
            return new Outcome<ActionPlan>.Invalid(unknown);

        var stored = await GetActions.RowsOf(database, accountId).ToListAsync(cancellation);
        var before = ActionPlan.Of(stored);
        if (version is not null && version != before.Version)
            return new Outcome<ActionPlan>.Conflict(ConflictReason.PlanChangedByOther);

        var replacement = rows.Select((row, index) => row.ToRow(accountId, index + 1)).ToList();
        database.RemoveRange(stored);
        database.AddRange(replacement);
        audit.Add(database, AuditAction.Changed, AuditSubject.Plan, accountId, account, Told(before.Rows), Told(rows));
        await database.SaveChangesAsync(cancellation);
        await transaction.CommitAsync(cancellation);
        changes.Publish();
        return new Outcome<ActionPlan>.Done(ActionPlan.Of(replacement));
    }

    /// <summary>One field a row, so that the audit log shows the rows that changed and not the whole plan.</summary>
    private static Dictionary<string, object?> Told(IReadOnlyList<PlanRowEntry> rows) =>
        rows.Index().ToDictionary(row => $"{AuditedRow}{row.Index + 1}", row => (object?)PlanRowWire.Of(row.Item), StringComparer.Ordinal);
}
