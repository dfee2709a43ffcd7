using System.Globalization;
using Microsoft.Extensions.Localization;
using Motion.Domain.Routing;

namespace Motion.Blazor.Features.Routing.Intervals;

/// <summary>An interval in words: "Mon–Fri · 09:00–18:00".</summary>
internal static class IntervalSentence
{
    /// <summary>Days of a week as people here begin it.</summary>
    public static readonly IReadOnlyList<DayOfWeek> Week =
        [DayOfWeek.Monday, DayOfWeek.Tuesday, DayOfWeek.Wednesday, DayOfWeek.Thursday, DayOfWeek.Friday, DayOfWeek.Saturday, DayOfWeek.Sunday];

    public static string Describe(IntervalPart part, IStringLocalizer<RoutingWords> words)
    {
        var names = CultureInfo.CurrentCulture.DateTimeFormat;
        List<string> pieces = [];
        if (part.Weekdays.Count > 0)
            pieces.Add(Runs([.. Week.Index().Where(day => part.Weekdays.Contains(day.Item)).Select(day => day.Index)], day => names.AbbreviatedDayNames[(int)Week[day]]));
        var days = Runs([.. part.MonthDays.Order()], day => day.ToString(CultureInfo.CurrentCulture));
        var months = Runs([.. part.Months.Order()], month => names.AbbreviatedMonthNames[month - 1]);
        if (days.Length > 0)
            pieces.Add(months.Length > 0 ? $"{days} {months}" : words["Sentence.Days", days]);
        else if (months.Length > 0)
            pieces.Add(months);
        if (pieces.Count == 0)
            pieces.Add(words["Sentence.EveryDay"]);
        pieces.Add(part.From is null && part.To is null
            ? words["Sentence.AllDay"]
            : $"{Clock(part.From ?? TimeOnly.MinValue)}–{Clock(part.To ?? new TimeOnly(23, 59))}{(part.From > part.To ? $" {words["Sentence.NextDay"]}" : "")}");
        return string.Join(" · ", pieces);
    }

    public static string Clock(TimeOnly time) => time.ToString("HH:mm", CultureInfo.InvariantCulture);

    /// <summary>"24:00" for the end of a day.</summary>
    public static string Clock(int minute) => string.Create(CultureInfo.InvariantCulture, $"{minute / 60:00}:{minute % 60:00}");

    public static string Instant(DateTimeOffset at, TimeZoneInfo zone) => TimeZoneInfo.ConvertTime(at, zone).ToString("ddd d MMM yyyy, HH:mm", CultureInfo.CurrentCulture);

    /// <summary>1, 2, 3, 5 → "1–3, 5".</summary>
    private static string Runs(IReadOnlyList<int> ordered, Func<int, string> name)
    {
        List<string> runs = [];
        for (var at = 0; at < ordered.Count;)
        {
            var end = at;
            while (end + 1 < ordered.Count && ordered[end + 1] == ordered[end] + 1)
                end++;
            runs.Add(end - at < 2 ? string.Join(", ", ordered.Skip(at).Take(end - at + 1).Select(name)) : $"{name(ordered[at])}–{name(ordered[end])}");
            at = end + 1;
        }
        return string.Join(", ", runs);
    }
}
