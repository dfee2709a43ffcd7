using Microsoft.EntityFrameworkCore;
using Motion.Blazor.Data;
using Motion.Blazor.Features.Administration.Settings;
using Motion.Blazor.Identity;
using Motion.Blazor.Pipeline;
using Motion.Domain.Interactions;
using Motion.Domain.Messaging;
using Motion.Providers;

namespace Motion.Blazor.Features.Desk.Files;

/// <summary>What became of a file that was handed in; <paramref name="Limit"/> is in bytes and belongs to <see cref="DeskRefusal.FileTooLarge"/>.</summary>
internal sealed record UploadOutcome(Upload? Upload, DeskRefusal? Refusal = null, long Limit = 0);

/// <summary>Takes a file in for a conversation, straight to the disk; it leaves with the message that names it.</summary>
internal sealed class UploadFile(
    IDbContextFactory<MotionDbContext> databases, MediaStore store, AccountDirectory directory, ProviderRegistry providers,
    SystemSettings settings, CurrentUser user, TimeProvider time)
{
    /// <summary>What the setting of the attachment limit can be at most, in bytes (product.md section 8: 1…25 MB).</summary>
    public const long LargestFile = SettingFields.LargestAttachment * 1024L * 1024;

    /// <summary>The largest file of any kind that can be sent at a provider; 0 when it takes none.</summary>
    /// <param name="abilities">What the provider takes.</param>
    /// <param name="largest">The largest file an agent may hand in, whatever the provider takes (product.md section 8).</param>
    public static long LimitOf(ProviderCapabilities abilities, long largest) => Math.Min(largest, abilities.MediaLimits.Values.DefaultIfEmpty(0).Max());

    /// <param name="interactionId">The conversation.</param>
    /// <param name="fileName">As the sender's machine calls it.</param>
    /// <param name="announced">Bytes announced, or null.</param>
    /// <param name="bytes">The file, read once.</param>
    /// <param name="cancellation">Ends the taking in; nothing stays.</param>
    public async Task<UploadOutcome> HandleAsync(long interactionId, string? fileName, long? announced, Stream bytes, CancellationToken cancellation)
    {
        await using var database = await databases.CreateDbContextAsync(cancellation);
        var found = user.PersonId is { } userId
            ? await database.InteractionsOf(userId).AsNoTracking().FirstOrDefaultAsync(i => i.Id == interactionId, cancellation)
            : user.IsAdministrator ? await database.Interactions.AsNoTracking().FirstOrDefaultAsync(i => i.Id == interactionId, cancellation) : null;
        if (found is null || await directory.FindAsync(found.AccountId) is not { } account)
            return new UploadOutcome(null, DeskRefusal.NotFound);
        if (found.Status == InteractionStatus.Closed)
            return new UploadOutcome(null, DeskRefusal.AlreadyClosed);

        var abilities = providers.For(account.Type).CapabilitiesOf(account.Credentials);
        var limit = LimitOf(abilities, settings.Current.AttachmentLimit);
        if (limit == 0)
            return new UploadOutcome(null, DeskRefusal.NotSupported);
        if (announced > limit)
            return new UploadOutcome(null, DeskRefusal.FileTooLarge, limit);

        WrittenFile written;
        try
        {
            written = await store.WriteAsync(bytes, limit, cancellation);
        }
        catch (FileTooLargeException)
        {
            return new UploadOutcome(null, DeskRefusal.FileTooLarge, limit);
        }
        return await KeepAsync(database, interactionId, FileNames.Clean(fileName), written, abilities, cancellation);
    }

    private async Task<UploadOutcome> KeepAsync(
        MotionDbContext database, long interactionId, string? fileName, WrittenFile written, ProviderCapabilities abilities, CancellationToken cancellation)
    {
        var mimeType = OutgoingFile.TypeOf(written.Head, fileName);
        if (written.Size == 0 || OutgoingFile.KindOf(mimeType, written.Head, written.Size, abilities) is not { } kind)
        {
            store.Delete(written.Path);
            return written.Size == 0
                ? new UploadOutcome(null, DeskRefusal.Empty)
                : new UploadOutcome(null, DeskRefusal.FileTooLarge, abilities.MediaLimits.GetValueOrDefault(MessageKind.Document));
        }
        var upload = new Upload
        {
            Id = Guid.CreateVersion7(),
            InteractionId = interactionId,
            Kind = kind,
            MimeType = mimeType,
            FileName = fileName,
            Size = written.Size,
            Sha256 = written.Sha256,
            Path = written.Path,
            UploadedAt = time.GetUtcNow(),
        };
        database.Uploads.Add(upload);
        try
        {
            await database.SaveChangesAsync(cancellation);
        }
        catch
        {
            store.Delete(written.Path);
            throw;
        }
        return new UploadOutcome(upload);
    }
}
