using Motion.Domain;
using Motion.Domain.Accounts;
using Motion.Domain.Notifications;

namespace Motion.Tests.Domain.Notifications;

public sealed class MustacheTextTests
{
    private static readonly NotificationFacts Facts = new(
        new NotificationAccount("Support", "SUP", AccountType.Meta, "390115550100", null),
        new NotificationContact(7, "Customer", "One", null, "15551230000", null, new Dictionary<string, string> { ["city"] = "Turin", ["mobile"] = "hidden" }),
        new NotificationInteraction(42, new DateTimeOffset(2026, 11, 22, 9, 5, 0, TimeSpan.Zero)),
        "Hello", "+15551230000", new NotificationQueue("Sales", null), "Customers", "Agent One");

    [Theory]
    [InlineData("{{account.name}}/{{account.key}}/{{account.type}}/{{account.phone}}", "Support/SUP/META/+390115550100")]
    [InlineData("{{ contact.firstName }} {{contact.LASTNAME}} {{contact.city}}", "Customer One Turin")]
    [InlineData("{{contact.mobile}}", "+15551230000")]
    [InlineData("{{interaction.id}} {{interaction.createdAt}}", "42 2026-11-22 09:05")]
    [InlineData("{{list.name}} {{agent.fullname}} {{message.body}} {{from}}", "Customers Agent One Hello +15551230000")]
    [InlineData("[{{nobody}}{{account.nothing}}{{account.name.deeper}}{{account}}]", "[]")]
    [InlineData("{{#queue}}{{queue.name}} {{name}} {{account.name}}{{/queue}}", "Sales Sales Support")]
    [InlineData("{{^queue}}none{{/queue}}", "")]
    [InlineData("{{#account.description}}x{{/account.description}}{{^account.description}}-{{/account.description}}", "-")]
    [InlineData("{{#contact.city}}in {{.}}{{/contact.city}}", "in Turin")]
    [InlineData("a{{! a remark }}b", "ab")]
    [InlineData("{ {{{from}}} {{&from}} }", "{ +15551230000 +15551230000 }")]
    [InlineData("{{#queue}}{{#contact}}{{queue.name}}{{/contact}}{{/queue}}", "Sales")]
    public void Render_Variables_AreFilledIn(string template, string expected) =>
        Assert.Equal(expected, MustacheText.Parse(template).Text!.Render(Facts.ToVariables(), value => value));

    [Fact]
    public void Render_NoQueue_LeavesItsSectionOut() => Assert.Equal("Account: Support From : +15551230000",
        MustacheText.Parse(Account.DefaultNotificationTemplate).Text!.Render((Facts with { Queue = null }).ToVariables(), value => value));

    [Theory]
    [InlineData("a\n  {{#queue}}b", FieldProblem.SectionNotClosed, "{{#queue}} (2:3)")]
    [InlineData("{{#queue}}{{#list}}{{/queue}}", FieldProblem.SectionNotClosed, "{{#list}} (1:11)")]
    [InlineData("{{/queue}}", FieldProblem.SectionNotOpen, "{{/queue}} (1:1)")]
    [InlineData("{{#queue}}{{/list}}", FieldProblem.SectionNotOpen, "{{/list}} (1:11)")]
    [InlineData("x {{account.name", FieldProblem.TagNotReadable, "{{account.name (1:3)")]
    [InlineData("{{}}", FieldProblem.TagNotReadable, "{{}} (1:1)")]
    [InlineData("{{#}}{{/}}", FieldProblem.TagNotReadable, "{{#}} (1:1)")]
    [InlineData("{{> other}}", FieldProblem.TagNotReadable, "{{> other}} (1:1)")]
    [InlineData("{{=<% %>=}}", FieldProblem.TagNotReadable, "{{=<% %>=}} (1:1)")]
    [InlineData("{{#if queue}}x{{/if}}", FieldProblem.TagNotReadable, "{{#if queue}} (1:1)")]
    [InlineData("{{{account.name}}", FieldProblem.TagNotReadable, "{{{account.name}} (1:1)")]
    [InlineData("{{a..b}}", FieldProblem.TagNotReadable, "{{a..b}} (1:1)")]
    public void Parse_BadSyntax_IsRefusedWithItsPlace(string template, FieldProblem problem, string where)
    {
        var fault = MustacheText.Parse(template).Fault!;
        Assert.Equal((problem, where), (fault.Problem, fault.Where));
    }

    [Fact]
    public void Parse_NestedTooDeep_IsRefused() => Assert.Equal(FieldProblem.TagNotReadable,
        MustacheText.Parse(string.Concat(Enumerable.Repeat("{{#a}}", 21)) + string.Concat(Enumerable.Repeat("{{/a}}", 21))).Fault!.Problem);
}
