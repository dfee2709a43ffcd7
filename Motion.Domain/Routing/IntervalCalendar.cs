namespace Motion.Domain.Routing;

/// <summary>A stretch of one day on the wall clock.</summary>
/// <param name="FromMinute">First minute of the day it covers, 0…1439.</param>
/// <param name="ToMinute">The minute after its last one, 1…1440.</param>
public readonly record struct DaySpan(int FromMinute, int ToMinute);

/// <summary>
/// When an interval holds (product.md section 2). Everything is asked of the wall clock of the interval's own zone: a time that the
/// change to summer time leaves out never comes, one that the change back repeats comes twice.
/// </summary>
public static class IntervalCalendar
{
    /// <summary>Minutes of a day on the wall clock.</summary>
    public const int MinutesOfDay = 24 * 60;

    /// <summary>How far <see cref="NextChange"/> looks: leap days come back after eight years at the latest.</summary>
    private const int DaysAhead = (8 * 366) + 2;

    /// <summary>Whether one of the parts holds.</summary>
    /// <param name="parts">The interval's parts; none never holds.</param>
    /// <param name="zone">The zone the interval is meant in.</param>
    /// <param name="now">The instant in question.</param>
    public static bool Holds(IReadOnlyList<IntervalPart> parts, TimeZoneInfo zone, DateTimeOffset now)
    {
        var local = TimeZoneInfo.ConvertTime(now, zone).DateTime;
        var (day, minute) = (DateOnly.FromDateTime(local), (local.Hour * 60) + local.Minute);
        return parts.Any(part => Holds(part, day, minute));
    }

    /// <summary>What of a day the parts cover, in order and without overlaps: for the week view.</summary>
    /// <param name="parts">The interval's parts.</param>
    /// <param name="day">A day in the interval's zone.</param>
    public static IReadOnlyList<DaySpan> SpansOf(IReadOnlyList<IntervalPart> parts, DateOnly day)
    {
        var merged = new List<DaySpan>();
        foreach (var span in parts.SelectMany(part => SpansOf(part, day)).OrderBy(span => span.FromMinute))
        {
            if (merged.Count > 0 && merged[^1].ToMinute >= span.FromMinute)
                merged[^1] = merged[^1] with { ToMinute = Math.Max(merged[^1].ToMinute, span.ToMinute) };
            else
                merged.Add(span);
        }
        return merged;
    }

    /// <summary>When the answer of <see cref="Holds(IReadOnlyList{IntervalPart}, TimeZoneInfo, DateTimeOffset)"/> becomes another one; null when it stays as it is for good.</summary>
    /// <param name="parts">The interval's parts.</param>
    /// <param name="zone">The zone the interval is meant in.</param>
    /// <param name="now">From here on.</param>
    public static DateTimeOffset? NextChange(IReadOnlyList<IntervalPart> parts, TimeZoneInfo zone, DateTimeOffset now)
    {
        var holds = Holds(parts, zone, now);
        // The clock may be turned back over midnight, so that yesterday's wall times can still come.
        var first = DateOnly.FromDateTime(TimeZoneInfo.ConvertTime(now, zone).DateTime).AddDays(-1);
        for (var day = first; day < first.AddDays(DaysAhead) && day < DateOnly.MaxValue.AddDays(-2); day = day.AddDays(1))
        {
            var change = EdgesOf(parts, zone, day)
                .Where(edge => edge > now && Holds(parts, zone, edge) != holds)
                .Order().Cast<DateTimeOffset?>().FirstOrDefault();
            if (change is not null)
                return change;
        }
        return null;
    }

    /// <summary>Whether the clock is changed on that day; then the wall clock leaves something out or repeats it.</summary>
    /// <param name="zone">The zone.</param>
    /// <param name="day">A day in that zone.</param>
    public static bool ChangesClock(TimeZoneInfo zone, DateOnly day) => OffsetAt(zone, day) != OffsetAt(zone, day.AddDays(1));

    private static bool Holds(IntervalPart part, DateOnly day, int minute)
    {
        var (from, to) = MinutesOf(part);
        return from <= to
            ? minute >= from && minute <= to && Matches(part, day)
            : (minute >= from && Matches(part, day)) || (minute <= to && Matches(part, day.AddDays(-1)));
    }

    private static IEnumerable<DaySpan> SpansOf(IntervalPart part, DateOnly day)
    {
        var (from, to) = MinutesOf(part);
        if (from > to && Matches(part, day.AddDays(-1)))
            yield return new DaySpan(0, to + 1);
        if (Matches(part, day))
            yield return new DaySpan(from, from <= to ? to + 1 : MinutesOfDay);
    }

    private static (int From, int To) MinutesOf(IntervalPart part) => (
        part.From is { } from ? (from.Hour * 60) + from.Minute : 0,
        part.To is { } to ? (to.Hour * 60) + to.Minute : MinutesOfDay - 1);

    /// <summary>The days a range begins on: one that crosses midnight belongs to the day before.</summary>
    private static bool Matches(IntervalPart part, DateOnly day) =>
        (part.Weekdays.Count == 0 || part.Weekdays.Contains(day.DayOfWeek))
        && (part.MonthDays.Count == 0 || part.MonthDays.Contains(day.Day))
        && (part.Months.Count == 0 || part.Months.Contains(day.Month));

    /// <summary>The instants of a day at which the answer can change: begins, ends, and the moment the clock is changed.</summary>
    private static IEnumerable<DateTimeOffset> EdgesOf(IReadOnlyList<IntervalPart> parts, TimeZoneInfo zone, DateOnly day)
    {
        var begin = day.ToDateTime(TimeOnly.MinValue);
        foreach (var span in SpansOf(parts, day))
        {
            foreach (var edge in InstantsOf(zone, begin.AddMinutes(span.FromMinute)).Concat(InstantsOf(zone, begin.AddMinutes(span.ToMinute))))
                yield return edge;
        }
        if (ChangesClock(zone, day))
            yield return ClockChange(zone, day);
    }

    private static IEnumerable<DateTimeOffset> InstantsOf(TimeZoneInfo zone, DateTime wall)
    {
        if (zone.IsInvalidTime(wall))
            return [];
        return zone.IsAmbiguousTime(wall)
            ? zone.GetAmbiguousTimeOffsets(wall).Select(offset => new DateTimeOffset(wall, offset))
            : [new DateTimeOffset(wall, zone.GetUtcOffset(wall))];
    }

    private static DateTimeOffset ClockChange(TimeZoneInfo zone, DateOnly day)
    {
        var (before, after) = (StartOf(day), StartOf(day.AddDays(1)));
        var offset = zone.GetUtcOffset(before);
        while (after - before > TimeSpan.FromMinutes(1))
        {
            var middle = before + TimeSpan.FromMinutes(Math.Floor((after - before).TotalMinutes / 2));
            if (zone.GetUtcOffset(middle) == offset)
                before = middle;
            else
                after = middle;
        }
        return after;

        DateTimeOffset StartOf(DateOnly of) => new(of.ToDateTime(TimeOnly.MinValue), OffsetAt(zone, of));
    }

    private static TimeSpan OffsetAt(TimeZoneInfo zone, DateOnly day) => zone.GetUtcOffset(day.ToDateTime(TimeOnly.MinValue));
}
