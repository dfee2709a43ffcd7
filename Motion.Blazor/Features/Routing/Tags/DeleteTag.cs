using Microsoft.EntityFrameworkCore;
using Motion.Blazor.Data;
using Motion.Blazor.Features.Administration.Audit;
using Motion.Blazor.Identity;
using Motion.Blazor.Realtime;

namespace Motion.Blazor.Features.Routing.Tags;

/// <summary>Deletes a tag that no plan uses; it goes from the conversations that bear it.</summary>
internal sealed class DeleteTag(IDbContextFactory<MotionDbContext> databases, ConfigurationChanges changes, AuditLog audit, CurrentUser user)
{
    public async Task<Outcome<bool>> RunAsync(int tagId, CancellationToken cancellation)
    {
        if (!user.May(this))
            return new Outcome<bool>.NotAllowed();
        await using var database = await databases.CreateDbContextAsync(cancellation);
        await using var transaction = await database.Database.BeginTransactionAsync(cancellation);
        if (await database.Tags.FirstOrDefaultAsync(t => t.Id == tagId, cancellation) is not { } tag)
            return new Outcome<bool>.NotFound();
        if (await database.AccountsWithRowAsync(row => row.TagId == tagId, cancellation) is { Count: > 0 } accounts)
            return new Outcome<bool>.Conflict(ConflictReason.TagInPlan, string.Join(", ", accounts));
        await database.InteractionTags.Where(on => on.TagId == tagId).ExecuteDeleteAsync(cancellation);
        database.Tags.Remove(tag);
        audit.Add(database, AuditAction.Deleted, AuditSubject.Tag, tag.Id, tag.Name);
        await database.SaveChangesAsync(cancellation);
        await transaction.CommitAsync(cancellation);
        changes.Publish();
        return new Outcome<bool>.Done(true);
    }
}
