using System.Text.Json;
using Motion.Domain;
using Motion.Domain.Routing;

namespace Motion.Tests.Domain.Routing;

public sealed class PlanConditionTests
{
    private static readonly ConditionFacts Facts = new(
        ContactListId: 4, ContactName: "Hana Rossi", ContactPhones: ["393331110010", "390115550100"], MessageText: "Buongiorno, vorrei un PREZZO per 20 sedie",
        HoldingIntervals: new HashSet<int> { 7 }, WindowIsOpen: true);

    private static PlanCondition Text(ConditionSubject subject, ConditionOperator how, string text, bool not = false) => new() { Subject = subject, Operator = how, Text = text, Not = not };

    [Theory]
    [InlineData(ConditionOperator.Contains, "un prezzo", true)]
    [InlineData(ConditionOperator.Contains, "offerta", false)]
    [InlineData(ConditionOperator.StartsWith, "buongiorno", true)]
    [InlineData(ConditionOperator.StartsWith, "vorrei", false)]
    [InlineData(ConditionOperator.EqualTo, "buongiorno, vorrei un prezzo per 20 sedie", true)]
    [InlineData(ConditionOperator.EqualTo, "buongiorno", false)]
    [InlineData(ConditionOperator.AnyWord, "offerta, prezzo", true)]
    [InlineData(ConditionOperator.AnyWord, "vorrei un prezzo", true)]
    [InlineData(ConditionOperator.AnyWord, "rezzo, giorno, sedi", false)] // parts of words
    [InlineData(ConditionOperator.AnyWord, "20", true)]
    [InlineData(ConditionOperator.AnyWord, " , ,", false)]
    public void MessageText_IsComparedWithoutCase(ConditionOperator how, string text, bool expected)
    {
        Assert.Equal(expected, Text(ConditionSubject.MessageText, how, text).Holds(Facts));
        Assert.Equal(!expected, Text(ConditionSubject.MessageText, how, text, not: true).Holds(Facts));
    }

    [Theory]
    [InlineData(ConditionOperator.StartsWith, "+39 333", true)]
    [InlineData(ConditionOperator.StartsWith, "+39 011", true)] // the other number
    [InlineData(ConditionOperator.StartsWith, "+44", false)]
    [InlineData(ConditionOperator.EqualTo, "+39 333 111 0010", true)]
    [InlineData(ConditionOperator.AnyWord, "+44 20 1, +39 333 1110010", true)]
    [InlineData(ConditionOperator.AnyWord, "+39 333", false)]
    public void Phone_IsComparedAsDigits(ConditionOperator how, string text, bool expected) =>
        Assert.Equal(expected, Text(ConditionSubject.ContactPhone, how, text).Holds(Facts));

    [Fact]
    public void Phone_OfACustomerWithoutOne_NeverMatches()
    {
        Assert.False(Text(ConditionSubject.ContactPhone, ConditionOperator.Contains, "3").Holds(Facts with { ContactPhones = [] }));
        Assert.True(Text(ConditionSubject.ContactPhone, ConditionOperator.Contains, "3", not: true).Holds(Facts with { ContactPhones = [] }));
    }

    [Fact]
    public void OtherSubjects_LookAtTheirFact()
    {
        Assert.True(Text(ConditionSubject.ContactName, ConditionOperator.AnyWord, "rossi").Holds(Facts));
        Assert.True(new PlanCondition { Subject = ConditionSubject.ContactList, ListIds = [1, 4] }.Holds(Facts));
        Assert.False(new PlanCondition { Subject = ConditionSubject.ContactList, ListIds = [1] }.Holds(Facts));
        Assert.True(new PlanCondition { Subject = ConditionSubject.Interval, IntervalId = 7 }.Holds(Facts));
        Assert.True(new PlanCondition { Subject = ConditionSubject.Interval, IntervalId = 8, Not = true }.Holds(Facts));
        Assert.True(new PlanCondition { Subject = ConditionSubject.Window }.Holds(Facts));
        Assert.False(new PlanCondition { Subject = ConditionSubject.Window, Not = true }.Holds(Facts));
    }

    [Fact]
    public void Json_IsSmallAndReadBackTheSame()
    {
        var condition = Text(ConditionSubject.MessageText, ConditionOperator.AnyWord, "price, offer");

        Assert.Equal("""{"subject":"messageText","operator":"anyWord","text":"price, offer"}""", condition.ToJson());
        Assert.Equal(condition, PlanCondition.Read(condition.ToJson()));
        Assert.Equal("""{"subject":"contactList","listIds":[1,4],"not":true}""", new PlanCondition { Subject = ConditionSubject.ContactList, ListIds = [1, 4], Not = true }.ToJson());
        Assert.Equal(new PlanCondition { Subject = ConditionSubject.ContactList, ListIds = [1] }, new PlanCondition { Subject = ConditionSubject.ContactList, ListIds = [1] });
        Assert.Throws<JsonException>(() => PlanCondition.Read("{}"));
        Assert.Throws<JsonException>(() => PlanCondition.Read("""{"subject":"weather"}"""));
    }

    [Fact]
    public void Normalized_DropsWhatIsOfAnotherSubject()
    {
        var condition = new PlanCondition { Subject = ConditionSubject.Interval, IntervalId = 3, Text = "left over", Operator = ConditionOperator.Contains, ListIds = [1] };

        Assert.Equal("""{"subject":"interval","intervalId":3}""", condition.Normalized().ToJson());
    }

    [Fact]
    public void Check_IncompleteOnes_NamesTheField()
    {
        static IEnumerable<(string, FieldProblem)> Of(PlanCondition condition) => condition.Check("if").Select(error => (error.Field, error.Problem));

        Assert.Equal([("if.operator", FieldProblem.Required), ("if.text", FieldProblem.Required)], Of(new PlanCondition { Subject = ConditionSubject.MessageText }));
        Assert.Equal([("if.text", FieldProblem.Required)], Of(Text(ConditionSubject.MessageText, ConditionOperator.AnyWord, " , ")));
        Assert.Equal([("if.text", FieldProblem.Invalid)], Of(Text(ConditionSubject.ContactPhone, ConditionOperator.Contains, "abc")));
        Assert.Equal([("if.listIds", FieldProblem.Required)], Of(new PlanCondition { Subject = ConditionSubject.ContactList, ListIds = [] }));
        Assert.Equal([("if.intervalId", FieldProblem.Required)], Of(new PlanCondition { Subject = ConditionSubject.Interval }));
        Assert.Empty(Of(new PlanCondition { Subject = ConditionSubject.Window }));
    }
}
