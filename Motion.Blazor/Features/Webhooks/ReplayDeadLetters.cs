using Microsoft.EntityFrameworkCore;
using Motion.Blazor.Data;
using Motion.Blazor.Features.Administration.Audit;
using Motion.Blazor.Identity;
using Motion.Blazor.Pipeline;

namespace Motion.Blazor.Features.Webhooks;

/// <summary>What came of a replay, in dead letters.</summary>
/// <param name="Understood">No part of their webhook is left over any more.</param>
/// <param name="StillDead">Parts of their webhook became new dead letters.</param>
/// <param name="Unfinished">Their webhook is still being worked off.</param>
/// <param name="Gone">The letter or its webhook is no longer kept.</param>
public sealed record ReplayResult(int Understood, int StillDead, int Unfinished, int Gone);

/// <summary>
/// Works dead letters' whole payloads through again, e.g. after an update that understands them (product.md section 5, step 0). What
/// was done the first time is recognised and skipped; a part that still cannot be understood becomes a new dead letter.
/// </summary>
internal sealed class ReplayDeadLetters(IDbContextFactory<MotionDbContext> databases, PayloadDispatcher dispatcher, AuditLog audit, CurrentUser user, TimeProvider time)
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(20);
    private static readonly TimeSpan LookAgain = TimeSpan.FromMilliseconds(50);

    /// <param name="letterIds">Which; several of one payload replay it once.</param>
    /// <param name="progress">Told how many of them are through.</param>
    /// <param name="cancellation">Ends the waiting and leaves the rest as it is.</param>
    public async Task<Outcome<ReplayResult>> RunAsync(IReadOnlyCollection<long> letterIds, Action<int>? progress, CancellationToken cancellation)
    {
        if (!user.May(this))
            return new Outcome<ReplayResult>.NotAllowed();
        List<IGrouping<long, long>> payloads;
        await using (var database = await databases.CreateDbContextAsync(cancellation))
        {
            payloads = [.. (await database.DeadLetters.Where(letter => letterIds.Contains(letter.Id))
                .Select(letter => new { letter.Id, letter.InboxPayloadId }).ToListAsync(cancellation))
                .GroupBy(letter => letter.InboxPayloadId, letter => letter.Id)
                // As they once came: what a customer wrote first is understood first.
                .OrderBy(letters => letters.Key)];
        }
        var through = letterIds.Count - payloads.Sum(letters => letters.Count());
        var result = new ReplayResult(0, 0, 0, Gone: through);
        foreach (var letters in payloads)
        {
            var count = letters.Count();
            result = await ReplayAsync(letters.Key, [.. letters], cancellation) switch
            {
                Replayed.Understood => result with { Understood = result.Understood + count },
                Replayed.StillDead => result with { StillDead = result.StillDead + count },
                Replayed.Unfinished => result with { Unfinished = result.Unfinished + count },
                Replayed.Gone => result with { Gone = result.Gone + count },
            };
            progress?.Invoke(through += count);
        }
        await using var log = await databases.CreateDbContextAsync(cancellation);
        audit.Add(log, AuditAction.Replayed, AuditSubject.DeadLetter, letterIds.Count == 1 ? letterIds.First() : null, string.Join(", ", letterIds));
        await log.SaveChangesAsync(cancellation);
        return new Outcome<ReplayResult>.Done(result);
    }

    private async Task<Replayed> ReplayAsync(long payloadId, IReadOnlyList<long> letterIds, CancellationToken cancellation)
    {
        await using var database = await databases.CreateDbContextAsync(cancellation);
        if (await database.Inbox.AsNoTracking().FirstOrDefaultAsync(payload => payload.Id == payloadId, cancellation) is not { } payload)
            return Replayed.Gone;
        var newest = await database.DeadLetters.MaxAsync(letter => letter.Id, cancellation);
        var now = time.GetUtcNow();
        await database.DeadLetters.Where(letter => letterIds.Contains(letter.Id))
            .ExecuteUpdateAsync(letter => letter.SetProperty(l => l.ReplayedAt, now), cancellation);
        dispatcher.Dispatch(payload);

        var started = time.GetTimestamp();
        while (!await database.Inbox.AnyAsync(done => done.Id == payloadId && done.DoneAt >= now, cancellation))
        {
            if (time.GetElapsedTime(started) > Patience)
                return Replayed.Unfinished;
            await Task.Delay(LookAgain, time, cancellation);
        }
        return await database.DeadLetters.AnyAsync(letter => letter.InboxPayloadId == payloadId && letter.Id > newest, cancellation)
            ? Replayed.StillDead
            : Replayed.Understood;
    }

    private enum Replayed
    {
        Understood,
        StillDead,
        Unfinished,
        Gone,
    }
}
