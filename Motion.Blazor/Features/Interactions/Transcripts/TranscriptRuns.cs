using System.Collections.Concurrent;
using Microsoft.EntityFrameworkCore;
using Motion.Blazor.Data;
using Motion.Blazor.Features.Administration.Audit;
using Motion.Blazor.Identity;

namespace Motion.Blazor.Features.Interactions.Transcripts;

/// <summary>A zip that a page asked for and a browser fetches, once.</summary>
internal sealed record TranscriptRun(int UserId, IReadOnlyList<long> Ids, bool WithFiles, string Language, DateTimeOffset AskedAt);

internal sealed class TranscriptRuns(TimeProvider time)
{
    private static readonly TimeSpan Forgotten = TimeSpan.FromMinutes(5);
    private readonly ConcurrentDictionary<Guid, TranscriptRun> _all = new();

    public Guid Add(int userId, IReadOnlyList<long> ids, bool withFiles, string language)
    {
        var now = time.GetUtcNow();
        foreach (var old in _all.Where(run => now - run.Value.AskedAt > Forgotten))
            _all.TryRemove(old);
        var id = Guid.NewGuid();
        _all[id] = new TranscriptRun(userId, ids, withFiles, language, now);
        return id;
    }

    public TranscriptRun? Take(Guid id) => _all.TryRemove(id, out var run) ? run : null;
}

/// <summary>Asks for the transcripts of some conversations; every one is written down (product.md section 9, Download).</summary>
internal sealed class DownloadTranscripts(IDbContextFactory<MotionDbContext> databases, TranscriptRuns runs, AuditLog audit, CurrentUser user)
{
    /// <summary>Most conversations in one zip.</summary>
    public const int Most = 1000;

    /// <returns>Where the browser fetches it.</returns>
    public async Task<Outcome<string>> BeginAsync(IReadOnlyList<long> ids, bool withFiles, string language, CancellationToken cancellation)
    {
        if (user.PersonId is not { } userId)
            return new Outcome<string>.NotAllowed();
        await using var database = await databases.CreateDbContextAsync(cancellation);
        var wanted = ids.Take(Most).ToArray();
        var mine = await database.InteractionsOf(user).Where(i => wanted.Contains(i.Id)).Select(i => new { i.Id, i.CustomerIdentity }).ToListAsync(cancellation);
        if (mine.Count == 0)
            return new Outcome<string>.NotFound();
        foreach (var interaction in mine)
        {
            audit.Add(database, AuditAction.Downloaded, AuditSubject.Interaction, interaction.Id, interaction.CustomerIdentity,
                after: new Dictionary<string, object?>(StringComparer.Ordinal) { ["attachments"] = withFiles });
        }
        await database.SaveChangesAsync(cancellation);
        return new Outcome<string>.Done($"/interactions/transcripts/{runs.Add(userId, [.. mine.Select(i => i.Id)], withFiles, language):N}");
    }
}
