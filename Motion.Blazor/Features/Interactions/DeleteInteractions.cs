using Microsoft.EntityFrameworkCore;
using Motion.Blazor.Data;
using Motion.Blazor.Features.Administration.Audit;
using Motion.Blazor.Identity;
using Motion.Blazor.Pipeline;
using Motion.Blazor.Realtime;
using Motion.Domain.Interactions;

namespace Motion.Blazor.Features.Interactions;

/// <summary>Deletes conversations with their messages and files; contacts stay (product.md section 9).</summary>
internal sealed class DeleteInteractions(IDbContextFactory<MotionDbContext> databases, RemoveInteractions remove, AuditLog audit, CurrentUser user)
{
    /// <returns>How many were deleted; those the person may not see do not count.</returns>
    public async Task<Outcome<int>> RunAsync(IReadOnlyCollection<long> ids, CancellationToken cancellation)
    {
        if (!user.MaySupervise())
            return new Outcome<int>.NotAllowed();
        var deleted = 0;
        foreach (var batch in ids.Chunk(RemoveInteractions.BatchSize))
        {
            await using var database = await databases.CreateDbContextAsync(cancellation);
            var mine = await database.InteractionsOf(user).Where(i => batch.Contains(i.Id)).Select(i => new { i.Id, i.CustomerIdentity }).ToListAsync(cancellation);
            await remove.RunAsync(database, [.. mine.Select(i => i.Id)], () =>
            {
                foreach (var interaction in mine)
                    audit.Add(database, AuditAction.Deleted, AuditSubject.Interaction, interaction.Id, interaction.CustomerIdentity);
            }, cancellation);
            deleted += mine.Count;
        }
        return new Outcome<int>.Done(deleted);
    }
}

/// <summary>Takes conversations and all that hangs on them out of the database, then their files from the disk.</summary>
internal sealed partial class RemoveInteractions(MediaStore media, ChangeFeed feed, ILogger<RemoveInteractions> log)
{
    public const int BatchSize = 100;

    /// <param name="database">Used for this alone.</param>
    /// <param name="ids">At most <see cref="BatchSize"/>.</param>
    /// <param name="note">Adds to the same transaction what is to be remembered.</param>
    /// <param name="cancellation">Ends it before the commit.</param>
    public async Task RunAsync(MotionDbContext database, long[] ids, Action note, CancellationToken cancellation)
    {
        if (ids.Length == 0)
            return;
        List<string> files;
        List<Interaction> gone;
        await using (var transaction = await database.Database.BeginTransactionAsync(cancellation))
        {
            var messages = database.Messages.Where(m => ids.Contains(m.InteractionId)).Select(m => m.Id);
            files = await database.Attachments.Where(a => a.Path != null && messages.Contains(a.MessageId)).Select(a => a.Path!).ToListAsync(cancellation);
            files.AddRange(await database.Uploads.Where(u => ids.Contains(u.InteractionId)).Select(u => u.Path).ToListAsync(cancellation));
            gone = await database.Interactions.AsNoTracking().Where(i => ids.Contains(i.Id)).ToListAsync(cancellation);
            await database.DeleteInteractionsAsync(database.Interactions.Where(i => ids.Contains(i.Id)).Select(i => i.Id), cancellation);
            note();
            await database.SaveChangesAsync(cancellation);
            await transaction.CommitAsync(cancellation);
        }
        feed.Publish(gone.SelectMany(Topic.ListsOf).Distinct().Concat(ids.Select(Topic.Interaction)));
        DeleteFiles(files);
    }

    /// <summary>A file that cannot be deleted is worth a line in the log, not a refusal: its row is gone and nothing leads to it.</summary>
    private void DeleteFiles(IEnumerable<string> files)
    {
        foreach (var file in files)
        {
            try
            {
                media.Delete(file);
            }
            catch (Exception trouble) when (trouble is IOException or UnauthorizedAccessException)
            {
                LogLeftBehind(trouble, file);
            }
        }
    }

    [LoggerMessage(LogLevel.Warning, "The media file {File} of a deleted conversation could not be deleted.")]
    private partial void LogLeftBehind(Exception trouble, string file);
}
