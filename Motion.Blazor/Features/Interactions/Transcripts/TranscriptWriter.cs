using System.Globalization;
using System.IO.Compression;
using System.Runtime.CompilerServices;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Localization;
using Motion.Blazor.Data;
using Motion.Blazor.Features.Interactions.Search;
using Motion.Blazor.Pipeline;
using Motion.Domain.Messaging;

namespace Motion.Blazor.Features.Interactions.Transcripts;

/// <summary>
/// Writes transcripts into a zip as they are read: a page to read and print, the same as JSON, and the files if they are wanted. Nothing is
/// held in memory but one batch of messages.
/// </summary>
internal sealed class TranscriptWriter(
    IDbContextFactory<MotionDbContext> databases, ReadInteractionRows rows, MediaStore media, IStringLocalizer<InteractionsWords> words)
{
    private const int BatchSize = 200;
    private const int BufferSize = 16 * 1024;

    private static readonly JsonSerializerOptions Json = new(JsonSerializerDefaults.Web) { WriteIndented = true, Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    public async Task WriteAsync(IReadOnlyList<long> ids, bool withFiles, Stream to, CancellationToken cancellation)
    {
        await using var answer = new HeldBackStream(to);
        await using var zip = await ZipArchive.CreateAsync(answer, ZipArchiveMode.Create, leaveOpen: true, Encoding.UTF8, cancellation);
        foreach (var id in ids)
        {
            if ((await rows.RunAsync([id], cancellation)).FirstOrDefault() is not { } row)
                continue;
            // A single transcript lies at the top; several have a folder each.
            var folder = ids.Count == 1 ? "" : string.Create(CultureInfo.InvariantCulture, $"{id}/");
            await WriteHtmlAsync(zip, folder, row, withFiles, cancellation);
            await WriteJsonAsync(zip, folder, row, withFiles, cancellation);
            if (withFiles)
                await WriteFilesAsync(zip, folder, row.Id, cancellation);
        }
    }

    private async Task WriteHtmlAsync(ZipArchive zip, string folder, InteractionRow row, bool withFiles, CancellationToken cancellation)
    {
        await using var entry = await zip.CreateEntry($"{folder}transcript.html").OpenAsync(cancellation);
        await using var html = new StreamWriter(entry, new UTF8Encoding(false), BufferSize, leaveOpen: true);
        await html.WriteAsync(TranscriptHtml.Head(row, words));
        await foreach (var message in MessagesAsync(row.Id, withFiles, cancellation))
            await html.WriteAsync(TranscriptHtml.Message(message, row, words));
        await html.WriteAsync(TranscriptHtml.Foot);
    }

    private async Task WriteJsonAsync(ZipArchive zip, string folder, InteractionRow row, bool withFiles, CancellationToken cancellation)
    {
        await using var entry = await zip.CreateEntry($"{folder}transcript.json").OpenAsync(cancellation);
        await using var json = new StreamWriter(entry, new UTF8Encoding(false), BufferSize, leaveOpen: true);
        var head = new
        {
            row.Id,
            contact = new { row.FirstName, row.LastName, row.Phone, row.Mobile },
            account = row.AccountName,
            status = TranscriptMessage.WireName(row.Status),
            row.StartedAt,
            row.LastMessageAt,
            row.ClosedAt,
            agent = row.AgentName,
            queue = row.QueueName,
            tags = row.Tags.Select(tag => tag.Name),
            dispositions = row.Dispositions.Select(given => new { given.Path, given.GivenAt, given.AgentName }),
        };
        await json.WriteAsync($"{{\n\"interaction\": {JsonSerializer.Serialize(head, Json)},\n\"messages\": [");
        var separator = "\n";
        await foreach (var message in MessagesAsync(row.Id, withFiles, cancellation))
        {
            await json.WriteAsync(separator + JsonSerializer.Serialize(message, Json));
            separator = ",\n";
        }
        await json.WriteAsync("\n]\n}\n");
    }

    private async Task WriteFilesAsync(ZipArchive zip, string folder, long interactionId, CancellationToken cancellation)
    {
        await foreach (var message in MessagesAsync(interactionId, withFiles: true, cancellation))
        {
            if (message.Attachment is not { Path: { } path, Stored: { } stored } || media.Find(stored) is not { } file)
                continue;
            // Pictures and sound are packed already.
            await using var entry = await zip.CreateEntry($"{folder}{path}", CompressionLevel.NoCompression).OpenAsync(cancellation);
            await using var from = file.OpenRead();
            await from.CopyToAsync(entry, cancellation);
        }
    }

    private async IAsyncEnumerable<TranscriptMessage> MessagesAsync(long interactionId, bool withFiles, [EnumeratorCancellation] CancellationToken cancellation)
    {
        await using var database = await databases.CreateDbContextAsync(cancellation);
        (DateTimeOffset At, long Id) last = (DateTimeOffset.MinValue, 0);
        while (true)
        {
            var (at, id) = last;
            var batch = await (
                from m in database.Messages.AsNoTracking().Include(m => m.Attachment)
                where m.InteractionId == interactionId && m.Kind != MessageKind.Reaction && (m.CreatedAt > at || (m.CreatedAt == at && m.Id > id))
                join author in database.Users on m.AuthorId equals author.Id into authors
                from author in authors.DefaultIfEmpty()
                orderby m.CreatedAt, m.Id
                select new { Message = m, Author = author == null ? null : author.FullName }).Take(BatchSize).ToListAsync(cancellation);
            foreach (var found in batch)
                yield return Of(found.Message, found.Author, withFiles);
            if (batch.Count < BatchSize)
                yield break;
            last = (batch[^1].Message.CreatedAt, batch[^1].Message.Id);
        }
    }

    private TranscriptMessage Of(Message message, string? author, bool withFiles)
    {
        var isDeleted = message.RevokedAt is not null;
        var file = isDeleted ? null : message.Attachment;
        var isThere = withFiles && file is { State: AttachmentState.Stored, Path: { } stored } && media.Find(stored) is not null;
        return new TranscriptMessage(
            message.Id, TranscriptMessage.WireName(message.Direction), TranscriptMessage.WireName(message.Kind), message.CreatedAt, author,
            isDeleted ? "" : message.Body, message.Status is { } status ? TranscriptMessage.WireName(status) : null,
            message.Direction == MessageDirection.Note, isDeleted, message.EditedAt,
            file is null ? null : new TranscriptFile(file.FileName, file.MimeType, file.Size, isThere ? NameOf(message.Id, file) : null) { Stored = file.Path })
        {
            Way = message.Direction,
        };
    }

    /// <summary>The number keeps names apart; what a file system may not like is taken out.</summary>
    private static string NameOf(long messageId, Attachment file)
    {
        var name = string.Concat((file.FileName ?? "file").Select(c => char.IsLetterOrDigit(c) || c is '.' or '-' or '_' or ' ' ? c : '_')).Trim(' ', '.');
        return string.Create(CultureInfo.InvariantCulture, $"attachments/{messageId}-{(name.Length == 0 ? "file" : name.Length > 120 ? name[^120..] : name)}");
    }
}
