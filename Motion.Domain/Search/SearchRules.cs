using System.Globalization;

namespace Motion.Domain.Search;

/// <summary>What is wrong with a condition.</summary>
public enum SearchProblem
{
    /// <summary>It is not an object of the expected shape.</summary>
    Shape,
    /// <summary>There is no such field; the detail is what was named.</summary>
    UnknownField,
    /// <summary>There is no such operator, or the field does not take it; the detail is what was named.</summary>
    UnknownOperator,
    /// <summary>A value is missing.</summary>
    ValueMissing,
    /// <summary>There are too many values; the detail is the most.</summary>
    TooManyValues,
    /// <summary>A text is too long; the detail is the limit.</summary>
    TooLong,
    /// <summary>It is not a whole number; the detail is what was given.</summary>
    NotANumber,
    /// <summary>It is neither a day nor an instant; the detail is what was given.</summary>
    NotATime,
    /// <summary>It is none of the words or numbers that can be chosen; the detail is what was given.</summary>
    NotAChoice,
    /// <summary>The end comes before the beginning.</summary>
    Backwards,
    /// <summary>There are too many conditions; the detail is the most.</summary>
    TooManyConditions,
    /// <summary>Groups are nested too deeply; the detail is the deepest.</summary>
    TooDeep,
    /// <summary>There is no such time zone; the detail is what was named.</summary>
    UnknownTimeZone,
    /// <summary>It cannot be sorted by that; the detail is what was named.</summary>
    UnknownOrder,
}

/// <summary>Names the condition that was not accepted.</summary>
/// <param name="Path">Where it stands, e.g. <c>items[1].items[0]</c>; empty for the whole.</param>
/// <param name="Problem">What is wrong.</param>
/// <param name="Detail">The limit or the value that belongs to it; or null.</param>
public sealed record SearchError(string Path, SearchProblem Problem, string? Detail = null);

/// <summary>Checks a search and puts it into a form that can be asked: values read, days turned into instants.</summary>
public static class SearchRules
{
    /// <summary>Most conditions in one search.</summary>
    public const int MostConditions = 50;

    /// <summary>Deepest nesting; the outermost group counts as one.</summary>
    public const int Deepest = 5;

    /// <summary>Most values of "is one of".</summary>
    public const int MostValues = 500;

    /// <summary>Longest text, in characters.</summary>
    public const int LongestText = 10_000;

    /// <summary>Longest "in the last", in its own unit.</summary>
    public const int LongestLast = 100_000;

    /// <summary>The questions a search asks, or what is wrong with it.</summary>
    /// <param name="definition">As someone entered it. What is disabled is checked too, and left out of the questions.</param>
    /// <param name="now">For "in the last".</param>
    public static (SearchTest Test, IReadOnlyList<SearchError> Errors) Read(SearchDefinition definition, DateTimeOffset now)
    {
        var errors = new List<SearchError>();
        var zone = TimeZoneInfo.Utc;
        if (definition.TimeZone is { Length: > 0 } name && !TimeZoneInfo.TryFindSystemTimeZoneById(name, out zone))
            errors.Add(new SearchError("timeZone", SearchProblem.UnknownTimeZone, name));
        if (Count(definition.Root) > MostConditions)
            errors.Add(new SearchError("", SearchProblem.TooManyConditions, Text(MostConditions)));
        else if (Depth(definition.Root) > Deepest)
            errors.Add(new SearchError("", SearchProblem.TooDeep, Text(Deepest)));
        if (errors.Count > 0)
            return (new SearchTest.Everything(), errors);
        var test = ReadGroup(definition.Root, "", new Context(zone ?? TimeZoneInfo.Utc, now, errors));
        return (test ?? new SearchTest.Everything(), errors);
    }

    /// <summary>What is wrong with one condition, for the page on which it is being entered.</summary>
    public static IReadOnlyList<SearchError> Check(SearchCondition condition)
    {
        var errors = new List<SearchError>();
        ReadCondition(condition, "", new Context(TimeZoneInfo.Utc, DateTimeOffset.UnixEpoch.AddYears(50), errors));
        return errors;
    }

    private static SearchTest? ReadGroup(SearchGroup group, string path, Context context)
    {
        var tests = new List<SearchTest>();
        foreach (var (item, at) in group.Items.Select((item, index) => (item, string.Create(CultureInfo.InvariantCulture, $"{path}{(path.Length > 0 ? "." : "")}items[{index}]"))))
        {
            var test = item switch
            {
                SearchGroup inner => ReadGroup(inner, at, context),
                SearchCondition condition => ReadCondition(condition, at, context),
                _ => null,
            };
            if (item.Enabled && test is not null)
                tests.Add(test);
        }
        return tests.Count switch
        {
            0 => null,
            1 => tests[0],
            _ => group.Match == SearchMatch.All ? new SearchTest.AllOf(tests) : new SearchTest.AnyOf(tests),
        };
    }

    private static SearchTest? ReadCondition(SearchCondition condition, string path, Context context)
    {
        var (field, comparison, values) = (condition.Field, condition.Operator, condition.Values);
        if (!SearchFields.OperatorsOf(field).Contains(comparison))
            return context.Refuse(path, SearchProblem.UnknownOperator, comparison.ToString());
        var (fewest, most) = SearchFields.ValuesOf(comparison);
        if (values.Count > most)
            return context.Refuse(path, SearchProblem.TooManyValues, Text(most));
        if (values.Count < fewest || values.Any(string.IsNullOrWhiteSpace))
            return context.Refuse(path, SearchProblem.ValueMissing);
        return SearchFields.KindOf(field) switch
        {
            SearchFieldKind.Text => ReadText(condition, path, context),
            SearchFieldKind.Number => ReadNumber(condition, path, context),
            SearchFieldKind.Time => ReadTime(condition, path, context),
            SearchFieldKind.Choice or SearchFieldKind.OptionalChoice => ReadChoice(condition, path, context),
        };
    }

    private static SearchTest? ReadText(SearchCondition condition, string path, Context context)
    {
        if (condition.Operator is SearchOperator.IsEmpty or SearchOperator.IsNotEmpty)
            return new SearchTest.Text(condition.Field, "", condition.Operator == SearchOperator.IsEmpty);
        var value = condition.Values[0];
        if (value.Length > LongestText)
            return context.Refuse(path, SearchProblem.TooLong, Text(LongestText));
        if (condition.Field == SearchField.Phone)
            value = SearchText.Phone(value);
        // What is left of it after folding may be nothing: that would be found in every text.
        if (SearchText.Fold(value).Length == 0)
            return context.Refuse(path, SearchProblem.ValueMissing);
        var (positive, isNegated) = condition.Operator switch
        {
            SearchOperator.NotEqual => (SearchOperator.Equal, true),
            SearchOperator.DoesNotContain => (SearchOperator.Contains, true),
            var other => (other, false),
        };
        return new SearchTest.Text(condition.Field, SearchText.Needle(positive, value), isNegated);
    }

    private static SearchTest? ReadNumber(SearchCondition condition, string path, Context context)
    {
        var numbers = new List<long>();
        foreach (var value in condition.Values)
        {
            if (!long.TryParse(value.Trim(), NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var number))
                return context.Refuse(path, SearchProblem.NotANumber, value);
            // Far beyond every number there is, and still safe to add one to.
            numbers.Add(Math.Clamp(number, -1_000_000_000_000, 1_000_000_000_000));
        }
        return condition.Operator switch
        {
            SearchOperator.Equal => new SearchTest.Number(condition.Field, numbers[0], numbers[0], false),
            SearchOperator.NotEqual => new SearchTest.Number(condition.Field, numbers[0], numbers[0], true),
            SearchOperator.Greater => new SearchTest.Number(condition.Field, numbers[0] + 1, null, false),
            SearchOperator.AtLeast => new SearchTest.Number(condition.Field, numbers[0], null, false),
            SearchOperator.Less => new SearchTest.Number(condition.Field, null, numbers[0] - 1, false),
            SearchOperator.AtMost => new SearchTest.Number(condition.Field, null, numbers[0], false),
            _ when numbers[0] > numbers[1] => context.Refuse(path, SearchProblem.Backwards),
            _ => new SearchTest.Number(condition.Field, numbers[0], numbers[1], false),
        };
    }

    private static SearchTest? ReadTime(SearchCondition condition, string path, Context context)
    {
        if (condition.Operator == SearchOperator.InTheLast)
        {
            return int.TryParse(condition.Values[0].Trim(), NumberStyles.None, CultureInfo.InvariantCulture, out var count) && count is > 0 and <= LongestLast
                ? UnitOf(condition.Values[1]) is { } unit
                    ? new SearchTest.Time(condition.Field, context.Now - unit * count, context.Now.AddTicks(1))
                    : context.Refuse(path, SearchProblem.NotAChoice, condition.Values[1])
                : context.Refuse(path, SearchProblem.NotANumber, condition.Values[0]);
        }
        var spans = new List<(DateTimeOffset From, DateTimeOffset To)>();
        foreach (var value in condition.Values)
        {
            if (SpanOf(value.Trim(), context.Zone) is not { } span)
                return context.Refuse(path, SearchProblem.NotATime, value);
            spans.Add(span);
        }
        return condition.Operator switch
        {
            SearchOperator.Before => new SearchTest.Time(condition.Field, null, spans[0].From),
            SearchOperator.After => new SearchTest.Time(condition.Field, spans[0].To, null),
            SearchOperator.On => OnDay(condition, spans[0].From, context.Zone),
            _ when spans[0].From > spans[1].From => context.Refuse(path, SearchProblem.Backwards),
            _ => new SearchTest.Time(condition.Field, spans[0].From, spans[1].To),
        };
    }

    private static SearchTest.Time OnDay(SearchCondition condition, DateTimeOffset instant, TimeZoneInfo zone)
    {
        var day = DateOnly.FromDateTime(TimeZoneInfo.ConvertTime(instant, zone).DateTime);
        return new SearchTest.Time(condition.Field, BeginOf(day, zone), BeginOf(day.AddDays(1), zone));
    }

    private static SearchTest? ReadChoice(SearchCondition condition, string path, Context context)
    {
        if (condition.Operator is SearchOperator.IsEmpty or SearchOperator.IsNotEmpty)
            return new SearchTest.Choice(condition.Field, [], condition.Operator == SearchOperator.IsEmpty);
        var words = SearchFields.WordsOf(condition.Field);
        var chosen = new List<int>();
        foreach (var value in condition.Values)
        {
            if (words.Count > 0)
            {
                var place = words.Select((word, index) => (word, index)).Where(w => string.Equals(w.word, value.Trim(), StringComparison.OrdinalIgnoreCase)).Select(w => (int?)w.index).FirstOrDefault();
                if (place is not { } index)
                    return context.Refuse(path, SearchProblem.NotAChoice, value);
                chosen.Add(index);
            }
            else if (int.TryParse(value.Trim(), NumberStyles.None, CultureInfo.InvariantCulture, out var id))
            {
                chosen.Add(id);
            }
            else
            {
                return context.Refuse(path, SearchProblem.NotAChoice, value);
            }
        }
        return new SearchTest.Choice(condition.Field, [.. chosen.Distinct()], condition.Operator == SearchOperator.NotEqual);
    }

    /// <summary>A day of the zone, or an instant; the end is the first instant that does not belong to it.</summary>
    private static (DateTimeOffset From, DateTimeOffset To)? SpanOf(string value, TimeZoneInfo zone)
    {
        if (DateOnly.TryParseExact(value, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var day))
            return day == DateOnly.MaxValue || day == DateOnly.MinValue ? null : (BeginOf(day, zone), BeginOf(day.AddDays(1), zone));
        string[] formats = ["yyyy-MM-dd'T'HH:mmK", "yyyy-MM-dd'T'HH:mm:ssK", "yyyy-MM-dd'T'HH:mm:ss.FFFFFFFK"];
        // A time without a zone is one of the search's zone.
        if (!DateTime.TryParseExact(value, formats, CultureInfo.InvariantCulture, DateTimeStyles.RoundtripKind, out var time) || time.Year is < 2 or > 9998)
            return null;
        var instant = time.Kind == DateTimeKind.Unspecified
            ? InZone(time, zone)
            : new DateTimeOffset(time.ToUniversalTime(), TimeSpan.Zero);
        return (instant, instant.AddTicks(1));
    }

    private static DateTimeOffset BeginOf(DateOnly day, TimeZoneInfo zone) => InZone(day.ToDateTime(TimeOnly.MinValue), zone);

    private static DateTimeOffset InZone(DateTime local, TimeZoneInfo zone)
    {
        // Where a day begins with the clocks put forward, its first hour does not exist.
        while (zone.IsInvalidTime(local))
            local = local.AddMinutes(15);
        return new DateTimeOffset(local, zone.GetUtcOffset(local)).ToUniversalTime();
    }

    private static TimeSpan? UnitOf(string unit) => unit.Trim() switch
    {
        "minutes" => TimeSpan.FromMinutes(1),
        "hours" => TimeSpan.FromHours(1),
        "days" => TimeSpan.FromDays(1),
        "weeks" => TimeSpan.FromDays(7),
        _ => null,
    };

    private static int Count(SearchGroup group) => group.Items.Sum(item => item is SearchGroup inner ? 1 + Count(inner) : 1);

    private static int Depth(SearchGroup group) => 1 + group.Items.OfType<SearchGroup>().Select(Depth).DefaultIfEmpty(0).Max();

    private static string Text(int number) => number.ToString(CultureInfo.InvariantCulture);

    private sealed record Context(TimeZoneInfo Zone, DateTimeOffset Now, List<SearchError> Errors)
    {
        public SearchTest? Refuse(string path, SearchProblem problem, string? detail = null)
        {
            Errors.Add(new SearchError(path, problem, detail is { Length: > 60 } ? $"{detail[..60]}…" : detail));
            return null;
        }
    }
}
