using System.Text;
using System.Text.Json.Nodes;
using Motion.Domain.Messaging;
using Motion.Providers;
using Motion.Tests.Support;

namespace Motion.Tests.Providers.Meta;

public sealed partial class MetaContract
{
    public static TheoryData<string> Sendable => [.. Bodies.Keys];

    private static readonly Dictionary<string, (MessageContent Content, string Part)> Bodies = new()
    {
        ["text"] = (new TextContent("Ciao \"è\" 😀"), """{"preview_url":false,"body":"Ciao \"è\" 😀"}"""),
        ["text with link"] = (new TextContent("see https://example.com"), """{"preview_url":true,"body":"see https://example.com"}"""),
        ["location"] = (new LocationContent(45.5, -9.25, "Duomo", null), """{"latitude":45.5,"longitude":-9.25,"name":"Duomo"}"""),
        ["reaction"] = (new ReactionContent("wamid.IN1", "👍"), """{"message_id":"wamid.IN1","emoji":"👍"}"""),
        ["reaction removed"] = (new ReactionContent("wamid.IN1", null), """{"message_id":"wamid.IN1","emoji":""}"""),
        ["contacts"] = (new ContactsContent([new ContactCard("Ann A", ["+1 555"], ["a@example.com"])]),
            """[{"name":{"formatted_name":"Ann A","first_name":"Ann A"},"phones":[{"phone":"+1 555"}],"emails":[{"email":"a@example.com"}]}]"""),
        ["template"] = (new TemplateContent("hello", "it", ["Ann", "42"], "Ciao Ann 42"),
            """{"name":"hello","language":{"code":"it"},"components":[{"type":"body","parameters":[{"type":"text","text":"Ann"},{"type":"text","text":"42"}]}]}"""),
        ["template bare"] = (new TemplateContent("hello", "it", [], "Ciao"), """{"name":"hello","language":{"code":"it"}}"""),
    };

    [Theory]
    [MemberData(nameof(Sendable))]
    public async Task Send_EachKind_WritesMetasBody(string name)
    {
        Server.On("POST", SendPath, Replies.Json(200, TakenAnswer));
        var (content, part) = Bodies[name];
        _ = await SendAsync(content);
        var request = Assert.Single(Server.Requests);
        Assert.Equal("Bearer token-1", request.Headers["Authorization"]);
        Assert.Equal("application/json", request.Headers["Content-Type"]);
        var type = name.Split(' ')[0];
        var expected = JsonNode.Parse(
            $$"""{"messaging_product":"whatsapp","recipient_type":"individual","to":"15551230000","type":"{{type}}","{{type}}":{{part}},"biz_opaque_callback_data":"42"}""");
        Assert.True(JsonNode.DeepEquals(expected, JsonNode.Parse(request.Body)), request.Text);
    }

    [Fact]
    public async Task Send_ToAUserId_UsesRecipientAndQuotes()
    {
        Server.On("POST", SendPath, Replies.Json(200, TakenAnswer));
        var message = Message(new TextContent("x")) with { To = new(IdentityKind.UserId, "US.1349"), ReplyToProviderMessageId = "wamid.IN1" };
        _ = await Provider.SendAsync(message, Mine, TestContext.Current.CancellationToken);
        var body = JsonNode.Parse(Assert.Single(Server.Requests).Body)!;
        Assert.Equal("US.1349", (string?)body["recipient"]);
        Assert.Null(body["to"]);
        Assert.Equal("wamid.IN1", (string?)body["context"]?["message_id"]);
    }

    [Fact]
    public async Task Send_File_IsUploadedFirst()
    {
        Server.On("POST", UploadPath, Replies.Json(200, """{"id":"up-1"}"""));
        Server.On("POST", SendPath, Replies.Json(200, TakenAnswer));
        var content = new MediaContent(MessageKind.Document, "application/pdf", "The bill", "bill è.pdf");
        var outcome = await Provider.SendAsync(Message(content, File("application/pdf", "bill è.pdf")), Mine, TestContext.Current.CancellationToken);

        Assert.IsType<SendOutcome.Taken>(outcome);
        var requests = Server.Requests.ToArray();
        Assert.Contains("name=messaging_product", requests[0].Text, StringComparison.Ordinal);
        Assert.Contains("application/pdf", requests[0].Text, StringComparison.Ordinal);
        Assert.Contains("\0\0\0\0\0", Encoding.Latin1.GetString(requests[0].Body), StringComparison.Ordinal);
        var sent = JsonNode.Parse(requests[1].Body)!["document"];
        Assert.True(JsonNode.DeepEquals(JsonNode.Parse("""{"id":"up-1","caption":"The bill","filename":"bill è.pdf"}"""), sent), requests[1].Text);
    }

    [Fact]
    public async Task Send_UploadFails_IsSafeBecauseNothingWasSent()
    {
        foreach (var reply in new[] { Replies.Status(500), Replies.Reset(), Replies.Json(200, "{}") })
        {
            Server.On("POST", UploadPath, reply);
            var outcome = await Provider.SendAsync(Message(new MediaContent(MessageKind.Image, "image/jpeg"), File()), Mine, TestContext.Current.CancellationToken);
            Assert.Equal((OutsideFailureKind.Transient, RetryAdvice.Safe), (FailureOf(outcome).Kind, FailureOf(outcome).Retry));
        }
        Server.On("POST", UploadPath, Replies.Json(413, "{}"));
        var tooLarge = await Provider.SendAsync(Message(new MediaContent(MessageKind.Image, "image/jpeg"), File()), Mine, TestContext.Current.CancellationToken);
        Assert.Equal((OutsideFailureKind.MediaTooLarge, RetryAdvice.Never), (FailureOf(tooLarge).Kind, FailureOf(tooLarge).Retry));
        Assert.DoesNotContain(Server.Requests, request => request.Path == SendPath);
    }

    [Fact]
    public async Task Send_FileOverTheLimitOrWordsUnderASound_IsRefusedBeforeHttp()
    {
        var big = await Provider.SendAsync(
            Message(new MediaContent(MessageKind.Image, "image/jpeg"), File(length: (5 * 1024 * 1024) + 1)), Mine, TestContext.Current.CancellationToken);
        Assert.Equal(OutsideFailureKind.MediaTooLarge, FailureOf(big).Kind);
        var worded = await Provider.SendAsync(
            Message(new MediaContent(MessageKind.Audio, "audio/ogg", "words"), File("audio/ogg")), Mine, TestContext.Current.CancellationToken);
        Assert.Equal(RetryAdvice.Never, FailureOf(worded).Retry);
        Assert.Empty(Server.Requests);
    }

    [Fact]
    public async Task Read_IsReported_AndARefusalIsSaid()
    {
        Server.On("POST", SendPath, Replies.Json(200, """{"success":true}"""), Replies.Json(400, Error(100, "Bad id")));
        await Provider.MarkReadAsync("wamid.IN1", "15557654321", Mine, TestContext.Current.CancellationToken);
        Assert.True(JsonNode.DeepEquals(
            JsonNode.Parse("""{"messaging_product":"whatsapp","status":"read","message_id":"wamid.IN1"}"""), JsonNode.Parse(Server.Requests.Single().Body)));
        _ = await Assert.ThrowsAsync<OutsideFailureException>(() => Provider.MarkReadAsync("wamid.IN1", "15557654321", Mine, TestContext.Current.CancellationToken));
    }

    [Fact]
    public async Task Media_Described_CarriesTypeLengthAndHash()
    {
        Server.On("GET", FilePath, Replies.File([1, 2, 3, 4, 5], "image/png"));
        await using var download = await Provider.OpenMediaAsync(FileAt(FileUrl.AbsoluteUri), Mine, TestContext.Current.CancellationToken);
        Assert.Equal(("image/jpeg", 5L, new string('a', 64)), (download.MimeType, download.Length, download.Sha256));
        Assert.Equal($"?phone_number_id={Number}", Server.Requests.First().Query);
    }

    [Fact]
    public async Task Media_GoneAtMeta_SaysWhy()
    {
        Server.On("GET", "/v26.0/media-9", Replies.Json(400, Error(100, "Unsupported get request")));
        var failure = (await Assert.ThrowsAsync<OutsideFailureException>(() => ReadAsync(new MediaSource("media-9", null, null)))).Failure;
        Assert.Equal((OutsideFailureKind.Unknown, RetryAdvice.Never, "100"), (failure.Kind, failure.Retry, failure.Code));
    }

    [Theory]
    [InlineData("subscribe", "meatyhamhock", "1158201444", null)]
    [InlineData("subscribe", "meatyhamhock2", "1158201444", 403)]
    [InlineData("unsubscribe", "meatyhamhock", "1158201444", 403)]
    [InlineData("subscribe", "meatyhamhock", "", 403)]
    [InlineData("subscribe", "", "1158201444", 403)]
    public void Handshake_ByItsToken_IsAnsweredOrRefused(string mode, string token, string challenge, int? refusal)
    {
        var query = new Dictionary<string, string> { ["hub.mode"] = mode, ["hub.verify_token"] = token, ["hub.challenge"] = challenge };
        var verdict = Provider.Verify(new WebhookRequest("GET", "https://motion.example/notify", query, _ => null, default), Mine);
        if (refusal is { } status) Assert.Equal(status, Assert.IsType<WebhookVerdict.Refused>(verdict).StatusCode);
        else Assert.Equal(new WebhookAnswer("text/plain", challenge), Assert.IsType<WebhookVerdict.Handshake>(verdict).Answer);
    }

    [Fact]
    public void Verify_WithoutAnAppSecret_TrustsTheAddressAlone()
    {
        var bare = Mine with { AppSecret = null };
        Assert.IsType<WebhookVerdict.Accepted>(Provider.Verify(SignedRequest() with { Header = _ => null }, bare));
        Assert.False(Provider.CapabilitiesOf(bare).SignedWebhooks);
        Assert.True(Provider.CapabilitiesOf(Mine).SignedWebhooks);
    }

    private static string UploadPath => $"/v26.0/{Number}/media";
}
