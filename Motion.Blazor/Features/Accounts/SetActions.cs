using Microsoft.EntityFrameworkCore;
using Motion.Blazor.Data;
using Motion.Blazor.Features.Administration.Audit;
using Motion.Blazor.Identity;
using Motion.Blazor.Realtime;
using Motion.Domain;
using Motion.Domain.Routing;

namespace Motion.Blazor.Features.Accounts;

internal sealed class SetActions(IDbContextFactory<MotionDbContext> databases, ConfigurationChanges changes, AuditLog audit, CurrentUser user)
{
    /// <summary>Replaces the whole plan.</summary>
    /// <param name="version">The version the person was looking at; null takes whatever is there.</param>
    public async Task<Outcome<ActionPlan>> RunAsync(int accountId, string? version, IReadOnlyList<PlanRowEntry> rows, CancellationToken cancellation)
    {
        if (!user.May(this))
            return new Outcome<ActionPlan>.NotAllowed();
        await using var database = await databases.CreateDbContextAsync(cancellation);
        await using var transaction = await database.Database.BeginTransactionAsync(cancellation);
        if (!await database.Accounts.AnyAsync(a => a.Id == accountId, cancellation))
            return new Outcome<ActionPlan>.NotFound();
        if (PlanRules.Check(rows) is { Count: > 0 } wrong)
            return new Outcome<ActionPlan>.Invalid(wrong);
        if (await FindUnknownAsync(database, rows, cancellation) is { Count: > 0 } unknown)
            return new Outcome<ActionPlan>.Invalid(unknown);

        var stored = await GetActions.RowsOf(database, accountId).ToListAsync(cancellation);
        if (version is not null && version != ActionPlan.Of(stored).Version)
            return new Outcome<ActionPlan>.Conflict(ConflictReason.PlanChangedByOther);

        var replacement = rows.Select((row, index) => new PlanRow
        {
            AccountId = accountId,
            Position = index + 1,
            Application = row.Application,
            // What does not belong to the application is not kept: it would pin an agent or queue that nobody sees.
            AgentId = row.Application == PlanApplication.Agent ? row.AgentId : null,
            QueueId = row.Application == PlanApplication.Queue ? row.QueueId : null,
            Timeout = row.Timeout,
            Enabled = row.IsEnabled,
        }).ToList();
        var name = await database.Accounts.Where(a => a.Id == accountId).Select(a => a.Name).FirstAsync(cancellation);
        audit.Add(database, AuditAction.Changed, AuditSubject.Plan, accountId, name, Facts(ActionPlan.Of(stored)), Facts(ActionPlan.Of(replacement)));
        database.RemoveRange(stored);
        database.AddRange(replacement);
        await database.SaveChangesAsync(cancellation);
        await transaction.CommitAsync(cancellation);
        changes.Publish();
        return new Outcome<ActionPlan>.Done(ActionPlan.Of(replacement));
    }

    private static Dictionary<string, object?> Facts(ActionPlan plan) => new(StringComparer.Ordinal) { ["rows"] = plan.Rows.Select(row => row.ToString()) };

    private static async Task<IReadOnlyList<FieldError>> FindUnknownAsync(MotionDbContext database, IReadOnlyList<PlanRowEntry> rows, CancellationToken cancellation)
    {
        var agentIds = rows.Select(row => row.AgentId).OfType<int>().ToHashSet();
        var queueIds = rows.Select(row => row.QueueId).OfType<int>().ToHashSet();
        var agents = await database.Users.Where(u => agentIds.Contains(u.Id)).Select(u => u.Id).ToListAsync(cancellation);
        var queues = await database.Queues.Where(q => queueIds.Contains(q.Id)).Select(q => q.Id).ToListAsync(cancellation);
        return
        [
            .. rows.Index().Where(row => row.Item.AgentId is { } id && !agents.Contains(id))
                .Select(row => new FieldError($"rows[{row.Index}].agentId", FieldProblem.Unknown, $"{row.Item.AgentId}")),
            .. rows.Index().Where(row => row.Item.QueueId is { } id && !queues.Contains(id))
                .Select(row => new FieldError($"rows[{row.Index}].queueId", FieldProblem.Unknown, $"{row.Item.QueueId}")),
        ];
    }
}
