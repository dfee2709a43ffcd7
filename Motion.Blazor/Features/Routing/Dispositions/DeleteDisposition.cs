using Microsoft.EntityFrameworkCore;
using Motion.Blazor.Data;
using Motion.Blazor.Features.Administration.Audit;
using Motion.Blazor.Identity;
using Motion.Blazor.Realtime;
using Motion.Domain.Dispositions;

namespace Motion.Blazor.Features.Routing.Dispositions;

/// <summary>What goes with a disposition.</summary>
/// <param name="Name">Its own name.</param>
/// <param name="Below">How many hang below it.</param>
/// <param name="Interactions">How many conversations ended with it or one below; they keep the name.</param>
internal sealed record DispositionContents(string Name, int Below, int Interactions);

/// <summary>
/// Deletes a level and what hangs below it (product.md section 2). They are retired, not removed: conversations that ended with one
/// keep showing it (docs/decisions/014-retired-dispositions.md).
/// </summary>
internal sealed class DeleteDisposition(
    IDbContextFactory<MotionDbContext> databases, ConfigurationChanges changes, AuditLog audit, CurrentUser user, TimeProvider time)
{
    /// <summary>To be told before the person confirms.</summary>
    public async Task<Outcome<DispositionContents>> CountAsync(int dispositionId, CancellationToken cancellation)
    {
        if (!user.May(this))
            return new Outcome<DispositionContents>.NotAllowed();
        await using var database = await databases.CreateDbContextAsync(cancellation);
        var going = await WithBelowAsync(database, dispositionId, cancellation);
        if (going.Count == 0)
            return new Outcome<DispositionContents>.NotFound();
        var ids = going.Select(d => d.Id).ToHashSet();
        var given = await database.InteractionDispositions.Where(g => ids.Contains(g.DispositionId)).Select(g => g.InteractionId).Distinct().CountAsync(cancellation);
        return new Outcome<DispositionContents>.Done(new DispositionContents(going[0].Name, going.Count - 1, given));
    }

    public async Task<Outcome<int>> RunAsync(int dispositionId, CancellationToken cancellation)
    {
        if (!user.May(this))
            return new Outcome<int>.NotAllowed();
        await using var database = await databases.CreateDbContextAsync(cancellation);
        await using var transaction = await database.Database.BeginTransactionAsync(cancellation);
        var going = await WithBelowAsync(database, dispositionId, cancellation);
        if (going.Count == 0)
            return new Outcome<int>.NotFound();
        if (going[0].System is not null)
            return new Outcome<int>.Conflict(ConflictReason.SystemDisposition, going[0].Name);
        var ids = going.Select(d => (int?)d.Id).ToHashSet();
        if (await database.AccountsWithRowAsync(row => ids.Contains(row.DispositionId), cancellation) is { Count: > 0 } accounts)
            return new Outcome<int>.Conflict(ConflictReason.DispositionInPlan, string.Join(", ", accounts));
        foreach (var disposition in going)
        {
            disposition.RetiredAt = time.GetUtcNow();
            audit.Add(database, AuditAction.Deleted, AuditSubject.Disposition, disposition.Id, disposition.Name);
        }
        await database.SaveChangesAsync(cancellation);
        await transaction.CommitAsync(cancellation);
        changes.Publish();
        return new Outcome<int>.Done(going.Count);
    }

    /// <summary>The disposition itself first; empty when it is not there.</summary>
    private static async Task<List<Disposition>> WithBelowAsync(MotionDbContext database, int dispositionId, CancellationToken cancellation)
    {
        var going = await database.LiveDispositions().Where(d => d.Id == dispositionId).ToListAsync(cancellation);
        for (var level = going; level.Count > 0;)
        {
            var above = level.Select(d => (int?)d.Id).ToHashSet();
            level = await database.LiveDispositions().Where(d => above.Contains(d.ParentId)).ToListAsync(cancellation);
            going.AddRange(level);
        }
        return going;
    }
}
