using Motion.Domain.Messaging;

namespace Motion.Tests.Domain.Messaging;

public sealed class TemplateTextTests
{
    [Theory]
    [InlineData("Nothing", new string[0])]
    [InlineData("{{2}} {{1}} {{2}}", new[] { "1", "2" })]
    [InlineData("{{10}} {{9}}", new[] { "9", "10" })]
    [InlineData("{{ name }}, {{order_id}} {{1}}", new[] { "1", "name", "order_id" })]
    [InlineData("{{}} {1} {{no spaces}}", new string[0])]
    public void Placeholders_InAText_AreFoundOnceInTheOrderOfTheirValues(string text, string[] names) =>
        Assert.Equal(names, TemplateText.Placeholders(text));

    [Theory]
    [InlineData("{{1}} and {{2}}", new[] { "A", "B" }, "A and B")]
    [InlineData("{{1}} and {{2}}", new[] { "A" }, "A and {{2}}")]
    [InlineData("{{1}} and {{2}}", new[] { "", "B" }, "{{1}} and B")]
    [InlineData("{{1}}", new[] { "{{2}}", "B" }, "{{2}}")]
    public void Fill_WithValues_LeavesWhatHasNone(string text, string[] values, string filled) =>
        Assert.Equal(filled, TemplateText.Fill(text, ["1", "2"], values));
}
