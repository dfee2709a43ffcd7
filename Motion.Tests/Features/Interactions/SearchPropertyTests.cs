using System.Globalization;
using Motion.Blazor.Features.Interactions.Search;
using Motion.Domain.Search;

namespace Motion.Tests.Features.Interactions;

/// <summary>Random searches find what the plain evaluation finds: on SQLite and on PostgreSQL, by either way of asking.</summary>
[Trait("Database", "Any")]
public sealed class SearchPropertyTests
{
    private const int Searches = 250;
    private static readonly DateTimeOffset Now = SearchWorld.Start.AddDays(20);

    [Theory]
    [InlineData(3000, 1)]
    [InlineData(0, 2)]
    [InlineData(12, 3)]
    public async Task AnySearch_FindsTheSameAsThePlainEvaluation(int few, int seed)
    {
        await using var world = await SearchWorld.StartAsync(few: few);
        var random = new Random(seed);
        for (var number = 0; number < Searches; number++)
        {
            var search = new SearchDefinition { TimeZone = random.Next(2) == 0 ? "Europe/Rome" : null, Root = Group(world, random, depth: 0) };
            var (test, errors) = SearchRules.Read(search, Now);
            Assert.True(errors.Count == 0, SearchJson.Write(search));
            // The list's usual order more often than the others.
            var order = random.Next(3) == 0 ? InteractionOrder.LastMessage : (InteractionOrder)random.Next(Enum.GetValues<InteractionOrder>().Length);
            var isDescending = random.Next(3) > 0;

            var expected = world.All.Where(interaction => SearchEvaluator.Finds(test, interaction)).ToList();
            var found = await world.FindAsync(search, order, isDescending, limit: random.Next(1, 9));

            var wrong = $"seed {seed}, search {number}, by {order}: {SearchJson.Write(search)}";
            Assert.True(expected.Select(i => i.Id).Order().SequenceEqual(found.Order()), wrong);
            if (order == InteractionOrder.LastMessage && isDescending)
                Assert.True(expected.OrderByDescending(i => i.LastMessageAt).ThenByDescending(i => i.Id).Select(i => i.Id).SequenceEqual(found), wrong);
        }
    }

    [Theory]
    [InlineData(3000)]
    [InlineData(0)]
    public async Task AnyOrder_PagedThrough_KeepsTheOrderOfOnePage(int few)
    {
        await using var world = await SearchWorld.StartAsync(few: few);
        foreach (var order in Enum.GetValues<InteractionOrder>())
        {
            foreach (var descending in new[] { false, true })
            {
                var whole = await world.FindAsync(SearchDefinition.Everything, order, descending);
                var paged = await world.FindAsync(SearchDefinition.Everything, order, descending, limit: 9);

                Assert.Equal(world.All.Count, whole.Distinct().Count());
                Assert.Equal(whole, paged);
            }
        }
    }

    [Fact]
    public async Task BothWays_OfAsking_GiveTheSameOrder()
    {
        await using var many = await SearchWorld.StartAsync(few: 0);
        await using var few = await SearchWorld.StartAsync();
        var all = new SearchDefinition { Root = new SearchGroup { Items = [new SearchCondition { Field = SearchField.Id, Operator = SearchOperator.AtLeast, Values = ["0"] }] } };
        foreach (var order in Enum.GetValues<InteractionOrder>())
        {
            var (walked, sorted) = (await many.FindAsync(all, order), await few.FindAsync(all, order));

            // Two databases, two numberings: compared by place.
            Assert.Equal(walked.Select(id => many.All.FindIndex(i => i.Id == id)), sorted.Select(id => few.All.FindIndex(i => i.Id == id)));
        }
    }

    private static SearchGroup Group(SearchWorld world, Random random, int depth) => new()
    {
        Match = (SearchMatch)random.Next(2),
        Enabled = depth == 0 || random.Next(8) > 0,
        Items = [.. Enumerable.Range(0, random.Next(1, 4)).Select(_ => depth < 2 && random.Next(4) == 0 ? (SearchNode)Group(world, random, depth + 1) : Condition(world, random))],
    };

    private static SearchCondition Condition(SearchWorld world, Random random)
    {
        var field = (SearchField)random.Next(Enum.GetValues<SearchField>().Length);
        var operators = SearchFields.OperatorsOf(field).Where(comparison => comparison != SearchOperator.InTheLast).ToArray();
        var comparison = operators[random.Next(operators.Length)];
        var (fewest, most) = SearchFields.ValuesOf(comparison);
        var count = most > 2 ? random.Next(1, 4) : most;
        var values = Enumerable.Range(0, Math.Max(count, fewest)).Select(_ => Value(world, random, field)).ToArray();
        if (comparison == SearchOperator.Between)
            values = SearchFields.KindOf(field) == SearchFieldKind.Number ? [.. values.OrderBy(value => long.Parse(value, CultureInfo.InvariantCulture))] : [.. values.Order(StringComparer.Ordinal)];
        return new SearchCondition { Field = field, Operator = comparison, Values = values, Enabled = random.Next(8) > 0 };
    }

    private static string Value(SearchWorld world, Random random, SearchField field)
    {
        switch (SearchFields.KindOf(field))
        {
            case SearchFieldKind.Text when field == SearchField.Phone:
                return random.Next(3) switch { 0 => random.Next(2) == 0 ? "+39 333" : "39344", 1 => world.All[random.Next(world.All.Count)].Phones.FirstOrDefault() ?? "39", _ => random.Next(1, 1000).ToString(CultureInfo.InvariantCulture) };
            case SearchFieldKind.Text:
                var hostile = SearchWorld.Hostile.Where(text => text.Trim().Length > 0).ToArray();
                var whole = random.Next(4) == 0 ? new[] { "solved", "spam", "%", "_", "er_h", "s" }[random.Next(6)] : hostile[random.Next(hostile.Length)];
                // A piece of it, cut between characters and not within one.
                var runes = whole.EnumerateRunes().ToArray();
                var from = random.Next(runes.Length);
                var piece = random.Next(2) == 0 ? whole : string.Concat(runes.Skip(from).Take(random.Next(1, 6)).Select(rune => rune.ToString()));
                return piece.Trim().Length == 0 ? "k" : random.Next(3) == 0 ? piece.ToUpperInvariant() : piece;
            case SearchFieldKind.Number:
                return field switch
                {
                    SearchField.Id => (world.All[random.Next(world.All.Count)].Id + random.Next(-1, 2)).ToString(CultureInfo.InvariantCulture),
                    SearchField.MessageCount => random.Next(-1, 6).ToString(CultureInfo.InvariantCulture),
                    _ => random.Next(-10, 420).ToString(CultureInfo.InvariantCulture),
                };
            case SearchFieldKind.Time:
                var at = SearchWorld.Start.AddMinutes(random.Next(0, 20_000));
                return random.Next(2) == 0 ? at.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture) : at.ToString("yyyy-MM-dd'T'HH:mm:ss'Z'", CultureInfo.InvariantCulture);
            default:
                var words = SearchFields.WordsOf(field);
                if (words.Count > 0)
                    return words[random.Next(words.Count)];
                var ids = field switch { SearchField.Agent => world.Agents, SearchField.Queue => world.Queues, SearchField.Account => world.Accounts, _ => world.Tags };
                return (random.Next(6) == 0 ? 9999 : ids[random.Next(ids.Count)]).ToString(CultureInfo.InvariantCulture);
        }
    }
}
