using Microsoft.EntityFrameworkCore;
using Motion.Blazor.Data;
using Motion.Blazor.Features.Administration.Audit;
using Motion.Blazor.Identity;
using Motion.Blazor.Realtime;

namespace Motion.Blazor.Features.Routing.Pauses;

/// <summary>Deletes a pause that no account needs for its mandatory disposition. Agents who are in it stay paused, without a reason.</summary>
internal sealed class DeletePause(IDbContextFactory<MotionDbContext> databases, ConfigurationChanges changes, AuditLog audit, CurrentUser user)
{
    public async Task<Outcome<bool>> RunAsync(int pauseId, CancellationToken cancellation)
    {
        if (!user.May(this))
            return new Outcome<bool>.NotAllowed();
        await using var database = await databases.CreateDbContextAsync(cancellation);
        await using var transaction = await database.Database.BeginTransactionAsync(cancellation);
        if (await database.Pauses.FirstOrDefaultAsync(p => p.Id == pauseId, cancellation) is not { } pause)
            return new Outcome<bool>.NotFound();
        var accounts = await database.Accounts.Where(a => a.MandatoryPauseId == pauseId).OrderBy(a => a.Name).Select(a => a.Name).ToListAsync(cancellation);
        if (accounts.Count > 0)
            return new Outcome<bool>.Conflict(ConflictReason.PauseInUse, string.Join(", ", accounts));
        await database.AgentStates.Where(s => s.PauseId == pauseId).ExecuteUpdateAsync(set => set.SetProperty(s => s.PauseId, (int?)null), cancellation);
        database.Pauses.Remove(pause);
        audit.Add(database, AuditAction.Deleted, AuditSubject.Pause, pause.Id, pause.Name);
        await database.SaveChangesAsync(cancellation);
        await transaction.CommitAsync(cancellation);
        changes.Publish();
        return new Outcome<bool>.Done(true);
    }
}
