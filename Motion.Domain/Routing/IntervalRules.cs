using Motion.Domain.Accounts;

namespace Motion.Domain.Routing;

/// <summary>What an administrator enters of an interval.</summary>
/// <param name="Name">Required, unique, at most 255 characters.</param>
/// <param name="TimeZone">IANA name; null = the system's.</param>
/// <param name="Parts">Holds when one of them does; none: never.</param>
public sealed record IntervalEntry(string? Name, string? TimeZone, IReadOnlyList<IntervalPart> Parts);

/// <summary>The rules of an interval that need no database (product.md section 2).</summary>
public static class IntervalRules
{
    /// <summary>Enough for a year of single holidays in groups; more would be a list nobody reads.</summary>
    public const int MaxParts = 50;

    /// <summary>Trims; days and months in order and once each; a day list that names all of them becomes "all".</summary>
    public static IntervalEntry Normalize(IntervalEntry entered) => entered with
    {
        Name = entered.Name?.Trim(),
        TimeZone = string.IsNullOrWhiteSpace(entered.TimeZone) ? null : entered.TimeZone.Trim(),
        Parts = [.. entered.Parts.Select(part => part with
        {
            Weekdays = AllOrSome(part.Weekdays.Distinct().OrderBy(day => ((int)day + 6) % 7), 7),
            MonthDays = AllOrSome(part.MonthDays.Distinct().Order(), 31),
            Months = AllOrSome(part.Months.Distinct().Order(), 12),
        })],
    };

    /// <summary>What is wrong with it; fields are named <c>parts[i].from</c>.</summary>
    public static IReadOnlyList<FieldError> Check(IntervalEntry interval) =>
    [
        .. AccountRules.CheckText("name", interval.Name, AccountRules.MaxNameLength, required: true),
        .. CheckZone(interval.TimeZone),
        .. interval.Parts.Count > MaxParts
            ? [new FieldError("parts", FieldProblem.TooLong, $"{MaxParts}")]
            : interval.Parts.SelectMany((part, index) => CheckPart(part, $"parts[{index}]")),
    ];

    /// <summary>Whether this machine knows a zone by that IANA name.</summary>
    public static bool IsZone(string name) => name.Length <= 64 && TimeZoneInfo.TryFindSystemTimeZoneById(name, out var zone) && zone.HasIanaId;

    private static IEnumerable<FieldError> CheckZone(string? zone)
    {
        if (zone is not null && !IsZone(zone))
            yield return new FieldError("timeZone", FieldProblem.Unknown, zone);
    }

    private static IEnumerable<FieldError> CheckPart(IntervalPart part, string field)
    {
        if (part.From is { } from && from.Ticks % TimeSpan.TicksPerMinute != 0)
            yield return new FieldError($"{field}.from", FieldProblem.Invalid);
        if (part.To is { } to && to.Ticks % TimeSpan.TicksPerMinute != 0)
            yield return new FieldError($"{field}.to", FieldProblem.Invalid);
        if (part.MonthDays.Any(day => day is < 1 or > 31))
            yield return new FieldError($"{field}.monthDays", FieldProblem.OutOfRange, "1–31");
        if (part.Months.Any(month => month is < 1 or > 12))
            yield return new FieldError($"{field}.months", FieldProblem.OutOfRange, "1–12");
    }

    private static IReadOnlyList<T> AllOrSome<T>(IEnumerable<T> ordered, int all) => ordered.ToList() is { } some && some.Count < all ? some : [];
}
