using System.Text.Encodings.Web;
using System.Text.Json;
using Microsoft.EntityFrameworkCore;
using Motion.Blazor.Data;

namespace Motion.Blazor.Features.Interactions.Logs;

/// <summary>
/// Carries the timelines over into the log files (product.md section 9): one line of JSON per entry. The place reached is kept beside the
/// files; after a crash in between, lines may stand there twice, with the same <c>entry</c>, and none is missing.
/// </summary>
internal sealed class WriteInteractionLogs(IDbContextFactory<MotionDbContext> databases, InteractionLogFiles files, TimeProvider time)
{
    private const int BatchSize = 1000;

    /// <summary>Numbers are given before a transaction commits: younger entries may still be overtaken by lower numbers.</summary>
    private static readonly TimeSpan Settled = TimeSpan.FromSeconds(5);

    private static readonly JsonSerializerOptions Json = new(JsonSerializerDefaults.Web) { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    public async Task RunAsync(CancellationToken cancellation)
    {
        await using var database = await databases.CreateDbContextAsync(cancellation);
        while (await WriteBatchAsync(database, cancellation) == BatchSize)
        {
        }
    }

    private async Task<int> WriteBatchAsync(MotionDbContext database, CancellationToken cancellation)
    {
        var last = files.ReadCursor();
        var horizon = time.GetUtcNow() - Settled;
        var batch = await (
            from entry in database.Timeline.AsNoTracking()
            where entry.Id > last && entry.At <= horizon
            join interaction in database.Interactions on entry.InteractionId equals interaction.Id
            join account in database.Accounts on interaction.AccountId equals account.Id
            join person in database.Users on entry.UserId equals person.Id into people
            from person in people.DefaultIfEmpty()
            join queue in database.Queues on entry.QueueId equals queue.Id into queues
            from queue in queues.DefaultIfEmpty()
            orderby entry.Id
            select new
            {
                Entry = entry,
                interaction.ContactId,
                Channel = account.NormalizedKey,
                Agent = person == null ? null : person.FullName,
                Queue = queue == null ? null : queue.Name,
            }).Take(BatchSize).ToListAsync(cancellation);
        foreach (var file in batch.GroupBy(line => files.PathOf(line.Channel, DateOnly.FromDateTime(line.Entry.At.UtcDateTime))))
        {
            await File.AppendAllLinesAsync(file.Key, file.Select(line => JsonSerializer.Serialize(new
            {
                entry = line.Entry.Id,
                at = line.Entry.At,
                channel = line.Channel,
                interaction = line.Entry.InteractionId,
                contact = line.ContactId,
                what = JsonNamingPolicy.CamelCase.ConvertName(line.Entry.Kind.ToString()),
                agent = line.Agent,
                queue = line.Queue,
                number = line.Entry.Number,
                text = line.Entry.Text,
            }, Json)), cancellation);
        }
        if (batch.Count > 0)
            files.WriteCursor(batch[^1].Entry.Id);
        return batch.Count;
    }
}
