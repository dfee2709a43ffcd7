using System.Text.Json;
using System.Text.Json.Nodes;
using Motion.Blazor.Features.Interactions;
using Motion.Blazor.Features.Interactions.Search;
using Motion.Domain.Search;

namespace Motion.Blazor.Features.Api;

/// <summary>The body of a search (product.md sections 9 and 12): the outermost group itself, and which page of it.</summary>
/// <param name="Match"><c>all</c> or <c>any</c>.</param>
/// <param name="Items">Conditions <c>{field, operator, value | values, enabled}</c> and groups <c>{match, items, enabled}</c>.</param>
/// <param name="TimeZone">IANA zone in which days begin; UTC when left out.</param>
/// <param name="Order"><c>lastMessage started id contact account status read agent queue</c>.</param>
/// <param name="Descending">True when left out.</param>
/// <param name="Limit">Rows at most.</param>
/// <param name="Cursor">The answer's <c>next</c> of the page before.</param>
internal sealed record SearchBody(string? Match, JsonArray? Items, string? TimeZone, string? Order, bool? Descending, int? Limit, string? Cursor);

/// <summary>A page of a search.</summary>
/// <param name="Count">How many there are in all, or, with <paramref name="CountIsExact"/> false, at least.</param>
/// <param name="CountIsExact">Whether counting came to its end.</param>
/// <param name="Rows">Those of this page.</param>
/// <param name="Next">Cursor of the next page; null after the last.</param>
internal sealed record SearchAnswer(int Count, bool CountIsExact, IReadOnlyList<InteractionAnswer> Rows, string? Next);

internal static class SearchApi
{
    public static void MapSearch(this RouteGroupBuilder interactions) =>
        interactions.MapPost("/search", async (
            HttpRequest request, ApiBodyReader reader, SearchInteractions search, ListInteractions list, SearchErrorWords words, ApiAnswers answers, CancellationToken cancellation) =>
        {
            var body = await reader.ReadAsync<JsonObject>(request);
            if (body.Value is not { } json)
                return body.Refusal!;
            if (!TryRead(json, out var asked, out var errors))
                return Refuse(errors, words, answers);

            var page = await search.RunAsync(asked, cancellation);
            if (page.Value is not { } found)
                return Refuse(page.Errors, words, answers);
            var count = (await search.CountAsync(asked.Definition, cancellation)).Value!;
            var rows = await list.ReadAsync(found.Ids, cancellation);
            return Results.Ok(new SearchAnswer(count.Count, count.IsExact, [.. rows.Select(InteractionAnswer.Of)], found.Next));
        })
            .DescribeWrite<SearchBody>("Search interactions")
            .Produces<SearchAnswer>();

    private static bool TryRead(JsonObject json, out InteractionSearch asked, out IReadOnlyList<SearchError> errors)
    {
        (var definition, errors) = SearchJson.Read(json);
        asked = new InteractionSearch(definition, Limit: ApiAnswers.UsualPage);
        if (errors.Count > 0)
            return false;
        if (json["limit"] is { } limit)
        {
            if (limit is not JsonValue number || !number.TryGetValue(out int rows) || rows is < 1 or > ApiAnswers.LargestPage)
                return Wrong("limit", SearchProblem.NotANumber, limit, out errors);
            asked = asked with { Limit = rows };
        }
        if (json["order"] is { } order)
        {
            if (order is not JsonValue word || word.GetValueKind() != JsonValueKind.String
                || Enum.GetValues<InteractionOrder>().Where(value => JsonNamingPolicy.CamelCase.ConvertName(value.ToString()) == word.GetValue<string>()).Select(value => (InteractionOrder?)value).FirstOrDefault() is not { } named)
                return Wrong("order", SearchProblem.UnknownOrder, order, out errors);
            asked = asked with { Order = named };
        }
        if (json["descending"] is { } descending)
        {
            if (descending is not JsonValue flag || !flag.TryGetValue(out bool isDescending))
                return Wrong("descending", SearchProblem.Shape, descending, out errors);
            asked = asked with { IsDescending = isDescending };
        }
        if (json["cursor"] is { } cursor)
        {
            if (cursor is not JsonValue text || text.GetValueKind() != JsonValueKind.String || InteractionCursor.Read(text.GetValue<string>()) is null)
                return Wrong("cursor", SearchProblem.NotAChoice, cursor, out errors);
            asked = asked with { After = text.GetValue<string>() };
        }
        return true;
    }

    private static bool Wrong(string field, SearchProblem problem, JsonNode given, out IReadOnlyList<SearchError> errors)
    {
        var text = given.ToJsonString();
        errors = [new SearchError(field, problem, text.Length > 60 ? $"{text[..60]}…" : text)];
        return false;
    }

    private static IResult Refuse(IReadOnlyList<SearchError> errors, SearchErrorWords words, ApiAnswers answers) =>
        answers.Invalid(errors.GroupBy(error => error.Path).ToDictionary(path => path.Key, path => path.Select(words.Say).ToArray()));
}
