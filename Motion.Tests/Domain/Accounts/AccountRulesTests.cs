using Motion.Domain;
using Motion.Domain.Accounts;

namespace Motion.Tests.Domain.Accounts;

public sealed class AccountRulesTests
{
    private static readonly Dictionary<string, string?> TwilioValues = new()
    {
        ["accountSid"] = "AC0123456789abcdef0123456789ABCDEF",
        ["authorizationToken"] = "token",
    };

    private static readonly AccountSettings Good = new()
    {
        Name = "Support",
        Key = "SUP",
        Type = AccountType.Twilio,
        Phone = "390115550100",
        Domain = "care.example.com",
    };

    [Fact]
    public void Check_GoodSettings_FindsNothing() => Assert.Empty(AccountRules.Check(AccountRules.Normalize(Good), TwilioValues));

    public static TheoryData<string, AccountSettings, FieldProblem> Refused => new()
    {
        { "name", Good with { Name = "  " }, FieldProblem.Required },
        { "name", Good with { Name = new string('n', 256) }, FieldProblem.TooLong },
        { "key", Good with { Key = null }, FieldProblem.Required },
        { "key", Good with { Key = "SALES1" }, FieldProblem.Invalid },
        { "key", Good with { Key = "A-B" }, FieldProblem.Invalid },
        { "key", Good with { Key = "A B" }, FieldProblem.Invalid },
        { "phone", Good with { Phone = "" }, FieldProblem.Required },
        { "phone", Good with { Phone = "12345" }, FieldProblem.Invalid },
        { "domain", Good with { Domain = "https://care.example.com" }, FieldProblem.Invalid },
        { "description", Good with { Description = new string('d', 2001) }, FieldProblem.TooLong },
        { "assignedAgentWait", Good with { AssignedAgentWait = 0 }, FieldProblem.OutOfRange },
        { "assignedAgentWait", Good with { AssignedAgentWait = 2147484 }, FieldProblem.OutOfRange },
        { "assignedQueueWait", Good with { AssignedQueueWait = -1 }, FieldProblem.OutOfRange },
        { "inactivityTimeout", Good with { InactivityTimeout = 0 }, FieldProblem.OutOfRange },
        { "transfer.agent.timeout", Good with { TransferToAgentTimeout = 0 }, FieldProblem.OutOfRange },
        { "transfer.queue.timeout", Good with { TransferToQueueTimeout = 2147484 }, FieldProblem.OutOfRange },
        { "notification.template", Good with { NotificationTemplate = "{{#queue}}x" }, FieldProblem.SectionNotClosed },
        { "notification.template", Good with { NotificationTemplate = new string('t', 4001) }, FieldProblem.TooLong },
    };

    [Theory, MemberData(nameof(Refused))]
    public void Check_BadValue_NamesTheField(string field, AccountSettings settings, FieldProblem problem)
    {
        var error = Assert.Single(AccountRules.Check(AccountRules.Normalize(settings), TwilioValues));
        Assert.Equal((field, problem), (error.Field, error.Problem));
    }

    [Theory]
    [InlineData(1)]
    [InlineData(2147483)]
    public void Check_WaitAtTheEdge_IsAccepted(int seconds) =>
        Assert.Empty(AccountRules.Check(AccountRules.Normalize(Good with { AssignedAgentWait = seconds, TransferToQueueTimeout = seconds }), TwilioValues));

    [Fact]
    public void Normalize_EmptyTemplate_TakesTheDefault() =>
        Assert.Equal(Account.DefaultNotificationTemplate, AccountRules.Normalize(Good with { NotificationTemplate = " " }).NotificationTemplate);

    [Theory]
    [InlineData("A", true)]
    [InlineData("SUP", true)]
    [InlineData("ab12Z", true)]
    [InlineData("CITTÀ", true)]
    [InlineData("", false)]
    [InlineData("ABCDEF", false)]
    [InlineData("A_B", false)]
    [InlineData("😀", false)]
    public void Key_AsWritten_IsJudged(string key, bool isGood) => Assert.Equal(isGood, AccountKey.IsValid(key));

    [Theory]
    [InlineData("+39 011 555-0100", "390115550100")]
    [InlineData("0039 (011) 555.0100", "390115550100")]
    [InlineData("15551230000", "15551230000")]
    [InlineData("+123456", "123456")]
    [InlineData("+123456789012345", "123456789012345")]
    [InlineData("+1234567890123456", null)]
    [InlineData("+12345", null)]
    [InlineData("0115550100", null)]
    [InlineData("+0039011555", null)]
    [InlineData("whatsapp:+15551230000", null)]
    [InlineData("1555123０000", null)]
    [InlineData("", null)]
    [InlineData(null, null)]
    public void Phone_AsWritten_BecomesDigits(string? written, string? digits) => Assert.Equal(digits, PhoneNumber.Normalize(written));

    [Theory]
    [InlineData("care.example.com", "care.example.com")]
    [InlineData(" Care.Example.COM:8443 ", "care.example.com:8443")]
    [InlineData("localhost:5000", "localhost:5000")]
    [InlineData("127.0.0.1", "127.0.0.1")]
    [InlineData("[::1]:5000", "[::1]:5000")]
    [InlineData("care.example.com:0", null)]
    [InlineData("care.example.com:65536", null)]
    [InlineData("care.example.com:", null)]
    [InlineData("care.example.com/path", null)]
    [InlineData("http://care.example.com", null)]
    [InlineData("user@care.example.com", null)]
    [InlineData("-care.example.com", null)]
    [InlineData("care..example", null)]
    [InlineData("", null)]
    public void Domain_AsWritten_BecomesHostAndPort(string written, string? domain) => Assert.Equal(domain, WebDomain.Normalize(written));
}
