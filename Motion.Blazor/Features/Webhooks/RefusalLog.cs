using System.Collections.Concurrent;
using Microsoft.EntityFrameworkCore;
using Motion.Blazor.Data;
using Motion.Blazor.Pipeline;

namespace Motion.Blazor.Features.Webhooks;

/// <summary>
/// The refusal log: one line per request that was turned away, and nothing of what it said. Of a flood only the first lines of each
/// minute and account are listed; one more counts the rest, so that nobody can fill the disk from outside.
/// </summary>
internal sealed class RefusalLog(IDbContextFactory<MotionDbContext> databases, TimeProvider time)
{
    public const int LinesAMinute = 20;

    private const int LongestReason = 500;
    private static readonly TimeSpan BetweenCounts = TimeSpan.FromSeconds(1);

    // One for each account, and one for addresses of no account (0).
    private readonly ConcurrentDictionary<int, Minute> _minutes = new();

    public async Task WriteAsync(int? accountId, int statusCode, string reason, HttpContext http)
    {
        var now = time.GetUtcNow();
        var minute = _minutes.AddOrUpdate(accountId ?? 0, _ => new Minute(now), (_, present) => present.Holds(now) ? present : new Minute(now, present));
        if (minute.TakeLine())
        {
            await AddAsync(accountId, now, statusCode, reason.Length > LongestReason ? reason[..LongestReason] : reason, http);
            return;
        }
        minute.CountOne();
        await CountAsync(minute, accountId, statusCode, now, http);
    }

    /// <summary>Writes down what was counted since the last line; for the job that knows when a flood is over.</summary>
    public async Task FlushAsync(CancellationToken cancellation)
    {
        foreach (var minute in _minutes.Values)
            await WriteCountAsync(minute, cancellation);
    }

    private async Task CountAsync(Minute minute, int? accountId, int statusCode, DateTimeOffset now, HttpContext http)
    {
        if (!minute.IsTimeToWrite(now, BetweenCounts))
            return;
        if (minute.RowId == 0)
            minute.RowId = await AddAsync(accountId, now, statusCode, "More requests were turned away in this minute than are listed one by one.", http, times: 0);
        await WriteCountAsync(minute, http.RequestAborted);
    }

    private async Task WriteCountAsync(Minute minute, CancellationToken cancellation)
    {
        foreach (var counted in minute.AndBefore())
        {
            if (counted.RowId == 0 || counted.TakeCount() is not (> 0 and var count))
                continue;
            await using var database = await databases.CreateDbContextAsync(cancellation);
            await database.RefusedWebhooks.Where(row => row.Id == counted.RowId)
                .ExecuteUpdateAsync(row => row.SetProperty(r => r.Times, r => r.Times + count), cancellation);
        }
    }

    private async Task<long> AddAsync(int? accountId, DateTimeOffset now, int statusCode, string reason, HttpContext http, int times = 1)
    {
        await using var database = await databases.CreateDbContextAsync(http.RequestAborted);
        var row = new RefusedWebhook
        {
            AccountId = accountId,
            At = now,
            StatusCode = statusCode,
            Reason = reason,
            RemoteAddress = http.Connection.RemoteIpAddress?.ToString(),
            Times = times,
        };
        database.RefusedWebhooks.Add(row);
        await database.SaveChangesAsync(http.RequestAborted);
        return row.Id;
    }

    /// <summary>What was turned away of one account in one minute. Its counts are written by whoever comes next, so the one before is kept.</summary>
    private sealed class Minute(DateTimeOffset begunAt, Minute? before = null)
    {
        private Minute? _before = before?.Alone();
        private int _lines;
        private int _uncounted;
        private long _writtenAt;

        public long RowId { get; set; }

        public bool Holds(DateTimeOffset now) => now - begunAt < TimeSpan.FromMinutes(1);

        public bool TakeLine() => Interlocked.Increment(ref _lines) <= LinesAMinute;

        public void CountOne() => Interlocked.Increment(ref _uncounted);

        public int TakeCount() => Interlocked.Exchange(ref _uncounted, 0);

        /// <summary>True for one request at a time.</summary>
        public bool IsTimeToWrite(DateTimeOffset now, TimeSpan between)
        {
            var written = Interlocked.Read(ref _writtenAt);
            return now.UtcTicks - written >= between.Ticks && Interlocked.CompareExchange(ref _writtenAt, now.UtcTicks, written) == written;
        }

        public IEnumerable<Minute> AndBefore()
        {
            if (Interlocked.Exchange(ref _before, null) is { } earlier)
                yield return earlier;
            yield return this;
        }

        private Minute Alone()
        {
            _before = null;
            return this;
        }
    }
}
