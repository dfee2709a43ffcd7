using Microsoft.EntityFrameworkCore;
using Motion.Blazor.Data;
using Motion.Blazor.Identity;

namespace Motion.Blazor.Features.Routing.Intervals;

/// <summary>The zone of intervals that name none: for the form of a new one.</summary>
internal sealed class ReadSystemZone(IDbContextFactory<MotionDbContext> databases, CurrentUser user)
{
    public async Task<Outcome<TimeZoneInfo>> RunAsync(CancellationToken cancellation)
    {
        if (!user.May(this))
            return new Outcome<TimeZoneInfo>.NotAllowed();
        await using var database = await databases.CreateDbContextAsync(cancellation);
        return new Outcome<TimeZoneInfo>.Done(await SystemZone.FindAsync(database, cancellation));
    }
}
