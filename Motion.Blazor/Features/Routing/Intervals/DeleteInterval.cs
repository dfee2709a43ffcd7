using Microsoft.EntityFrameworkCore;
using Motion.Blazor.Data;
using Motion.Blazor.Features.Administration.Audit;
using Motion.Blazor.Identity;
using Motion.Blazor.Realtime;

namespace Motion.Blazor.Features.Routing.Intervals;

/// <summary>Deletes an interval that no plan uses, neither in a row nor in a condition.</summary>
internal sealed class DeleteInterval(IDbContextFactory<MotionDbContext> databases, ConfigurationChanges changes, AuditLog audit, CurrentUser user)
{
    public async Task<Outcome<bool>> RunAsync(int intervalId, CancellationToken cancellation)
    {
        if (!user.May(this))
            return new Outcome<bool>.NotAllowed();
        await using var database = await databases.CreateDbContextAsync(cancellation);
        await using var transaction = await database.Database.BeginTransactionAsync(cancellation);
        if (await database.Intervals.FirstOrDefaultAsync(i => i.Id == intervalId, cancellation) is not { } interval)
            return new Outcome<bool>.NotFound();
        var inConditions = (await database.ConditionIntervalsAsync(cancellation))[intervalId].ToHashSet();
        if (await database.AccountsWithRowAsync(row => row.IntervalId == intervalId || inConditions.Contains(row.AccountId), cancellation) is { Count: > 0 } accounts)
            return new Outcome<bool>.Conflict(ConflictReason.IntervalInPlan, string.Join(", ", accounts));
        database.Intervals.Remove(interval);
        audit.Add(database, AuditAction.Deleted, AuditSubject.Interval, interval.Id, interval.Name);
        await database.SaveChangesAsync(cancellation);
        await transaction.CommitAsync(cancellation);
        changes.Publish();
        return new Outcome<bool>.Done(true);
    }
}
