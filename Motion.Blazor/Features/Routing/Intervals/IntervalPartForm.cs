using Motion.Domain.Routing;

namespace Motion.Blazor.Features.Routing.Intervals;

/// <summary>A part of an interval while someone edits it.</summary>
public sealed class IntervalPartForm
{
    public Guid Key { get; } = Guid.CreateVersion7();
    public TimeOnly? From { get; set; }
    public TimeOnly? To { get; set; }
    public HashSet<DayOfWeek> Weekdays { get; private init; } = [];
    public HashSet<int> MonthDays { get; private init; } = [];
    public HashSet<int> Months { get; private init; } = [];

    /// <summary>What is meant most often.</summary>
    public static IntervalPartForm Usual() => new() { From = new TimeOnly(9, 0), To = new TimeOnly(18, 0), Weekdays = [DayOfWeek.Monday, DayOfWeek.Tuesday, DayOfWeek.Wednesday, DayOfWeek.Thursday, DayOfWeek.Friday] };

    public static IntervalPartForm Of(IntervalPart part) => new()
    {
        From = part.From,
        To = part.To,
        Weekdays = [.. part.Weekdays],
        MonthDays = [.. part.MonthDays],
        Months = [.. part.Months],
    };

    public IntervalPart ToPart() => new(From, To, [.. Weekdays], [.. MonthDays], [.. Months]);
}
