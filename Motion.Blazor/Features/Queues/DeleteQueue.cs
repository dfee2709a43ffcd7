using Microsoft.EntityFrameworkCore;
using Motion.Blazor.Data;
using Motion.Blazor.Features.Administration.Audit;
using Motion.Blazor.Identity;
using Motion.Blazor.Realtime;

namespace Motion.Blazor.Features.Queues;

/// <summary>Deletes a queue that no plan uses; conversations that came through it are then of no queue.</summary>
internal sealed class DeleteQueue(IDbContextFactory<MotionDbContext> databases, ConfigurationChanges changes, AuditLog audit, CurrentUser user)
{
    public async Task<Outcome<bool>> RunAsync(int queueId, CancellationToken cancellation)
    {
        if (!user.May(this))
            return new Outcome<bool>.NotAllowed();
        await using var database = await databases.CreateDbContextAsync(cancellation);
        await using var transaction = await database.Database.BeginTransactionAsync(cancellation);
        var accounts = await AccountsWithPlanAsync(database, queueId, cancellation);
        if (accounts.Count > 0)
            return new Outcome<bool>.Conflict(ConflictReason.QueueInPlan, string.Join(", ", accounts));
        var name = await database.Queues.Where(q => q.Id == queueId).Select(q => q.Name).FirstOrDefaultAsync(cancellation);
        await database.Interactions.Where(i => i.QueueId == queueId).ExecuteUpdateAsync(set => set.SetProperty(i => i.QueueId, (int?)null), cancellation);
        await database.QueueMembers.Where(m => m.QueueId == queueId).ExecuteDeleteAsync(cancellation);
        if (await database.Queues.FirstOrDefaultAsync(q => q.Id == queueId, cancellation) is not { } queue)
            return new Outcome<bool>.NotFound();
        database.Queues.Remove(queue);
        audit.Add(database, AuditAction.Deleted, AuditSubject.Queue, queue.Id, queue.Name);
        await database.SaveChangesAsync(cancellation);
        await transaction.CommitAsync(cancellation);
        changes.Publish();
        return new Outcome<bool>.Done(true);
    }

    private static Task<List<string>> AccountsWithPlanAsync(MotionDbContext database, int queueId, CancellationToken cancellation) =>
        database.Accounts
            .Where(a => database.PlanRows.Any(r => r.AccountId == a.Id && r.QueueId == queueId))
            .OrderBy(a => a.Name).Select(a => a.Name).ToListAsync(cancellation);
}
