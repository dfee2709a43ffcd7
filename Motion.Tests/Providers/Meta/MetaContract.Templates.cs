using System.Text.Json.Nodes;
using Motion.Domain.Messaging;
using Motion.Providers;
using Motion.Tests.Support;

namespace Motion.Tests.Providers.Meta;

public sealed partial class MetaContract
{
    private const string ListPath = "/v26.0/102290129340398/message_templates";

    private const string FullTemplate =
        """
        {"name":"order_ready","language":"it","status":"APPROVED","category":"UTILITY","rejected_reason":"NONE","id":"1","components":[
          {"type":"HEADER","format":"TEXT","text":"Ciao {{1}}","example":{"header_text":["Ann"]}},
          {"type":"BODY","text":"L'ordine {{2}} di {{1}} è pronto.","example":{"body_text":[["Ann","42"]]}},
          {"type":"FOOTER","text":"Negozio"},
          {"type":"BUTTONS","buttons":[
            {"type":"QUICK_REPLY","text":"Grazie"},
            {"type":"URL","text":"Segui","url":"https://shop.example/{{1}}","example":["https://shop.example/42"]}]}]}
        """;

    private static readonly TemplateContent Filled = new(
        "order_ready", "it", ["Ann", "42"], "x", new TemplateHeader(MessageKind.Text, "Ann"), new Dictionary<int, string> { [1] = "42" });

    private Task<IReadOnlyList<ProviderTemplate>> ListAsync() => Provider.ListTemplatesAsync(Mine, TestContext.Current.CancellationToken);

    [Fact]
    public async Task Templates_OfOnePage_AreReadFieldByField()
    {
        Server.On("GET", ListPath, Replies.Json(200, """{"data":[""" + FullTemplate + """],"paging":{"cursors":{"before":"a","after":"b"}}}"""));

        var template = Assert.Single(await ListAsync());

        Assert.Equal(("order_ready", "order_ready", "it", TemplateStatus.Approved), (template.Name, template.Title, template.Language, template.Status));
        Assert.Equal(("UTILITY", null), (template.Category, template.Reason));
        Assert.Equal(("Ciao {{1}}", MessageKind.Text, true), (template.Header, template.HeaderKind, template.TakesHeader));
        Assert.Equal(("L'ordine {{2}} di {{1}} è pronto.", "Negozio", true), (template.Body, template.Footer, template.IsFillable));
        Assert.Equal(["1", "2"], template.Parameters);
        Assert.Equal(["Ann", "42"], template.Samples);
        Assert.Equal([new("Grazie", false), new("Segui", true)], template.Buttons);
        var request = Assert.Single(Server.Requests);
        Assert.Equal("Bearer token-1", request.Headers["Authorization"]);
        Assert.Equal("?fields=name,language,status,category,rejected_reason,components&limit=100", request.Query);
    }

    [Fact]
    public async Task Templates_OfSeveralPages_AreReadByTheCursorOnly()
    {
        Server.On("GET", ListPath,
            Replies.Json(200, """{"data":[{"name":"a","language":"en"}],"paging":{"cursors":{"after":"c=1"},"next":"https://evil.example/steal?access_token=x"}}"""),
            Replies.Json(200, """{"data":[{"name":"b","language":"en"}],"paging":{"cursors":{"after":"c2"}}}"""));

        Assert.Equal(["a", "b"], (await ListAsync()).Select(template => template.Name));
        Assert.EndsWith("&after=c%3D1", Server.Requests.Last().Query, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Templates_ThatGoRoundInCircles_End()
    {
        Server.On("GET", ListPath, Replies.Json(200, """{"data":[{"name":"a"}],"paging":{"cursors":{"after":"same"},"next":"x"}}"""));
        Assert.Equal(2, (await ListAsync()).Count);
    }

    [Theory]
    [InlineData("APPROVED", TemplateStatus.Approved)]
    [InlineData("PENDING", TemplateStatus.Pending)]
    [InlineData("IN_APPEAL", TemplateStatus.Pending)]
    [InlineData("REJECTED", TemplateStatus.Rejected)]
    [InlineData("PAUSED", TemplateStatus.Paused)]
    [InlineData("DISABLED", TemplateStatus.Disabled)]
    [InlineData("OF_TOMORROW", TemplateStatus.Unknown)]
    public async Task Templates_StatusOfMeta_IsTranslated(string word, TemplateStatus status)
    {
        Server.On("GET", ListPath, Replies.Json(200, $$"""{"data":[{"name":"a","status":"{{word}}","rejected_reason":"TAG_CONTENT_MISMATCH"}]}"""));
        var template = Assert.Single(await ListAsync());
        Assert.Equal((status, "TAG_CONTENT_MISMATCH"), (template.Status, template.Reason));
    }

    [Theory]
    [InlineData("""{"type":"CAROUSEL","cards":[]}""", null)]
    [InlineData("""{"type":"BUTTONS","buttons":[{"type":"COPY_CODE","text":"Copy"}]}""", null)]
    [InlineData("""{"type":"HEADER","format":"LOCATION"}""", MessageKind.Location)]
    public async Task Templates_WithPartsOnlyMetaCanFill_SaySo(string part, MessageKind? header)
    {
        Server.On("GET", ListPath, Replies.Json(200, $$"""{"data":[{"name":"a","components":[{{part}}]}]}"""));
        var template = Assert.Single(await ListAsync());
        Assert.Equal((false, header), (template.IsFillable, template.HeaderKind));
    }

    [Fact]
    public async Task Templates_WithAFileOrNamedPlaceholders_SayWhatASendFills()
    {
        Server.On("GET", ListPath, Replies.Json(200,
            """
            {"data":[{"name":"a","components":[{"type":"header","format":"image","example":{"header_handle":["https://cdn.example/x"]}},
              {"type":"body","text":"Hi {{first_name}}, {{order}}","example":{"body_text_named_params":[
                {"param_name":"order","example":"42"},{"param_name":"first_name","example":"Ann"}]}}]}]}
            """));
        var template = Assert.Single(await ListAsync());
        Assert.Equal((MessageKind.Image, null, true), (template.HeaderKind, template.Header, template.TakesHeader));
        Assert.Equal(["first_name", "order"], template.Parameters);
        Assert.Equal(["Ann", "42"], template.Samples);
    }

    [Fact]
    public async Task Templates_RefusedOrUnreadable_SayWhy()
    {
        Server.On("GET", ListPath, Replies.Json(401, BadTokenAnswer), Replies.Json(500, "<html>"), Replies.Json(200, "[]"));
        foreach (var kind in (OutsideFailureKind[])[OutsideFailureKind.AuthFailed, OutsideFailureKind.Transient, OutsideFailureKind.Transient])
        {
            var failure = (await Assert.ThrowsAsync<OutsideFailureException>(ListAsync)).Failure;
            Assert.Equal(kind, failure.Kind);
            Assert.NotEqual(RetryAdvice.OutcomeUnknown, failure.Retry);
        }
    }

    [Fact]
    public async Task Send_TemplateWithHeaderAndButton_WritesTheirComponents()
    {
        await SentAsync(Filled,
            """
            [{"type":"header","parameters":[{"type":"text","text":"Ann"}]},
             {"type":"body","parameters":[{"type":"text","text":"Ann"},{"type":"text","text":"42"}]},
             {"type":"button","sub_type":"url","index":"1","parameters":[{"type":"text","text":"42"}]}]
            """);
    }

    [Theory]
    [InlineData(MessageKind.Image, "image")]
    [InlineData(MessageKind.Video, "video")]
    [InlineData(MessageKind.Document, "document")]
    public async Task Send_TemplateWithAFileAsHeader_NamesItsLink(MessageKind kind, string type)
    {
        await SentAsync(
            Filled with { Parameters = [], Buttons = null, Header = new TemplateHeader(kind, "https://shop.example/a") },
            $$$"""[{"type":"header","parameters":[{"type":"{{{type}}}","{{{type}}}":{"link":"https://shop.example/a"}}]}]""");
    }

    [Fact]
    public async Task Send_TemplateWithNamedPlaceholders_NamesThem()
    {
        await SentAsync(
            Filled with { Parameters = ["Ann"], ParameterNames = ["first_name"], Buttons = null, Header = new TemplateHeader(MessageKind.Text, "X", "shop") },
            """
            [{"type":"header","parameters":[{"type":"text","parameter_name":"shop","text":"X"}]},
             {"type":"body","parameters":[{"type":"text","parameter_name":"first_name","text":"Ann"}]}]
            """);
    }

    [Fact]
    public async Task Typing_IsShown_AndARefusalIsSaid()
    {
        Server.On("POST", SendPath, Replies.Json(200, """{"success":true}"""), Replies.Json(400, Error(100, "Bad id")));
        await Provider.ShowTypingAsync("wamid.IN1", Mine, TestContext.Current.CancellationToken);
        Assert.True(JsonNode.DeepEquals(
            JsonNode.Parse("""{"messaging_product":"whatsapp","status":"read","message_id":"wamid.IN1","typing_indicator":{"type":"text"}}"""),
            JsonNode.Parse(Server.Requests.Single().Body)));
        _ = await Assert.ThrowsAsync<OutsideFailureException>(() => Provider.ShowTypingAsync("wamid.IN1", Mine, TestContext.Current.CancellationToken));
    }

    private async Task SentAsync(TemplateContent content, string components)
    {
        Server.On("POST", SendPath, Replies.Json(200, TakenAnswer));
        Assert.IsType<SendOutcome.Taken>(await SendAsync(content));
        var request = Assert.Single(Server.Requests);
        Assert.True(JsonNode.DeepEquals(JsonNode.Parse(components), JsonNode.Parse(request.Body)!["template"]!["components"]), request.Text);
    }
}
