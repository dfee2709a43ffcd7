using System.Collections.Concurrent;

namespace Motion.Blazor.Features.Interactions.Exporting;

/// <summary>A download that a page asked for and a browser fetches; the page shows how far it is and can stop it.</summary>
public sealed class ExportRun(int userId, ExportSource source, bool withBom, int? total, DateTimeOffset askedAt) : IDisposable
{
    private readonly CancellationTokenSource _cancelled = new();
    private int _written;
    private int _fetches;

    public Guid Id { get; } = Guid.CreateVersion7();
    public int UserId => userId;
    public ExportSource Source => source;
    public bool WithBom => withBom;

    /// <summary>How many rows there will be, as far as the page knew; for the progress bar only.</summary>
    public int? Total => total;
    public DateTimeOffset AskedAt => askedAt;
    public int Written => Volatile.Read(ref _written);
    public bool IsEnded { get; private set; }

    /// <summary>All rows went out.</summary>
    public bool IsWhole { get; private set; }
    public CancellationToken Cancelled => _cancelled.Token;

    public void Cancel() => _cancelled.Cancel();

    /// <summary>False for who comes second: one address is fetched once.</summary>
    public bool TryBegin() => Interlocked.Increment(ref _fetches) == 1;

    public void Add(int rows) => Interlocked.Add(ref _written, rows);

    public void End(bool isWhole) => (IsWhole, IsEnded) = (isWhole, true);

    public void Dispose() => _cancelled.Dispose();
}

/// <summary>The downloads under way. In memory: a download does not outlive its connection anyway; <see cref="ExportJob"/> does.</summary>
internal sealed class ExportRuns(TimeProvider time)
{
    private static readonly TimeSpan Forgotten = TimeSpan.FromMinutes(5);
    private readonly ConcurrentDictionary<Guid, ExportRun> _all = new();

    public ExportRun Add(int userId, ExportSource source, bool withBom, int? total)
    {
        var now = time.GetUtcNow();
        foreach (var (id, old) in _all.Where(run => run.Value.IsEnded || (now - run.Value.AskedAt > Forgotten && run.Value.Written == 0)))
        {
            if (_all.TryRemove(id, out _))
                old.Dispose();
        }
        var run = new ExportRun(userId, source, withBom, total, now);
        _all[run.Id] = run;
        return run;
    }

    public ExportRun? Find(Guid id) => _all.GetValueOrDefault(id);
}
