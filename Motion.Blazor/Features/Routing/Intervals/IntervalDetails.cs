using Motion.Domain.Routing;

namespace Motion.Blazor.Features.Routing.Intervals;

/// <summary>An interval as pages and the API show it.</summary>
/// <param name="Zone">The zone it is meant in: its own or the system's.</param>
/// <param name="HoldsNow">Whether it holds.</param>
/// <param name="ChangesAt">When that changes; null: never.</param>
/// <param name="Accounts">How many accounts' plans use it.</param>
internal sealed record IntervalDetails(int Id, IntervalEntry Entry, TimeZoneInfo Zone, bool HoldsNow, DateTimeOffset? ChangesAt, int Accounts)
{
    public static IntervalDetails Of(Interval interval, TimeZoneInfo system, DateTimeOffset now, int accounts)
    {
        var entry = new IntervalEntry(interval.Name, interval.TimeZone, IntervalParts.Read(interval.Parts));
        var zone = SystemZone.Named(interval.TimeZone) ?? system;
        return new IntervalDetails(
            interval.Id, entry, zone, IntervalCalendar.Holds(entry.Parts, zone, now), IntervalCalendar.NextChange(entry.Parts, zone, now), accounts);
    }
}
