using Microsoft.EntityFrameworkCore;
using Motion.Blazor.Data;

namespace Motion.Blazor.Features.Desk.Closing;

/// <summary>"First › Second › Third", for a disposition that may be given to an interaction.</summary>
internal sealed class DispositionPaths(IDbContextFactory<MotionDbContext> databases)
{
    /// <summary>Null for a disposition of the system or of another account.</summary>
    public async Task<string?> FindAsync(long interactionId, int dispositionId, CancellationToken cancellation)
    {
        await using var database = await databases.CreateDbContextAsync(cancellation);
        var accountId = await database.Interactions.Where(i => i.Id == interactionId).Select(i => i.AccountId).SingleAsync(cancellation);
        var names = new List<string>();
        for (int? next = dispositionId; next is { } id;)
        {
            var level = await database.Dispositions.AsNoTracking().FirstOrDefaultAsync(disposition => disposition.Id == id
                && disposition.System == null && disposition.RetiredAt == null && (disposition.AccountId == null || disposition.AccountId == accountId), cancellation);
            if (level is null)
                return null;
            names.Insert(0, level.Name);
            next = level.ParentId;
        }
        return string.Join(" › ", names);
    }
}
