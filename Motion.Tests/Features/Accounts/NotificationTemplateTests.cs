using Motion.Blazor.Features.Accounts.Notifications;
using Motion.Domain.Accounts;
using Motion.Domain.Notifications;

namespace Motion.Tests.Features.Accounts;

public sealed class NotificationTemplateTests
{
    private static NotificationFacts Saying(string value) => new(
        new NotificationAccount("Support", "SUP", AccountType.Meta, "390115550100", null),
        new NotificationContact(7, value, "", null, null, null, new Dictionary<string, string> { ["city"] = value }),
        new NotificationInteraction(42, new DateTimeOffset(2026, 11, 22, 9, 5, 0, TimeSpan.Zero)),
        value, value);

    private static string Render(string template, string value) => NotificationTemplate.Render(template, Saying(value)).Value;

    [Theory]
    [InlineData("{{message.body}}")]
    [InlineData("{{{message.body}}}")]
    [InlineData("{{&message.body}}")]
    [InlineData("{{#contact.city}}{{.}}{{/contact.city}}")]
    [InlineData("<b title=\"{{from}}\">{{message.body}}</b>")]
    [InlineData("<{{from}}>x")]
    [InlineData("<b {{from}}>x</b>")]
    [InlineData("<!-- {{from}} -->")]
    [InlineData("<script>{{from}}</script>")]
    public void Render_HostileValue_StaysWords(string template)
    {
        foreach (var hostile in new[]
        {
            "<script>alert(1)</script>", "<img src=x onerror=alert(1)>", "img src=x onerror=alert(1)", "\"><svg onload=alert(1)>",
            "' onmouseover='alert(1)", "--><iframe src=javascript:alert(1)>", "</b></div><b onclick=alert(1)>", "&lt;script&gt;", "{{account.name}}",
        })
        {
            var markup = Render(template, hostile);
            foreach (var tag in Tags(markup))
                Assert.Contains(tag, new[] { "<b>", "</b>" });
        }
    }

    [Fact]
    public void Render_VariableInAValue_IsNotFilledIn() => Assert.Equal("{{account.name}}", Render("{{message.body}}", "{{account.name}}"));

    [Theory]
    [InlineData("<script>alert(1)</script>Hi", "Hi")]
    [InlineData("<style>*{display:none}</style>Hi", "Hi")]
    [InlineData("<a href='javascript:alert(1)'>Hi</a>", "Hi")]
    [InlineData("<b onclick=\"alert(1)\" style=\"color:red\">Hi</b>", "<b>Hi</b>")]
    [InlineData("<B>Hi</B><br/>you", "<b>Hi</b><br>you")]
    [InlineData("<ul><li>a<li>b</ul>", "<ul><li>a</li><li>b</li></ul>")]
    [InlineData("</div></div>Hi", "Hi")]
    [InlineData("<b>Hi", "<b>Hi</b>")]
    [InlineData("<h1>Hi</h1> <img src=x> <input> <svg><script>1</script></svg>", "Hi   ")]
    [InlineData("<math><mtext><table><mglyph><style><img src=x onerror=alert(1)>", "")]
    [InlineData("1 < 2 & 3 > 2", "1 &lt; 2 &amp; 3 &gt; 2")]
    public void Render_TemplateMarkup_IsReducedToHarmlessTags(string template, string expected) => Assert.Equal(expected, Render(template, "x"));

    [Fact]
    public void Render_EncodedValue_IsEncodedOnce() => Assert.Equal("<b>A &amp; &lt;B&gt;</b>", Render("<b>{{from}}</b>", "A & <B>"));

    [Fact]
    public void Render_UnreadableTemplate_FallsBackToTheDefault() => Assert.StartsWith("Account: Support", Render("{{#queue}}", "x"), StringComparison.Ordinal);

    private static IEnumerable<string> Tags(string markup)
    {
        for (var start = markup.IndexOf('<'); start >= 0; start = markup.IndexOf('<', start + 1))
            yield return markup[start..(markup.IndexOf('>', start) + 1)];
    }
}
