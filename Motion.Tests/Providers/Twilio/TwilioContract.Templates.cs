using System.Text;
using System.Text.Json.Nodes;
using Motion.Domain.Messaging;
using Motion.Providers;
using Motion.Providers.Outside;
using Motion.Tests.Support;

namespace Motion.Tests.Providers.Twilio;

public sealed partial class TwilioContract
{
    private const string ListPath = "/v1/ContentAndApprovals";
    private const string TypingPath = "/v3/Indicators/Typing.json";

    private Task<IReadOnlyList<ProviderTemplate>> ListAsync() => Provider.ListTemplatesAsync(Mine, TestContext.Current.CancellationToken);

    [Fact]
    public async Task Templates_OfOnePage_AreReadFieldByField()
    {
        Server.On("GET", ListPath, Replies.Json(200, Page(
            """
            {"sid":"HX1","friendly_name":"Order ready","language":"it","variables":{"2":"42","1":"Ann"},
             "types":{"twilio/text":{"body":"short"},"twilio/call-to-action":{"body":"Ciao {{1}}, ordine {{2}}","actions":[
               {"type":"URL","title":"Segui","url":"https://shop.example/{{3}}"},{"type":"PHONE_NUMBER","title":"Chiama","phone":"+1"}]}},
             "approval_requests":{"name":"order_ready","category":"UTILITY","content_type":"twilio/call-to-action","status":"approved","rejection_reason":""}}
            """)));

        var template = Assert.Single(await ListAsync());

        Assert.Equal(("HX1", "Order ready", "it", TemplateStatus.Approved), (template.Name, template.Title, template.Language, template.Status));
        Assert.Equal(("UTILITY", null, "Ciao {{1}}, ordine {{2}}"), (template.Category, template.Reason, template.Body));
        Assert.Equal((null, null, null, false), (template.Header, template.HeaderKind, template.Footer, template.TakesHeader));
        Assert.Equal(["1", "2", "3"], template.Parameters);
        Assert.Equal(["Ann", "42", ""], template.Samples);
        Assert.Equal([new("Segui", false), new("Chiama", false)], template.Buttons);
        var request = Assert.Single(Server.Requests);
        Assert.Equal("?PageSize=100", request.Query);
        Assert.Equal("Basic " + Convert.ToBase64String(Encoding.UTF8.GetBytes($"{Sid}:{Mine.AuthorizationToken}")), request.Headers["Authorization"]);
    }

    [Theory]
    [InlineData("whatsapp/card", """{"body":"B {{1}}","header_text":"H","footer":"F","actions":[]}""", "B {{1}}", "H", MessageKind.Text, "F")]
    [InlineData("twilio/card", """{"title":"T","subtitle":"S","media":["https://x.example/{{1}}"]}""", "T", "https://x.example/{{1}}", MessageKind.Image, "S")]
    [InlineData("twilio/media", """{"body":"B","media":["https://x.example/{{1}}.pdf?a=1"]}""", "B", "https://x.example/{{1}}.pdf?a=1", MessageKind.Document, null)]
    [InlineData("whatsapp/authentication", """{"actions":[{"type":"COPY_CODE","copy_code_text":"Copy {{1}}"}]}""", "", null, null, null)]
    public async Task Templates_OfEachType_ShowTheirParts(string type, string content, string body, string? header, MessageKind? kind, string? footer)
    {
        Server.On("GET", ListPath, Replies.Json(200, Page($$$"""{"sid":"HX1","language":"en","variables":{},"types":{"{{{type}}}":{{{content}}}}}""")));
        var template = Assert.Single(await ListAsync());
        Assert.Equal((body, header, kind, footer), (template.Body, template.Header, template.HeaderKind, template.Footer));
        Assert.Equal(["1"], template.Parameters);
    }

    [Fact]
    public async Task Templates_OfSeveralPages_AreAskedForAtTwilioOnly()
    {
        Server.On("GET", ListPath,
            Replies.Json(200, Page("""{"sid":"HX1"}""", "https://evil.example/v1/ContentAndApprovals?PageSize=100&Page=1&PageToken=DN1")),
            Replies.Json(200, Page("""{"sid":"HX2"}""")));

        Assert.Equal(["HX1", "HX2"], (await ListAsync()).Select(template => template.Name));
        Assert.Equal("?PageSize=100&Page=1&PageToken=DN1", Server.Requests.Last().Query);
    }

    [Theory]
    [InlineData("approved", TemplateStatus.Approved)]
    [InlineData("received", TemplateStatus.Pending)]
    [InlineData("pending", TemplateStatus.Pending)]
    [InlineData("rejected", TemplateStatus.Rejected)]
    [InlineData("paused", TemplateStatus.Paused)]
    [InlineData("disabled", TemplateStatus.Disabled)]
    [InlineData("unsubmitted", TemplateStatus.NotSubmitted)]
    [InlineData("of tomorrow", TemplateStatus.Unknown)]
    public async Task Templates_StatusOfWhatsApp_IsTranslated(string word, TemplateStatus status)
    {
        Server.On("GET", ListPath, Replies.Json(200, Page($$$"""{"sid":"HX1","approval_requests":{"status":"{{{word}}}","rejection_reason":"Too vague"}}""")));
        var template = Assert.Single(await ListAsync());
        Assert.Equal((status, "Too vague"), (template.Status, template.Reason));
    }

    [Fact]
    public async Task Templates_RefusedOrUnreadable_SayWhy()
    {
        Server.On("GET", ListPath, Replies.Json(401, BadTokenAnswer), Replies.Json(500, "<html>"), Replies.Json(200, "null"));
        foreach (var kind in (OutsideFailureKind[])[OutsideFailureKind.AuthFailed, OutsideFailureKind.Transient, OutsideFailureKind.Transient])
        {
            var failure = (await Assert.ThrowsAsync<OutsideFailureException>(ListAsync)).Failure;
            Assert.Equal(kind, failure.Kind);
            Assert.NotEqual(RetryAdvice.OutcomeUnknown, failure.Retry);
        }
    }

    [Fact]
    public async Task Send_TemplateWithNamedVariables_WritesTheirNames()
    {
        Server.On("POST", SendPath, Replies.Json(201, TakenAnswer));
        _ = await SendAsync(new TemplateContent(ContentSid, "it", ["Ann", "42"], "x", ParameterNames: ["2", "name"]));
        Assert.Equal("""{"2":"Ann","name":"42"}""", FormFields.Parse(Assert.Single(Server.Requests).Body).ToText()["ContentVariables"]);
    }

    [Fact]
    public async Task Send_TemplateWithValuesBesideItsVariables_IsRefusedBeforeHttp()
    {
        var template = new TemplateContent(ContentSid, "it", [], "x");
        foreach (var content in (TemplateContent[])[
            template with { Header = new TemplateHeader(MessageKind.Text, "x") }, template with { Buttons = new Dictionary<int, string> { [0] = "x" } }])
        {
            Assert.Contains("as parameters", FailureOf(await SendAsync(content)).Detail, StringComparison.Ordinal);
        }
        Assert.Empty(Server.Requests);
    }

    [Fact]
    public async Task Typing_IsShown_AndARefusalIsSaid()
    {
        Server.On("POST", TypingPath, Replies.Json(200, """{"success":true}"""), Replies.Json(400, """{"code":20001,"message":"Bad"}"""));
        await Provider.ShowTypingAsync("SM1", Mine, TestContext.Current.CancellationToken);
        Assert.True(JsonNode.DeepEquals(
            JsonNode.Parse("""{"channel":"WHATSAPP","messageId":"SM1"}"""), JsonNode.Parse(Server.Requests.Single().Body)));
        _ = await Assert.ThrowsAsync<OutsideFailureException>(() => Provider.ShowTypingAsync("SM1", Mine, TestContext.Current.CancellationToken));
    }

    [Fact]
    public async Task Typing_InTheOlderEdition_IsAForm()
    {
        await UseAsync(new(EndpointsAt(Server.Address)) { ["Providers:Twilio:TypingVersion"] = "v2" });
        Server.On("POST", "/v2/Indicators/Typing.json", Replies.Json(200, "{\"success\":true}"));
        await Provider.ShowTypingAsync("SM1", Mine, TestContext.Current.CancellationToken);
        Assert.Equal(new Dictionary<string, string> { ["channel"] = "whatsapp", ["messageId"] = "SM1" }, FormFields.Parse(Server.Requests.Single().Body).ToText());
    }

    private static string Page(string content, string? next = null) =>
        $$$"""{"contents":[{{{content}}}],"meta":{"page":0,"next_page_url":{{{(next is null ? "null" : $"\"{next}\"")}}},"key":"contents"}}""";
}
