using Motion.Domain;
using Motion.Domain.Routing;

namespace Motion.Tests.Domain.Routing;

public sealed class PlanRulesTests
{
    private static IEnumerable<string> Fields(params PlanRowEntry[] rows) => PlanRules.Check([.. rows.Select(row => row.Normalized())]).Select(error => error.Field);

    [Theory]
    [InlineData(PlanApplication.Agent, "agentId timeout")]
    [InlineData(PlanApplication.Queue, "queueId timeout")]
    [InlineData(PlanApplication.AutoReply, "text mode")]
    [InlineData(PlanApplication.Tag, "tagId")]
    [InlineData(PlanApplication.Close, "dispositionId")]
    [InlineData(PlanApplication.GoToIf, "condition target")]
    [InlineData(PlanApplication.GoTo, "target")]
    [InlineData(PlanApplication.Assistant, "assistantId turns")]
    [InlineData(PlanApplication.Http, "address timeout")]
    [InlineData(PlanApplication.Log, "text")]
    public void Row_OfAnyApplicationWithNothing_NamesWhatItNeeds(PlanApplication application, string fields) =>
        Assert.Equal(fields.Split(' ').Select(field => $"rows[0].{field}"), Fields(new PlanRowEntry(application)));

    [Fact]
    public void Row_Complete_IsAccepted() => Assert.Empty(Fields(
        new PlanRowEntry(PlanApplication.Agent) { AgentId = 1, Timeout = 1 },
        new PlanRowEntry(PlanApplication.Queue) { QueueId = 1, Timeout = 2147483 },
        new PlanRowEntry(PlanApplication.AutoReply) { Text = "Hello {{contact.firstName}}", Mode = AutoReplyMode.FirstMessage },
        new PlanRowEntry(PlanApplication.Tag) { TagId = 1 },
        new PlanRowEntry(PlanApplication.GoToIf) { Condition = new PlanCondition { Subject = ConditionSubject.Window }, Target = 9 },
        new PlanRowEntry(PlanApplication.GoTo) { Target = 1 },
        new PlanRowEntry(PlanApplication.Assistant) { AssistantId = 1, Turns = 5, HandOverWords = "agent" },
        new PlanRowEntry(PlanApplication.Http) { Address = "https://crm.example.com/", Timeout = 60 },
        new PlanRowEntry(PlanApplication.Log) { Text = "here" },
        new PlanRowEntry(PlanApplication.Close) { DispositionId = 1 }));

    [Fact]
    public void Row_OutOfRange_IsRefused() => Assert.Equal(
        ["rows[0].timeout", "rows[1].timeout", "rows[2].turns", "rows[3].target", "rows[4].target", "rows[5].address", "rows[6].text", "rows[7].condition.text"],
        Fields(
            new PlanRowEntry(PlanApplication.Agent) { AgentId = 1, Timeout = 2147484 },
            new PlanRowEntry(PlanApplication.Http) { Address = "https://crm.example.com/", Timeout = 61 },
            new PlanRowEntry(PlanApplication.Assistant) { AssistantId = 1, Turns = 51 },
            new PlanRowEntry(PlanApplication.GoTo) { Target = 0 },
            new PlanRowEntry(PlanApplication.GoTo) { Target = 9 },
            new PlanRowEntry(PlanApplication.Http) { Address = "ftp://crm.example.com/", Timeout = 10 },
            new PlanRowEntry(PlanApplication.AutoReply) { Text = "{{#queue}} never closed", Mode = AutoReplyMode.Always },
            new PlanRowEntry(PlanApplication.GoToIf) { Target = 1, Condition = new PlanCondition { Subject = ConditionSubject.MessageText, Operator = ConditionOperator.Contains } }));

    [Fact]
    public void Plan_Longer_ThanAnyRun_IsRefused() =>
        Assert.Equal([new FieldError("rows", FieldProblem.TooLong, "50")], PlanRules.Check([.. Enumerable.Repeat(new PlanRowEntry(PlanApplication.GoTo), 51)]));

    [Fact]
    public void Normalized_KeepsOnlyWhatBelongsToTheApplication()
    {
        var row = new PlanRowEntry(PlanApplication.Tag)
        {
            TagId = 3,
            AgentId = 1,
            QueueId = 1,
            Timeout = 5,
            Text = "x",
            Mode = AutoReplyMode.Always,
            DispositionId = 2,
            Target = 1,
            AssistantId = 1,
            Turns = 2,
            HandOverWords = "x",
            Address = "x",
            IntervalId = 8,
            IsEnabled = false,
            Condition = new PlanCondition { Subject = ConditionSubject.Window },
        };

        Assert.Equal(new PlanRowEntry(PlanApplication.Tag) { TagId = 3, IntervalId = 8, IsEnabled = false }, row.Normalized());
    }

    [Fact]
    public void Row_KeptAndRead_IsTheSame()
    {
        PlanRowEntry[] rows =
        [
            new(PlanApplication.GoToIf) { Condition = new PlanCondition { Subject = ConditionSubject.ContactList, ListIds = [2, 1], Not = true }, Target = 2, IntervalId = 4 },
            new(PlanApplication.Assistant) { AssistantId = 1, Turns = 3, HandOverWords = "agent, human", IsEnabled = false },
            new(PlanApplication.AutoReply) { Text = "one\ntwo", Mode = AutoReplyMode.FirstMessage },
        ];

        Assert.All(rows, row => Assert.Equal(row.Normalized(), PlanRowEntry.Of(row.Normalized().ToRow(1, 1))));
    }
}
