using System.Text.Json;
using Microsoft.EntityFrameworkCore;
using Motion.Blazor.Data;
using Motion.Blazor.Realtime;
using Motion.Domain.Messaging;
using Motion.Providers;

namespace Motion.Blazor.Pipeline;

/// <summary>Streams one inbound file from its provider to the data directory, checks its size and hash, and records the outcome.</summary>
internal sealed class MediaFetcher(
    IDbContextFactory<MotionDbContext> databases, AccountDirectory directory, ProviderRegistry providers, MediaStore store, ChangeFeed feed, TimeProvider time,
    ILogger<MediaFetcher> logger)
{
    /// <summary>No provider passes on more (providers.md 3.4: documents, 100 MB).</summary>
    private const long LargestFile = 100L * 1024 * 1024;

    private const int Attempts = 5;

    /// <summary>False when nothing could be done about it for now.</summary>
    public async Task<bool> FetchAsync(long attachmentId, CancellationToken cancellation)
    {
        await using var database = await databases.CreateDbContextAsync(cancellation);
        var message = await database.Messages.Include(m => m.Attachment).SingleAsync(m => m.Attachment!.Id == attachmentId, cancellation);
        var file = message.Attachment!;
        if (await directory.FindAsync(message.AccountId) is not { } account)
            return false;
        try
        {
            var source = JsonSerializer.Deserialize<MediaSource>(file.Source!)!;
            await using var download = await providers.For(account.Type).OpenMediaAsync(source, account.Credentials, cancellation);
            var head = await StoreAsync(file, download, cancellation);
            ShowAsWhatItIs(message, file.MimeType, head);
            await ShowCardsAsync(message, file, cancellation);
        }
        catch (Exception exception) when (exception is OutsideFailureException or HttpRequestException or IOException or InvalidDataException)
        {
            logger.LogWarning(exception, "Attachment {AttachmentId} could not be fetched (attempt {Attempt}).", file.Id, file.Attempts + 1);
            Fail(file, exception);
        }
        await database.SaveChangesAsync(cancellation);
        feed.Publish(Topic.Interaction(message.InteractionId));
        return true;
    }

    /// <summary>A provider that tells no type (Sinch) leaves it to the bytes what a file is shown as.</summary>
    private static void ShowAsWhatItIs(Message message, string mimeType, byte[] head)
    {
        if (message.Kind != MessageKind.Document || JsonSerializer.Deserialize<MessageContent>(message.Content) is not MediaContent { MimeType: null } content)
            return;
        message.Kind = mimeType.Split('/')[0] switch
        {
            "image" => MediaType.IsSticker(head) ? MessageKind.Sticker : MessageKind.Image,
            "video" => MessageKind.Video,
            "audio" => MessageKind.Audio,
            _ => MessageKind.Document,
        };
        message.Content = JsonSerializer.Serialize<MessageContent>(content with { Media = message.Kind });
    }

    /// <summary>Contact cards come as a file where the provider knows them as nothing else (Twilio); people see the cards.</summary>
    private async Task ShowCardsAsync(Message message, Attachment file, CancellationToken cancellation)
    {
        if (message.Kind != MessageKind.Document || file.MimeType != VCard.MimeType || file.Size > VCard.LargestFile
            || store.Find(file.Path!) is not { } stored)
            return;
        var cards = VCard.Read(await File.ReadAllTextAsync(stored.FullName, cancellation));
        if (cards.Count == 0)
            return;
        var content = new ContactsContent(cards);
        message.Kind = content.Kind;
        message.Body = content.Summary;
        message.Content = JsonSerializer.Serialize<MessageContent>(content);
    }

    /// <summary>The first bytes of what was stored.</summary>
    private async Task<byte[]> StoreAsync(Attachment file, MediaDownload download, CancellationToken cancellation)
    {
        if (download.Length > LargestFile)
            throw new FileTooLargeException(LargestFile);
        var written = await store.WriteAsync(download.Content, LargestFile, cancellation);
        if (download.Sha256 is { } expected && !string.Equals(expected, written.Sha256, StringComparison.OrdinalIgnoreCase))
        {
            store.Delete(written.Path);
            throw new InvalidDataException("The file's SHA-256 is not the one the provider gave.");
        }
        file.MimeType = MediaType.Of(written.Head) ?? download.MimeType ?? file.MimeType;
        file.Size = written.Size;
        file.Sha256 = written.Sha256;
        file.Path = written.Path;
        file.State = AttachmentState.Stored;
        file.Error = null;
        file.NextAttemptAt = null;
        return written.Head;
    }

    private void Fail(Attachment file, Exception exception)
    {
        file.Attempts++;
        var final = exception is FileTooLargeException or OutsideFailureException { Failure.Retry: RetryAdvice.Never } || file.Attempts >= Attempts;
        file.State = final ? AttachmentState.Failed : AttachmentState.Pending;
        file.NextAttemptAt = final ? null : time.GetUtcNow() + TimeSpan.FromSeconds(Math.Pow(4, file.Attempts));
        file.Error = exception.Message.Length > 1000 ? exception.Message[..1000] : exception.Message;
    }
}
