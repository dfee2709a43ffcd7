using Microsoft.EntityFrameworkCore;
using Motion.Blazor.Data;
using Motion.Blazor.Identity;

namespace Motion.Blazor.Features.Routing.Intervals;

internal sealed class GetInterval(IDbContextFactory<MotionDbContext> databases, CurrentUser user, TimeProvider time)
{
    public async Task<Outcome<IntervalDetails>> RunAsync(int intervalId, CancellationToken cancellation)
    {
        if (!user.May(this))
            return new Outcome<IntervalDetails>.NotAllowed();
        await using var database = await databases.CreateDbContextAsync(cancellation);
        return await FindAsync(database, intervalId, time.GetUtcNow(), cancellation) is { } found
            ? new Outcome<IntervalDetails>.Done(found)
            : new Outcome<IntervalDetails>.NotFound();
    }

    public static async Task<IntervalDetails?> FindAsync(MotionDbContext database, int intervalId, DateTimeOffset now, CancellationToken cancellation)
    {
        if (await database.Intervals.AsNoTracking().FirstOrDefaultAsync(i => i.Id == intervalId, cancellation) is not { } interval)
            return null;
        var uses = await ListIntervals.UsesAsync(database, cancellation);
        return IntervalDetails.Of(interval, await SystemZone.FindAsync(database, cancellation), now, uses.GetValueOrDefault(intervalId));
    }
}
