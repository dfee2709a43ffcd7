using Microsoft.EntityFrameworkCore;
using Motion.Blazor.Data;
using Motion.Blazor.Pipeline;
using Motion.Domain.Messaging;

namespace Motion.Blazor.Features.Desk.Files;

/// <summary>Clears away files that were handed in and not sent: one the agent took out again, or all that nobody sent within a day.</summary>
internal sealed class DiscardUploads(IDbContextFactory<MotionDbContext> databases, MediaStore store, TimeProvider time)
{
    private static readonly TimeSpan Kept = TimeSpan.FromDays(1);

    public async Task HandleAsync(int userId, Guid uploadId, CancellationToken cancellation)
    {
        await using var database = await databases.CreateDbContextAsync(cancellation);
        await DeleteAsync(database, database.Uploads.Where(u => u.Id == uploadId
            && database.InteractionsOf(userId).Any(i => i.Id == u.InteractionId)), cancellation);
    }

    public async Task DiscardForgottenAsync(CancellationToken cancellation)
    {
        var before = time.GetUtcNow() - Kept;
        await using var database = await databases.CreateDbContextAsync(cancellation);
        await DeleteAsync(database, database.Uploads.Where(u => u.UploadedAt < before), cancellation);
    }

    private async Task DeleteAsync(MotionDbContext database, IQueryable<Upload> uploads, CancellationToken cancellation)
    {
        foreach (var upload in await uploads.AsNoTracking().Select(u => new { u.Id, u.Path }).ToListAsync(cancellation))
        {
            // The row first: a message that takes the file at this very moment has deleted it already, and the file is that message's.
            if (await database.Uploads.Where(u => u.Id == upload.Id).ExecuteDeleteAsync(cancellation) == 1)
                store.Delete(upload.Path);
        }
    }
}
