using Motion.Domain.Search;

namespace Motion.Tests.Domain.Search;

public sealed class SearchRulesTests
{
    private static readonly DateTimeOffset Now = new(2026, 3, 2, 9, 0, 0, TimeSpan.Zero);

    [Fact]
    public void Search_WrittenAsJson_ReadsBackTheSame()
    {
        var search = new SearchDefinition
        {
            TimeZone = "Europe/Rome",
            Root = new SearchGroup
            {
                Match = SearchMatch.Any,
                Items =
                [
                    new SearchCondition { Field = SearchField.ContactName, Operator = SearchOperator.Contains, Values = ["“O'Brien” \\ % _ 🦄 שלום"] },
                    new SearchGroup
                    {
                        Enabled = false,
                        Items =
                        [
                            new SearchCondition { Field = SearchField.Id, Operator = SearchOperator.Between, Values = ["1", "9"], Enabled = false },
                            new SearchCondition { Field = SearchField.Agent, Operator = SearchOperator.IsEmpty },
                        ],
                    },
                ],
            },
        };

        var (read, errors) = SearchJson.Read(SearchJson.Write(search));

        Assert.Empty(errors);
        Assert.Equal(search, read);
    }

    [Theory]
    [InlineData("""{"items":[{"field":"shoeSize","operator":"equal","value":"1"}]}""", "items[0]", SearchProblem.UnknownField)]
    [InlineData("""{"items":[{"field":"id","operator":"equal","value":"1"},{"match":"any","items":[{"field":"id","operator":"contains","value":"x"}]}]}""", "items[1].items[0]", SearchProblem.UnknownOperator)]
    [InlineData("""{"items":[{"field":"id","operator":"equal","value":"one"}]}""", "items[0]", SearchProblem.NotANumber)]
    [InlineData("""{"items":[{"field":"id","operator":"between","values":[9,1]}]}""", "items[0]", SearchProblem.Backwards)]
    [InlineData("""{"items":[{"field":"note","operator":"contains"}]}""", "items[0]", SearchProblem.ValueMissing)]
    [InlineData("""{"items":[{"field":"note","operator":"contains","value":"\u0000"}]}""", "items[0]", SearchProblem.ValueMissing)]
    [InlineData("""{"items":[{"field":"startedAt","operator":"on","value":"yesterday"}]}""", "items[0]", SearchProblem.NotATime)]
    [InlineData("""{"items":[{"field":"startedAt","operator":"inTheLast","values":["7","moons"]}]}""", "items[0]", SearchProblem.NotAChoice)]
    [InlineData("""{"items":[{"field":"status","operator":"equal","value":"ajar"}]}""", "items[0]", SearchProblem.NotAChoice)]
    [InlineData("""{"items":[{"field":"status","operator":"isEmpty"}]}""", "items[0]", SearchProblem.UnknownOperator)]
    [InlineData("""{"items":[],"timeZone":"Moon/Sea"}""", "timeZone", SearchProblem.UnknownTimeZone)]
    [InlineData("""{"items":7}""", "", SearchProblem.Shape)]
    [InlineData("""{"items":[{"field":"note","operator":"contains","value":"\ud800"}],"items":[]}""", "", SearchProblem.Shape)]
    [InlineData("""[]""", "", SearchProblem.Shape)]
    [InlineData("""{"field":"id","operator":"equal","value":"1"}""", "", SearchProblem.Shape)]
    [InlineData("""no""", "", SearchProblem.Shape)]
    public void Search_ThatCannotBeAsked_NamesTheCondition(string json, string path, SearchProblem problem)
    {
        var (search, errors) = SearchJson.Read(json);
        if (errors.Count == 0)
            errors = SearchRules.Read(search, Now).Errors;

        var error = Assert.Single(errors);
        Assert.Equal((path, problem), (error.Path, error.Problem));
    }

    [Fact]
    public void Search_TooDeepOrTooLarge_IsRefused()
    {
        SearchNode node = new SearchCondition { Field = SearchField.Id, Operator = SearchOperator.Equal, Values = ["1"] };
        var many = new SearchGroup { Items = [.. Enumerable.Repeat(node, SearchRules.MostConditions + 1)] };
        for (var depth = 0; depth <= SearchRules.Deepest; depth++)
            node = new SearchGroup { Items = [node] };

        Assert.Equal(SearchProblem.TooDeep, Assert.Single(SearchRules.Read(new SearchDefinition { Root = (SearchGroup)node }, Now).Errors).Problem);
        Assert.Equal(SearchProblem.TooManyConditions, Assert.Single(SearchRules.Read(new SearchDefinition { Root = many }, Now).Errors).Problem);
        var tooLong = new SearchCondition { Field = SearchField.Note, Operator = SearchOperator.Contains, Values = [new string('x', SearchRules.LongestText + 1)] };
        Assert.Equal(SearchProblem.TooLong, Assert.Single(SearchRules.Check(tooLong)).Problem);
    }

    [Fact]
    public void Day_InItsZone_BeginsAndEndsThere()
    {
        // Rome puts its clocks forward in this night: the day has 23 hours.
        var day = Ask(SearchField.StartedAt, SearchOperator.On, "2026-03-29");

        Assert.True(Finds(day, "2026-03-28T23:00:00Z"));
        Assert.True(Finds(day, "2026-03-29T21:59:59.999999Z"));
        Assert.False(Finds(day, "2026-03-28T22:59:59.999999Z"));
        Assert.False(Finds(day, "2026-03-29T22:00:00Z"));
    }

    [Fact]
    public void Disabled_ConditionsAndEmptyGroups_ChangeNothing()
    {
        var off = new SearchCondition { Field = SearchField.Id, Operator = SearchOperator.Equal, Values = ["7"], Enabled = false };
        var search = new SearchDefinition { Root = new SearchGroup { Match = SearchMatch.Any, Items = [off, new SearchGroup(), new SearchGroup { Items = [off] }] } };

        Assert.IsType<SearchTest.Everything>(SearchRules.Read(search, Now).Test);
        Assert.False(search.Root.IsInForce);
    }

    [Theory]
    [InlineData(SearchOperator.Contains, "ROSSI", true)]
    [InlineData(SearchOperator.StartsWith, "anna r", true)]
    [InlineData(SearchOperator.StartsWith, "nna", false)]
    [InlineData(SearchOperator.EndsWith, "rossì", true)]
    [InlineData(SearchOperator.Equal, " anna rossì ", true)]
    [InlineData(SearchOperator.Equal, "anna", false)]
    [InlineData(SearchOperator.NotEqual, "anna", true)]
    [InlineData(SearchOperator.DoesNotContain, "%", true)]
    [InlineData(SearchOperator.Contains, "_", false)]
    [InlineData(SearchOperator.IsNotEmpty, null, true)]
    public void Text_WhateverItsCaseAndComposition_IsCompared(SearchOperator comparison, string? value, bool finds)
    {
        var condition = new SearchCondition { Field = SearchField.ContactName, Operator = comparison, Values = value is null ? [] : [value == "ROSSI" ? "ROSSI\u0300" : value] };
        var test = SearchRules.Read(new SearchDefinition { Root = new SearchGroup { Items = [condition] } }, Now).Test;

        Assert.Equal(finds, SearchEvaluator.Finds(test, new SearchableInteraction { Id = 1, ContactName = "Anna Rossì" }));
    }

    private static SearchTest Ask(SearchField field, SearchOperator comparison, params string[] values) => SearchRules.Read(
        new SearchDefinition { TimeZone = "Europe/Rome", Root = new SearchGroup { Items = [new SearchCondition { Field = field, Operator = comparison, Values = values }] } }, Now).Test;

    private static bool Finds(SearchTest test, string startedAt) => SearchEvaluator.Finds(test, new SearchableInteraction
    {
        Id = 1,
        StartedAt = DateTimeOffset.Parse(startedAt, System.Globalization.CultureInfo.InvariantCulture),
    });
}
