using System.Globalization;
using Microsoft.EntityFrameworkCore;
using Motion.Blazor.Data;

namespace Motion.Blazor.Pipeline;

/// <summary>The system settings the routing goes by (product.md section 8).</summary>
/// <param name="Zone">The zone of intervals that name none.</param>
/// <param name="RepliesPerHour">Automatic replies a number may get in an hour (product.md section 5, step 1).</param>
/// <param name="AllowedAddresses">Beginnings of the addresses that HTTP request rows may ask.</param>
internal sealed record RoutingSettings(TimeZoneInfo Zone, int RepliesPerHour, IReadOnlyList<string> AllowedAddresses)
{
    public const int DefaultRepliesPerHour = 5;

    public static async Task<RoutingSettings> ReadAsync(MotionDbContext database)
    {
        var values = await database.Settings.AsNoTracking().ToDictionaryAsync(setting => setting.Name, setting => setting.Value, StringComparer.Ordinal);
        return new RoutingSettings(
            values.TryGetValue("timeZone", out var name) && TimeZoneInfo.TryFindSystemTimeZoneById(name, out var zone) ? zone : TimeZoneInfo.Utc,
            values.TryGetValue("automaticReplies", out var replies) && int.TryParse(replies, CultureInfo.InvariantCulture, out var count) ? count : DefaultRepliesPerHour,
            [.. (values.GetValueOrDefault("allowedAddresses") ?? "")
                .Split('\n', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries)]);
    }
}
