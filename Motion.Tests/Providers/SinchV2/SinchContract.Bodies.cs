using System.Text.Json.Nodes;
using Motion.Domain.Messaging;
using Motion.Providers;
using Motion.Tests.Support;

namespace Motion.Tests.Providers.SinchV2;

public sealed partial class SinchContract
{
    private static readonly Dictionary<string, (MessageContent Content, string Part)> Bodies = new()
    {
        ["text"] = (new TextContent("Ciao \"è\" 😀"), """{"text_message":{"text":"Ciao \"è\" 😀"}}"""),
        ["image"] = (new MediaContent(MessageKind.Image, "image/jpeg", FileName: "a.jpg"), """{"media_message":{"url":"https://motion.example/file/1?sig=x"}}"""),
        ["document"] = (new MediaContent(MessageKind.Document, "application/pdf", FileName: "bill.pdf"),
            """{"media_message":{"url":"https://motion.example/file/1?sig=x","filename_override":"bill.pdf"}}"""),
        ["place"] = (new LocationContent(45.5, -9.25, "Duomo", "Milano"),
            """{"location_message":{"title":"Duomo","label":"Milano","coordinates":{"latitude":45.5,"longitude":-9.25}}}"""),
        ["bare place"] = (new LocationContent(45.5, -9.25), """{"location_message":{"title":"45.5, -9.25","coordinates":{"latitude":45.5,"longitude":-9.25}}}"""),
        ["template"] = (new TemplateContent("hello", "it", ["Ann", "42"], "x"),
            Template("""{"template_id":"hello","language_code":"it","parameters":{"body[1]text":"Ann","body[2]text":"42"}}""")),
        ["template with header and buttons"] = (
            new TemplateContent("hello", "it", ["Ann"], "x", new(MessageKind.Image, "https://example.com/a.jpg"), new Dictionary<int, string> { [0] = "", [1] = "order/7" }),
            Template("""{"template_id":"hello","language_code":"it","parameters":{"header[1]image.link":"https://example.com/a.jpg","body[1]text":"Ann","button[0]quick_reply[1]payload":"","button[1]url[1]text":"order/7"}}""")),
        ["template with words in its header"] = (new TemplateContent("hello", "it", [], "x", new(MessageKind.Text, "Hi")),
            Template("""{"template_id":"hello","language_code":"it","parameters":{"header[1]text":"Hi"}}""")),
        ["template bare"] = (new TemplateContent("hello", "it", [], "x"), Template("""{"template_id":"hello","language_code":"it"}""")),
    };

    public static TheoryData<string> Sendable => [.. Bodies.Keys];

    [Theory]
    [MemberData(nameof(Sendable))]
    public async Task Send_EachKind_WritesSinchsBody(string name)
    {
        Server.On("POST", SendPath, Replies.Json(200, TakenAnswer));
        var (content, part) = Bodies[name];
        Assert.IsType<SendOutcome.Taken>(await Provider.SendAsync(Message(content, File()), Mine, TestContext.Current.CancellationToken));
        var request = Assert.Single(Server.Requests, request => request.Path == SendPath);
        Assert.Equal(("POST", "Bearer token-1", "application/json"), (request.Method, request.Headers["Authorization"], request.Headers["Content-Type"]));
        var expected = JsonNode.Parse(
            """{"app_id":"01APP","recipient":{"identified_by":{"channel_identities":[{"channel":"WHATSAPP","identity":"15551230000"}]}},"message":"""
            + part + """,  "channel_priority_order":["WHATSAPP"],"message_metadata":"{\"mid\":\"42\"}"}""");
        Assert.True(JsonNode.DeepEquals(expected, JsonNode.Parse(request.Body)), request.Text);
    }

    [Fact]
    public async Task Send_ToAUserIdFromAnAccountWithoutASecret_AsksForItsOwnReports()
    {
        Server.On("POST", SendPath, Replies.Json(200, TakenAnswer));
        var message = Message(new TextContent("x")) with { To = new(IdentityKind.UserId, "US.1349") };
        _ = await Provider.SendAsync(message, Mine with { WebhookSecret = null }, TestContext.Current.CancellationToken);
        var body = JsonNode.Parse(Server.Requests.Last().Body)!;
        Assert.Equal("US.1349", (string?)body["recipient"]?["identified_by"]?["channel_identities"]?[0]?["identity"]);
        Assert.Equal("https://motion.example/notify?token=abc", (string?)body["callback_url"]);
    }

    [Fact]
    public async Task Send_WordsUnderAPicture_IsRefusedBeforeHttp()
    {
        var outcome = await Provider.SendAsync(Message(new MediaContent(MessageKind.Image, "image/jpeg", "Me"), File()), Mine, TestContext.Current.CancellationToken);
        Assert.Equal(RetryAdvice.Never, FailureOf(outcome).Retry);
        Assert.Empty(Server.Requests);
    }

    [Fact]
    public async Task Send_WithNothingConfigured_GoesToTheAccountsOwnAddress()
    {
        await UseAsync(new() { ["Providers:Sinch:TokenUrl"] = new Uri(Server.Address, TokenPath).AbsoluteUri });
        Server.On("POST", SendPath, Replies.Json(200, TakenAnswer));
        var own = Mine with { BaseUrl = Server.Address.AbsoluteUri };
        Assert.IsType<SendOutcome.Taken>(await Provider.SendAsync(Message(new TextContent("x")), own, TestContext.Current.CancellationToken));
    }

    [Fact]
    public async Task Send_InTheWrongRegion_SaysSo()
    {
        Server.On("POST", SendPath, Replies.Json(404, Error(404, "NOT_FOUND", "Project not found")));
        var failure = FailureOf(await SendAsync());
        Assert.Equal((OutsideFailureKind.AuthFailed, RetryAdvice.Never), (failure.Kind, failure.Retry));
        Assert.Contains("region", failure.Detail, StringComparison.Ordinal);
    }

    [Fact]
    public void Abilities_AreThoseOfWhatsAppAtSinch()
    {
        var abilities = Provider.CapabilitiesOf(Mine);
        Assert.Equal((true, false, false, false, false, true),
            (abilities.MediaByUrl, abilities.MediaByUpload, abilities.TemplateList, abilities.Reaction, abilities.Typing, abilities.SignedWebhooks));
        Assert.False(Provider.CapabilitiesOf(Mine with { WebhookSecret = null }).SignedWebhooks);
    }

    [Fact]
    public async Task WhatSinchCannot_IsNothingToSinch()
    {
        await Provider.MarkReadAsync("01MSG", "15557654321", Mine, TestContext.Current.CancellationToken);
        await Provider.ShowTypingAsync("01MSG", Mine, TestContext.Current.CancellationToken);
        Assert.Empty(await Provider.ListTemplatesAsync(Mine, TestContext.Current.CancellationToken));
        Assert.Empty(Server.Requests);
    }

    private static string Template(string body) => """{"template_message":{"channel_template":{"WHATSAPP":""" + body + "}}}";
}
