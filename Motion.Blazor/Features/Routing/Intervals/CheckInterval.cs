using Microsoft.EntityFrameworkCore;
using Motion.Blazor.Data;
using Motion.Blazor.Identity;
using Motion.Domain.Routing;

namespace Motion.Blazor.Features.Routing.Intervals;

/// <summary>Whether an interval holds at a time.</summary>
/// <param name="At">The time asked for.</param>
/// <param name="Holds">The answer.</param>
/// <param name="ChangesAt">When the answer becomes another one; null: never.</param>
internal sealed record IntervalAnswer(DateTimeOffset At, bool Holds, DateTimeOffset? ChangesAt)
{
    public static IntervalAnswer Of(IReadOnlyList<IntervalPart> parts, TimeZoneInfo zone, DateTimeOffset at) =>
        new(at, IntervalCalendar.Holds(parts, zone, at), IntervalCalendar.NextChange(parts, zone, at));
}

internal sealed class CheckInterval(IDbContextFactory<MotionDbContext> databases, CurrentUser user, TimeProvider time)
{
    /// <param name="at">Null: now.</param>
    public async Task<Outcome<IntervalAnswer>> RunAsync(int intervalId, DateTimeOffset? at, CancellationToken cancellation)
    {
        if (!user.May(this))
            return new Outcome<IntervalAnswer>.NotAllowed();
        await using var database = await databases.CreateDbContextAsync(cancellation);
        var when = at ?? time.GetUtcNow();
        return await GetInterval.FindAsync(database, intervalId, when, cancellation) is { } found
            ? new Outcome<IntervalAnswer>.Done(new IntervalAnswer(when, found.HoldsNow, found.ChangesAt))
            : new Outcome<IntervalAnswer>.NotFound();
    }
}
