using System.Globalization;
using Microsoft.Extensions.Localization;
using Motion.Blazor.Features.Accounts;
using Motion.Domain.Search;

namespace Motion.Blazor.Features.Interactions.Search;

/// <summary>A condition as people read it on its chip: "Contact name contains “rossi”".</summary>
internal sealed class ConditionWords(IStringLocalizer<InteractionsWords> words)
{
    private const int LongestValue = 40;

    public string Field(SearchField field) => words[$"Field.{field}"];

    /// <summary>Texts contain, numbers are greater, choices are: the same operator has a word for each.</summary>
    public string Operator(SearchField field, SearchOperator comparison)
    {
        var own = words[$"Operator.{KindName(field)}.{comparison}"];
        return own.ResourceNotFound ? words[$"Operator.{comparison}"] : own;
    }

    public string Chip(SearchCondition condition, InteractionChoices choices) =>
        string.Join(' ', new[] { Field(condition.Field), Operator(condition.Field, condition.Operator), Values(condition, choices) }.Where(part => part.Length > 0));

    public string Value(SearchField field, string value, InteractionChoices choices)
    {
        if (SearchFields.WordsOf(field).Count > 0)
            return words[$"Choice.{field}.{value}"] is { ResourceNotFound: false } word ? word : value;
        return ChoicesOf(field, choices).FirstOrDefault(choice => choice.Id.ToString(CultureInfo.InvariantCulture) == value)?.Name ?? words["Choice.Gone", value];
    }

    public static IReadOnlyList<Choice> ChoicesOf(SearchField field, InteractionChoices choices) => field switch
    {
        SearchField.Agent => choices.Agents,
        SearchField.Queue => choices.Queues,
        SearchField.Account => choices.Accounts,
        SearchField.Tag => choices.Tags,
        _ => [],
    };

    private string Values(SearchCondition condition, InteractionChoices choices)
    {
        var kind = SearchFields.KindOf(condition.Field);
        return (kind, condition.Operator, condition.Values) switch
        {
            (_, _, []) => "",
            (SearchFieldKind.Text, _, [var text, ..]) => $"“{(text.Length > LongestValue ? $"{text[..LongestValue]}…" : text)}”",
            (_, SearchOperator.InTheLast, [var count, var unit]) => words[$"Unit.{unit}.{(count == "1" ? "One" : "Of")}", count],
            (_, SearchOperator.Between, [var from, var to]) => words["Chip.Between", Plain(kind, from), Plain(kind, to)],
            (SearchFieldKind.Choice or SearchFieldKind.OptionalChoice, _, var several) => string.Join(", ", several.Select(value => Value(condition.Field, value, choices))),
            (_, _, [var value, ..]) => Plain(kind, value),
        };
    }

    private static string Plain(SearchFieldKind kind, string value) =>
        kind == SearchFieldKind.Time && DateOnly.TryParseExact(value, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var day)
            ? day.ToString("d MMM yyyy", CultureInfo.CurrentCulture)
            : value;

    private static string KindName(SearchField field) => SearchFields.KindOf(field) switch
    {
        SearchFieldKind.OptionalChoice => nameof(SearchFieldKind.Choice),
        var kind => kind.ToString(),
    };
}
