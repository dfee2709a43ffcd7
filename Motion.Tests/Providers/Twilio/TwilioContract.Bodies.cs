using System.Text;
using Motion.Domain.Messaging;
using Motion.Providers;
using Motion.Providers.Outside;
using Motion.Tests.Support;

namespace Motion.Tests.Providers.Twilio;

public sealed partial class TwilioContract
{
    private static readonly string ContentSid = "HX" + new string('a', 32);

    private static readonly Dictionary<string, (MessageContent Content, Dictionary<string, string> Fields)> Bodies = new()
    {
        ["text"] = (new TextContent("Ciao & €"), new() { ["Body"] = "Ciao & €" }),
        ["image"] = (new MediaContent(MessageKind.Image, "image/jpeg", "Me"), new() { ["Body"] = "Me", ["MediaUrl"] = "https://motion.example/file/1?sig=x" }),
        ["contact card"] = (new ContactsContent([new ContactCard("Ann", ["+1"], [])]), new() { ["MediaUrl"] = "https://motion.example/file/1?sig=x" }),
        ["place"] = (new LocationContent(45.5, -9.25, "Duomo"), new() { ["Body"] = "Duomo", ["PersistentAction"] = "geo:45.5,-9.25|Duomo" }),
        ["bare place"] = (new LocationContent(45.5, -9.25), new() { ["Body"] = "45.5, -9.25", ["PersistentAction"] = "geo:45.5,-9.25" }),
        ["template"] = (new TemplateContent(ContentSid, "it", ["Ann", "\"42\""], "x"),
            new() { ["ContentSid"] = ContentSid, ["ContentVariables"] = """{"1":"Ann","2":"\u002242\u0022"}""" }),
        ["bare template"] = (new TemplateContent(ContentSid, "it", [], "x"), new() { ["ContentSid"] = ContentSid }),
    };

    public static TheoryData<string> Sendable => [.. Bodies.Keys];

    [Theory]
    [MemberData(nameof(Sendable))]
    public async Task Send_EachKind_WritesTwiliosForm(string name)
    {
        Server.On("POST", SendPath, Replies.Json(201, TakenAnswer));
        var (content, fields) = Bodies[name];
        var outcome = await Provider.SendAsync(Message(content, File()), Mine, TestContext.Current.CancellationToken);
        Assert.IsType<SendOutcome.Taken>(outcome);
        var request = Assert.Single(Server.Requests);
        Assert.Equal("Basic " + Convert.ToBase64String(Encoding.UTF8.GetBytes($"{Sid}:{Mine.AuthorizationToken}")), request.Headers["Authorization"]);
        fields = new(fields)
        {
            ["To"] = "whatsapp:+15551230000",
            ["From"] = "whatsapp:+15557654321",
            ["StatusCallback"] = "https://motion.example/notify?token=abc&mid=42",
        };
        Assert.Equal(fields.OrderBy(field => field.Key), FormFields.Parse(request.Body).ToText().OrderBy(field => field.Key));
    }

    [Fact]
    public async Task Send_CardWithoutALink_IsRefusedBeforeTwilioIsAsked()
    {
        var outcome = await Provider.SendAsync(Message(new ContactsContent([new ContactCard("Ann", ["+1"], [])])), Mine, TestContext.Current.CancellationToken);
        Assert.Equal((OutsideFailureKind.Unknown, RetryAdvice.Never), (FailureOf(outcome).Kind, FailureOf(outcome).Retry));
        Assert.Empty(Server.Requests);
    }

    [Fact]
    public async Task Send_ToAUserId_HasNoPlus()
    {
        Server.On("POST", SendPath, Replies.Json(201, TakenAnswer));
        var message = Message(new TextContent("x")) with { To = new(IdentityKind.UserId, "US.1349"), StatusCallbackUrl = "https://motion.example/notify" };
        _ = await Provider.SendAsync(message, Mine, TestContext.Current.CancellationToken);
        var form = FormFields.Parse(Assert.Single(Server.Requests).Body).ToText();
        Assert.Equal(("whatsapp:US.1349", "https://motion.example/notify?mid=42"), (form["To"], form["StatusCallback"]));
    }

    [Fact]
    public async Task Send_TakenButFailedAtOnce_IsFinal()
    {
        Server.On("POST", SendPath, Replies.Json(201, """{"sid":"SM1","status":"failed","error_code":63016,"error_message":"Outside"}"""));
        Assert.Equal((OutsideFailureKind.OutsideWindow, RetryAdvice.Never), (FailureOf(await SendAsync()).Kind, FailureOf(await SendAsync()).Retry));
    }

    [Fact]
    public async Task Read_IsNothingToTwilio()
    {
        await Provider.MarkReadAsync("SM1", "15557654321", Mine, TestContext.Current.CancellationToken);
        Assert.Empty(Server.Requests);
        Assert.False(Provider.CapabilitiesOf(Mine).ReadReceipt);
    }

    [Theory]
    [InlineData("/2010-04-01/Accounts/AC00000000000000000000000000000002/Messages/MM1/Media/ME1")]
    [InlineData("/2010-04-01/Accounts/AC00000000000000000000000000000001/../AC2/Messages/MM1")]
    [InlineData("/elsewhere")]
    public async Task Media_OfAnotherAccount_GetsNoToken(string path)
    {
        var address = new Uri(Server.Address, path);
        Server.On("GET", address.AbsolutePath, Replies.File([1], "image/png"));
        _ = await ReadAsync(FileAt(address.OriginalString));
        Assert.False(Server.Requests.Single().Headers.ContainsKey("Authorization"));
    }

    [Fact]
    public void Answer_ToAWebhook_IsEmptyInstructions()
    {
        var answer = Assert.IsType<WebhookVerdict.Accepted>(Provider.Verify(SignedRequest(), Mine)).Answer;
        Assert.Equal("text/xml", answer.ContentType);
        Assert.Contains("<Response/>", answer.Body, StringComparison.Ordinal);
    }
}
