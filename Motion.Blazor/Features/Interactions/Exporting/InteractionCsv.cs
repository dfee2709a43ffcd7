using System.Globalization;
using CsvHelper;
using Motion.Blazor.Features.Interactions.Search;
using Motion.Domain.Interactions;
using Motion.Domain.Messaging;

namespace Motion.Blazor.Features.Interactions.Exporting;

/// <summary>One row per interaction; the names of the columns are those of the API, so that programs can rely on them.</summary>
internal sealed class InteractionCsv : IAsyncDisposable
{
    private static readonly string[] Columns =
    [
        "id", "contact", "phone", "mobile", "account", "accountKey", "startedAt", "lastMessageAt", "lastDirection", "closedAt", "status", "read",
        "agent", "queue", "tags", "disposition", "dispositionAt", "messages", "acceptedWait",
    ];

    private readonly CsvWriter _csv;
    private readonly TimeZoneInfo _zone;

    public InteractionCsv(Stream to, bool withBom, string? timeZone)
    {
        _zone = timeZone is not null && TimeZoneInfo.TryFindSystemTimeZoneById(timeZone, out var zone) ? zone : TimeZoneInfo.Utc;
        _csv = CsvWriter.Create(to, new CsvWriterOptions
        {
            WriteByteOrderMark = withBom,
            // A cell that a spreadsheet would take for a formula gets an apostrophe in front: customers choose their own names.
            Injection = CsvInjection.Escape,
        }, leaveOpen: true);
    }

    public async Task WriteHeadAsync()
    {
        foreach (var column in Columns)
            _csv.WriteField(column);
        await _csv.EndRecordAsync();
    }

    public async Task WriteAsync(IReadOnlyList<InteractionRow> rows)
    {
        foreach (var row in rows)
        {
            Write(row);
            await _csv.EndRecordAsync();
        }
        await _csv.FlushAsync();
    }

    public ValueTask DisposeAsync() => _csv.DisposeAsync();

    private void Write(InteractionRow row)
    {
        var given = row.Dispositions.Count > 0 ? row.Dispositions[^1] : null;
        _csv.WriteField(row.Id, default, CultureInfo.InvariantCulture);
        _csv.WriteField($"{row.FirstName} {row.LastName}".Trim());
        _csv.WriteField(row.Phone);
        _csv.WriteField(row.Mobile);
        _csv.WriteField(row.AccountName);
        _csv.WriteField(row.AccountKey);
        _csv.WriteField(Time(row.StartedAt));
        _csv.WriteField(Time(row.LastMessageAt));
        _csv.WriteField(row.LastDirection == MessageDirection.In ? "in" : "out");
        _csv.WriteField(row.ClosedAt is { } closedAt ? Time(closedAt) : null);
        _csv.WriteField(row.Status == InteractionStatus.Open ? "open" : "closed");
        _csv.WriteField(row.IsRead ? "read" : "unread");
        _csv.WriteField(row.AgentName);
        _csv.WriteField(row.QueueName);
        _csv.WriteField(string.Join(", ", row.Tags.Select(tag => tag.Name)));
        _csv.WriteField(given is null ? null : string.Join(" › ", given.Path));
        _csv.WriteField(given is null ? null : Time(given.GivenAt));
        _csv.WriteField(row.MessageCount, default, CultureInfo.InvariantCulture);
        _csv.WriteField(row.AcceptedWait, default);
    }

    private string Time(DateTimeOffset at)
    {
        var local = TimeZoneInfo.ConvertTime(at, _zone);
        return local.ToString(local.Offset == TimeSpan.Zero ? "yyyy-MM-dd'T'HH:mm:ss'Z'" : "yyyy-MM-dd'T'HH:mm:sszzz", CultureInfo.InvariantCulture);
    }
}
