using System.Text.Json.Nodes;
using Motion.Domain.Accounts;
using Motion.Domain.Messaging;
using Motion.Providers;
using Motion.Providers.Outside;
using Motion.Tests.Support;

namespace Motion.Tests.Providers.Kaleyra;

public sealed class KaleyraFirstContract : KaleyraContract
{
    private static readonly KaleyraCredentials First = new("https://api.eu.kaleyra.io", "waba-1", "SID1", "key-1", "V1", "hook_secret");

    private protected override KaleyraCredentials Mine => First;
    private protected override string SendPath => "/v1/SID1/messages";
    private protected override string CheckPath => "/v1/SID1/whatsapp/templates/status";
    private protected override string TakenId => "58f86fab-85c5-4f7c-9b68-9c323248afc4:0";
    private protected override string TakenAnswer => """{"id":"58f86fab-85c5-4f7c-9b68-9c323248afc4:0"}""";

    private protected override IEnumerable<MessageContent> Unsendable =>
    [
        new ReactionContent("x", "👍"),
        new ContactsContent([new ContactCard("Ann", ["+1"], [])]),
        new TemplateContent("hello", "it", ["one, two"], "x"),
        new TemplateContent("hello", "it", [], "x", new(MessageKind.Text, "Hi")),
        new TemplateContent("hello", "it", [], "x", Buttons: new Dictionary<int, string> { [0] = "x" }),
    ];

    private protected override WebhookPayload InboundText(string providerId, string text) => Payload(Variables("1603914166", text));

    /// <summary>Over the fields of the callback; worked out beside this code, so that it cannot change unnoticed.</summary>
    private protected override string IdOf(string providerId, WebhookPayload payload) =>
        "sha256:" + Convert.ToHexStringLower(System.Security.Cryptography.SHA256.HashData(
            Utf8($"15557654321\u001f15551230000\u001f1603914166\u001ftext\u001f{Words}\u001f")));

    private static readonly Dictionary<string, (MessageContent Content, Dictionary<string, string> Fields)> Bodies = new()
    {
        ["text"] = (new TextContent("Ciao & €"), new() { ["type"] = "text", ["body"] = "Ciao & €" }),
        ["text with link"] = (new TextContent("see https://example.com"), new() { ["type"] = "text", ["body"] = "see https://example.com", ["preview_url"] = "true" }),
        ["image"] = (new MediaContent(MessageKind.Image, "image/jpeg", "Me"),
            new() { ["type"] = "media", ["media_url"] = "https://motion.example/file/1?sig=x", ["caption"] = "Me" }),
        ["template"] = (new TemplateContent("hello", "it", ["Ann", "42"], "x"),
            new() { ["type"] = "template", ["template_name"] = "hello", ["lang_code"] = "it", ["params"] = "Ann,42" }),
        ["bare template"] = (new TemplateContent("hello", "it", [], "x"), new() { ["type"] = "template", ["template_name"] = "hello", ["lang_code"] = "it" }),
    };

    public static TheoryData<string> Sendable => [.. Bodies.Keys];

    [Theory]
    [MemberData(nameof(Sendable))]
    public async Task Send_EachKind_WritesKaleyrasForm(string name)
    {
        Server.On("POST", SendPath, Replies.Json(202, TakenAnswer));
        var (content, fields) = Bodies[name];
        Assert.IsType<SendOutcome.Taken>(await Provider.SendAsync(Message(content, File()), First, TestContext.Current.CancellationToken));
        var request = Assert.Single(Server.Requests);
        Assert.Equal(("key-1", "application/x-www-form-urlencoded"), (request.Headers["api-key"], request.Headers["Content-Type"]));
        fields = new(fields) { ["to"] = "15551230000", ["from"] = "15557654321", ["channel"] = "whatsapp", ["ref"] = "42" };
        Assert.Equal(fields.OrderBy(field => field.Key), FormFields.Parse(request.Body).ToText().OrderBy(field => field.Key));
    }

    [Fact]
    public async Task Send_Place_IsJson()
    {
        Server.On("POST", SendPath, Replies.Json(202, TakenAnswer));
        Assert.IsType<SendOutcome.Taken>(await SendAsync(new LocationContent(45.5, -9.25, "Duomo", "Milano")));
        var request = Assert.Single(Server.Requests);
        Assert.Equal("application/json", request.Headers["Content-Type"]);
        Assert.True(JsonNode.DeepEquals(JsonNode.Parse(
            """{"to":"15551230000","from":"15557654321","channel":"whatsapp","type":"location","ref":"42","location":{"latitude":45.5,"longitude":-9.25,"name":"Duomo","address":"Milano"}}"""),
            JsonNode.Parse(request.Body)), request.Text);
    }

    [Fact]
    public async Task Send_WithoutASecret_NamesOurAddressForStatuses()
    {
        Server.On("POST", SendPath, Replies.Json(202, TakenAnswer));
        _ = await Provider.SendAsync(Message(new TextContent("x")), First with { CallbackSecret = null }, TestContext.Current.CancellationToken);
        Assert.Equal("https://motion.example/notify?token=abc", FormFields.Parse(Assert.Single(Server.Requests).Body).ToText()["callback_url"]);
    }

    [Fact]
    public async Task Send_FileWhoseLinkIsRefused_IsUploaded()
    {
        Server.On("POST", SendPath, Replies.Json(400, """{"error":{"media":"media is required"}}"""), Replies.Json(202, TakenAnswer));
        var outcome = await Provider.SendAsync(
            Message(new MediaContent(MessageKind.Image, "image/jpeg", "Me"), File()), First, TestContext.Current.CancellationToken);
        Assert.Equal(new SendOutcome.Taken(TakenId), outcome);
        var upload = Server.Requests.Last();
        Assert.StartsWith("multipart/form-data", upload.Headers["Content-Type"], StringComparison.Ordinal);
        foreach (var (name, value) in new[] { ("to", "15551230000"), ("from", "15557654321"), ("channel", "whatsapp"), ("type", "media"), ("ref", "42"), ("caption", "Me") })
            Assert.Matches($"name={name}\r\n\r\n{value}\r\n", upload.Text);
        Assert.Contains("name=media; filename=a.jpg", upload.Text, StringComparison.Ordinal);
        Assert.Contains("Content-Type: image/jpeg\r\n", upload.Text, StringComparison.Ordinal);
        Assert.Contains("\0\0\0\0\0", upload.Text, StringComparison.Ordinal);
        Assert.DoesNotContain("media_url", upload.Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Send_FileRefusedTwiceOrForAnotherReason_IsFinal()
    {
        Server.On("POST", SendPath, Replies.Json(400, """{"error":{"media":"invalid media type"}}"""));
        var image = Message(new MediaContent(MessageKind.Image, "image/jpeg"), File());
        var failure = FailureOf(await Provider.SendAsync(image, First, TestContext.Current.CancellationToken));
        Assert.Equal((OutsideFailureKind.Unknown, RetryAdvice.Never), (failure.Kind, failure.Retry));
        Assert.Contains("invalid media type", failure.Detail, StringComparison.Ordinal);
        Assert.Equal(2, Server.Requests.Count);

        Server.On("POST", SendPath, Replies.Json(400, """{"error":{"to":"invalid number"}}"""));
        Assert.Equal(OutsideFailureKind.InvalidRecipient, FailureOf(await Provider.SendAsync(image, First, TestContext.Current.CancellationToken)).Kind);
        Assert.Equal(3, Server.Requests.Count);
    }

    [Fact]
    public async Task Send_FileTooLargeToUpload_IsSaid()
    {
        Server.On("POST", SendPath, Replies.Json(400, """{"error":{"media_url":"not allowed"}}"""));
        var big = Message(new MediaContent(MessageKind.Image, "image/jpeg"), File(length: (5 * 1024 * 1024) + 1));
        Assert.Equal(OutsideFailureKind.MediaTooLarge, FailureOf(await Provider.SendAsync(big, First, TestContext.Current.CancellationToken)).Kind);
    }

    [Fact]
    public async Task Send_CommaInAValue_SaysWhatToDo()
    {
        var failure = FailureOf(await SendAsync(new TemplateContent("hello", "it", ["one, two"], "x")));
        Assert.Contains("comma", failure.Detail, StringComparison.Ordinal);
        Assert.Contains("V2", failure.Detail, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Send_ToAUserId_IsRefusedBeforeHttp()
    {
        var message = Message(new TextContent("x")) with { To = new(IdentityKind.UserId, "US.1349") };
        Assert.Equal(RetryAdvice.Never, FailureOf(await Provider.SendAsync(message, First, TestContext.Current.CancellationToken)).Retry);
        Assert.Empty(Server.Requests);
    }

    [Fact]
    public async Task Send_WithNothingConfigured_GoesToTheAccountsOwnAddress()
    {
        await UseAsync([]);
        Server.On("POST", SendPath, Replies.Json(202, TakenAnswer));
        var own = First with { BaseUrl = Server.Address.AbsoluteUri };
        Assert.IsType<SendOutcome.Taken>(await Provider.SendAsync(Message(new TextContent("x")), own, TestContext.Current.CancellationToken));
    }

    [Fact]
    public async Task Templates_AreNamesWithTheirStates()
    {
        Server.On("GET", CheckPath, Replies.Json(200, """
            {"data":[{"template_name":"hello","lang_code":"it","status":"Approved","category":"utility"},{"name":"a","status":"Submission Rejected"},
            {"name":"b","status":"Pending"},{"name":"c","status":"Paused"},{"name":"d","status":"Disabled"},{"name":"e","status":"Rejected"},{"status":"Approved"}]}
            """));
        var templates = await Provider.ListTemplatesAsync(First, TestContext.Current.CancellationToken);
        Assert.Equal(("hello", "it", "UTILITY", ""), (templates[0].Name, templates[0].Language, templates[0].Category, templates[0].Body));
        Assert.Equal(
            [TemplateStatus.Approved, TemplateStatus.Rejected, TemplateStatus.Pending, TemplateStatus.Paused, TemplateStatus.Disabled, TemplateStatus.Rejected],
            templates.Select(template => template.Status));
        Assert.Equal("key-1", Server.Requests.Last().Headers["api-key"]);
    }

    [Fact]
    public void Abilities_AreThoseOfTheFirstGeneration()
    {
        var abilities = Provider.CapabilitiesOf(First);
        Assert.Equal((true, true, true, false, false, false, false),
            (abilities.MediaByUrl, abilities.MediaByUpload, abilities.Location, abilities.ContactCard, abilities.ReplyTo, abilities.Reaction, abilities.ReadReceipt));
    }

    [Fact]
    public async Task Read_IsNothingToTheFirstGeneration()
    {
        await Provider.MarkReadAsync("wamid.IN1", "15557654321", First, TestContext.Current.CancellationToken);
        Assert.Empty(Server.Requests);
    }
}
