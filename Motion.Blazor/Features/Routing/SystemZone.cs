using Microsoft.EntityFrameworkCore;
using Motion.Blazor.Data;

namespace Motion.Blazor.Features.Routing;

/// <summary>The time zone of intervals that name none (product.md section 2): the system setting, else UTC.</summary>
internal static class SystemZone
{
    public const string Setting = "timeZone";

    public static async Task<TimeZoneInfo> FindAsync(MotionDbContext database, CancellationToken cancellation)
    {
        var name = await database.Settings.Where(s => s.Name == Setting).Select(s => s.Value).FirstOrDefaultAsync(cancellation);
        return Named(name) ?? TimeZoneInfo.Utc;
    }

    /// <summary>Null for a name that this machine does not know.</summary>
    public static TimeZoneInfo? Named(string? name) => !string.IsNullOrEmpty(name) && TimeZoneInfo.TryFindSystemTimeZoneById(name, out var zone) ? zone : null;
}
