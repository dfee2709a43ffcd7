using Microsoft.EntityFrameworkCore;
using Motion.Blazor.Data;
using Motion.Blazor.Identity;

namespace Motion.Blazor.Features.Routing.Intervals;

internal sealed class ListIntervals(IDbContextFactory<MotionDbContext> databases, CurrentUser user, TimeProvider time)
{
    public async Task<Outcome<PageOf<IntervalDetails>>> RunAsync(int offset, int limit, CancellationToken cancellation)
    {
        if (!user.May(this))
            return new Outcome<PageOf<IntervalDetails>>.NotAllowed();
        await using var database = await databases.CreateDbContextAsync(cancellation);
        var count = await database.Intervals.CountAsync(cancellation);
        var stored = await database.Intervals.AsNoTracking().OrderBy(i => i.Name).ThenBy(i => i.Id).Skip(offset).Take(limit).ToListAsync(cancellation);
        var zone = await SystemZone.FindAsync(database, cancellation);
        var uses = await UsesAsync(database, cancellation);
        return new Outcome<PageOf<IntervalDetails>>.Done(new PageOf<IntervalDetails>(
            count, [.. stored.Select(interval => IntervalDetails.Of(interval, zone, time.GetUtcNow(), uses.GetValueOrDefault(interval.Id)))]));
    }

    /// <summary>How many accounts use each interval, in a row or within a condition.</summary>
    public static async Task<Dictionary<int, int>> UsesAsync(MotionDbContext database, CancellationToken cancellation)
    {
        var rows = await database.PlanRows.Where(r => r.IntervalId != null).Select(r => new { Interval = r.IntervalId!.Value, r.AccountId }).Distinct().ToListAsync(cancellation);
        var conditions = await database.ConditionIntervalsAsync(cancellation);
        return rows.Select(row => (row.Interval, row.AccountId))
            .Concat(conditions.SelectMany(interval => interval, (interval, account) => (Interval: interval.Key, AccountId: account)))
            .Distinct().CountBy(use => use.Interval).ToDictionary();
    }
}
