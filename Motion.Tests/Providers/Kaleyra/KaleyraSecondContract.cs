using System.Text.Json;
using System.Text.Json.Nodes;
using Motion.Domain.Accounts;
using Motion.Domain.Messaging;
using Motion.Providers;
using Motion.Tests.Support;

namespace Motion.Tests.Providers.Kaleyra;

public sealed class KaleyraSecondContract : KaleyraContract
{
    private static readonly KaleyraCredentials Second = new("https://api.eu.kaleyra.io", "waba-1", "SID1", "key-1", "V2", "hook_secret");

    private protected override KaleyraCredentials Mine => Second;
    private protected override string SendPath => "/v2/SID1/whatsapp/15557654321/messages";
    private protected override string CheckPath => "/v2/SID1/whatsapp/waba-1/message_templates";
    private protected override string TakenId => "wamid.OUT1";
    private protected override string TakenAnswer => Taken("""{"messages":[{"id":"wamid.OUT1"}]}""");
    private protected override IEnumerable<MessageContent> Unsendable => [new ReactionContent("sha256:00", "👍"), new ContactsContent([])];

    private protected override WebhookPayload InboundText(string providerId, string text) => Payload(
        """{"object":"whatsapp_business_account","entry":[{"id":"1","changes":[{"field":"messages","value":{"metadata":{"phone_number_id":"77"},"messages":[{"from":"15551230000","id":"""
        + JsonSerializer.Serialize(providerId) + ""","timestamp":"1603914166","type":"text","text":{"body":""" + JsonSerializer.Serialize(text) + "}}]}}]}]}");

    private static readonly Dictionary<string, (MessageContent Content, string Part)> Bodies = new()
    {
        ["text"] = (new TextContent("Ciao \"è\" 😀"), """{"preview_url":false,"body":"Ciao \"è\" 😀"}"""),
        ["image"] = (new MediaContent(MessageKind.Image, "image/jpeg", "Me"), """{"link":"https://motion.example/file/1?sig=x","caption":"Me"}"""),
        ["document"] = (new MediaContent(MessageKind.Document, "application/pdf", null, "bill.pdf"),
            """{"link":"https://motion.example/file/1?sig=x","filename":"bill.pdf"}"""),
        ["location"] = (new LocationContent(45.5, -9.25, "Duomo"), """{"latitude":45.5,"longitude":-9.25,"name":"Duomo"}"""),
        ["contacts"] = (new ContactsContent([new ContactCard("Ann A", ["+1 555"], [])]),
            """[{"name":{"formatted_name":"Ann A","first_name":"Ann A"},"phones":[{"phone":"+1 555"}]}]"""),
        ["reaction"] = (new ReactionContent("wamid.IN1", "👍"), """{"message_id":"wamid.IN1","emoji":"👍"}"""),
        ["template"] = (new TemplateContent("hello", "it", ["one, two"], "x", Buttons: new Dictionary<int, string> { [1] = "order/7" }),
            """{"name":"hello","language":{"code":"it"},"components":[{"type":"body","parameters":[{"type":"text","text":"one, two"}]},{"type":"button","sub_type":"url","index":"1","parameters":[{"type":"text","text":"order/7"}]}]}"""),
    };

    public static TheoryData<string> Sendable => [.. Bodies.Keys];

    [Theory]
    [MemberData(nameof(Sendable))]
    public async Task Send_EachKind_WrapsMetasBody(string type)
    {
        Server.On("POST", SendPath, Replies.Json(200, TakenAnswer));
        var (content, part) = Bodies[type];
        Assert.IsType<SendOutcome.Taken>(await Provider.SendAsync(Message(content, File()), Second, TestContext.Current.CancellationToken));
        var request = Assert.Single(Server.Requests);
        Assert.Equal(("key-1", "application/json"), (request.Headers["api-key"], request.Headers["Content-Type"]));
        var expected = JsonNode.Parse(
            """{"messaging_object":{"messaging_product":"whatsapp","recipient_type":"individual","to":"15551230000","type":""" + $"\"{type}\",\"{type}\":{part}"
            + ""","biz_opaque_callback_data":"42"},"extra_info":{"ref":"42"}}""");
        Assert.True(JsonNode.DeepEquals(expected, JsonNode.Parse(request.Body)), request.Text);
    }

    [Theory]
    [InlineData("wamid.IN1", "wamid.IN1")]
    [InlineData("sha256:00", null)]
    public async Task Send_QuotesOnlyWhatKaleyraKnows(string quoted, string? expected)
    {
        Server.On("POST", SendPath, Replies.Json(200, TakenAnswer));
        _ = await Provider.SendAsync(Message(new TextContent("x")) with { ReplyToProviderMessageId = quoted }, Second, TestContext.Current.CancellationToken);
        Assert.Equal(expected, (string?)JsonNode.Parse(Assert.Single(Server.Requests).Body)!["messaging_object"]!["context"]?["message_id"]);
    }

    [Theory]
    [InlineData("""{"messages":[{"id":"a"}],"id":"b","message_id":"c"}""", "a")]
    [InlineData("""{"id":"b","message_id":"c"}""", "b")]
    [InlineData("""{"message_id":"c"}""", "c")]
    public async Task Send_Taken_FindsTheIdWhereverItIs(string data, string id)
    {
        Server.On("POST", SendPath, Replies.Json(200, Taken(data)));
        Assert.Equal(new SendOutcome.Taken(id), await SendAsync());
    }

    [Fact]
    public async Task Send_GoodStatusWithAnErrorInside_IsThatError()
    {
        Server.On("POST", SendPath, Replies.Json(200, """{"code":"WAV2101","message":"Daily limit","data":{},"error":{}}"""));
        var failure = FailureOf(await SendAsync());
        Assert.Equal((OutsideFailureKind.RateLimited, "WAV2101"), (failure.Kind, failure.Code));
    }

    [Fact]
    public async Task Read_IsReported_AndARefusalIsSaid()
    {
        Server.On("POST", SendPath, Replies.Json(200, Taken("{}")), Replies.Json(400, """{"code":"WA400","message":"Bad id"}"""));
        await Provider.MarkReadAsync("wamid.IN1", "15557654321", Second, TestContext.Current.CancellationToken);
        Assert.True(JsonNode.DeepEquals(
            JsonNode.Parse("""{"messaging_object":{"messaging_product":"whatsapp","status":"read","message_id":"wamid.IN1"}}"""),
            JsonNode.Parse(Assert.Single(Server.Requests).Body)));
        _ = await Assert.ThrowsAsync<OutsideFailureException>(
            () => Provider.MarkReadAsync("wamid.IN1", "15557654321", Second, TestContext.Current.CancellationToken));
    }

    [Theory]
    [InlineData("{0}")]
    [InlineData("""{{"code":"WA200","data":{0},"error":{{}}}}""")]
    public async Task Templates_AreMetasList_BareOrWrapped(string envelope)
    {
        const string list = """{"data":[{"name":"hello","language":"it","status":"APPROVED","category":"UTILITY","components":[{"type":"BODY","text":"Ciao {{1}}"}]}]}""";
        Server.On("GET", CheckPath, Replies.Json(200, string.Format(System.Globalization.CultureInfo.InvariantCulture, envelope, list)));
        var template = Assert.Single(await Provider.ListTemplatesAsync(Second, TestContext.Current.CancellationToken));
        Assert.Equal(("hello", "it", TemplateStatus.Approved, "Ciao {{1}}"), (template.Name, template.Language, template.Status, template.Body));
        Assert.Equal(["1"], template.Parameters);
        Assert.Equal("key-1", Server.Requests.Last().Headers["api-key"]);
    }

    [Fact]
    public void Abilities_AreMetasAsFarAsKnown()
    {
        var abilities = Provider.CapabilitiesOf(Second);
        Assert.Equal((true, true, true, true, true, false),
            (abilities.MediaByUrl, abilities.ContactCard, abilities.ReplyTo, abilities.Reaction, abilities.ReadReceipt, abilities.Typing));
    }

    private static string Taken(string data) => """{"code":"WA200","message":"Request Processed Successfully","data":""" + data + ""","error":{}}""";
}
