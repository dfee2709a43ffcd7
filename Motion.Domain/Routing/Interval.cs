namespace Motion.Domain.Routing;

/// <summary>A named working time (product.md section 2). Holds when one of its parts does; without a part it never holds.</summary>
public sealed class Interval
{
    /// <summary>Number given by the database.</summary>
    public int Id { get; set; }
    /// <summary>Unique, at most 255 characters.</summary>
    public required string Name { get; set; }
    /// <summary>IANA name of the zone it is meant in; null = the system's.</summary>
    public string? TimeZone { get; set; }
    /// <summary>JSON of an array of <see cref="IntervalPart"/>.</summary>
    public string Parts { get; set; } = "[]";
}

/// <summary>One part of an interval: all that is given has to hold; what is left out always does.</summary>
/// <param name="From">Begin of the time range, to the minute; null = the whole day.</param>
/// <param name="To">Its last minute, included to its last second; before <paramref name="From"/> it is on the next day.</param>
/// <param name="Weekdays">Days of the week on which the range begins; empty = all.</param>
/// <param name="MonthDays">Days of the month, 1…31; empty = all.</param>
/// <param name="Months">Months, 1…12; empty = all.</param>
public sealed record IntervalPart(
    TimeOnly? From,
    TimeOnly? To,
    IReadOnlyList<DayOfWeek> Weekdays,
    IReadOnlyList<int> MonthDays,
    IReadOnlyList<int> Months);
