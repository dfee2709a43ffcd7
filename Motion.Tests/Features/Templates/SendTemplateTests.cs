using System.Net;
using System.Net.Http.Json;
using System.Text.Json.Nodes;
using Microsoft.EntityFrameworkCore;
using Motion.Blazor.Features.Desk;
using Motion.Blazor.Features.Desk.Composing;
using Motion.Blazor.Features.Desk.Work;
using Motion.Blazor.Features.Templates;
using Motion.Domain.Messaging;
using Motion.Tests.Pipeline;
using Motion.Tests.Support;

namespace Motion.Tests.Features.Templates;

[Trait("Database", "Any")]
public sealed class SendTemplateTests
{
    private const string Listed =
        """
        {"data":[
          {"name":"hello","language":"it","status":"APPROVED","components":[{"type":"BODY","text":"Ciao {{1}}, ordine {{2}}."},{"type":"FOOTER","text":"Negozio"}]},
          {"name":"hello","language":"en","status":"PENDING","components":[{"type":"BODY","text":"Hi {{1}}"}]},
          {"name":"full","language":"it","status":"APPROVED","components":[
            {"type":"HEADER","format":"IMAGE"},{"type":"BODY","text":"Ciao {{name}}"},
            {"type":"BUTTONS","buttons":[{"type":"QUICK_REPLY","text":"Ok"},{"type":"URL","text":"Apri","url":"https://x.example/{{1}}"}]}]},
          {"name":"carousel","language":"it","status":"APPROVED","components":[{"type":"BODY","text":"Ciao"},{"type":"CAROUSEL","cards":[]}]}]}
        """;

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Template_OutsideTheWindow_LeavesAsTheProviderWantsItAndReadsInTheThreadAsForTheCustomer()
    {
        await using var world = await WorldAsync();
        var id = await world.ConversationAsync();
        await CloseWindowAsync(world);

        var text = await SendAsync(world, id, new TextContent("Too late"));
        var template = await SendAsync(world, id, new TemplateContent("hello", "it", ["Ann", "42"], "not what the sender says"));

        Assert.Equal((DeskRefusal.OutsideWindow, null), (text.Refusal, template.Refusal));
        await world.EventuallyAsync(database => database.Messages.CountAsync(m => m.Id == template.MessageId && m.Status == DeliveryStatus.Sent, Cancellation), 1);
        Assert.Equal("Ciao Ann, ordine 42.\nNegozio", await world.ReadAsync(database => database.Messages.Where(m => m.Id == template.MessageId).Select(m => m.Body).SingleAsync(Cancellation)));
        Assert.Contains(""""parameters":[{"type":"text","text":"Ann"},{"type":"text","text":"42"}]"""", Assert.Single(world.Sends).Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Template_WithEveryPart_LeavesWithEveryPart()
    {
        await using var world = await WorldAsync();
        var id = await world.ConversationAsync();

        var result = await SendAsync(world, id, new TemplateContent(
            "full", "it", ["Ann"], "", new TemplateHeader(MessageKind.Text, "https://x.example/a.jpg"), new Dictionary<int, string> { [1] = "42" }));

        Assert.Null(result.Refusal);
        await world.EventuallyAsync(database => database.Messages.CountAsync(m => m.Id == result.MessageId && m.Status == DeliveryStatus.Sent, Cancellation), 1);
        var sent = JsonNode.Parse(Assert.Single(world.Sends).Body)!["template"]!["components"];
        Assert.True(JsonNode.DeepEquals(sent, JsonNode.Parse(
            """
            [{"type":"header","parameters":[{"type":"image","image":{"link":"https://x.example/a.jpg"}}]},
             {"type":"body","parameters":[{"type":"text","parameter_name":"name","text":"Ann"}]},
             {"type":"button","sub_type":"url","index":"1","parameters":[{"type":"text","text":"42"}]}]
            """)), sent!.ToJsonString());
    }

    public static TheoryData<string, string, string[], string?, string?, string> Refused => new()
    {
        { "nothing", "it", [], null, null, "TemplateUnknown" },
        { "hello", "fr", ["Ann", "42"], null, null, "TemplateUnknown" },
        { "hello", "en", ["Ann"], null, null, "TemplateNotApproved" },
        { "carousel", "it", [], null, null, "TemplateNotApproved" },
        { "hello", "it", ["Ann"], null, null, "TemplateParameters" },
        { "hello", "it", ["Ann", " "], null, null, "TemplateParameters" },
        { "hello", "it", ["Ann", "42", "43"], null, null, "TemplateParameters" },
        { "hello", "it", ["Ann", "42"], "Header", null, "TemplateHeader" },
        { "full", "it", ["Ann"], null, "42", "TemplateHeader" },
        { "full", "it", ["Ann"], "http://x.example/a.jpg", "42", "TemplateHeader" },
        { "full", "it", ["Ann"], "https://x.example/a.jpg", null, "TemplateButtons" },
    };

    [Theory]
    [MemberData(nameof(Refused))]
    public async Task Template_ThatDoesNotFitTheList_IsRefusedByTheServer(string name, string language, string[] parameters, string? header, string? button, string why)
    {
        await using var world = await WorldAsync();
        var id = await world.ConversationAsync();

        var result = await SendAsync(world, id, new TemplateContent(
            name, language, parameters, "", header is null ? null : new TemplateHeader(MessageKind.Image, header),
            button is null ? null : new Dictionary<int, string> { [1] = button }));

        Assert.Equal(why, result.Refusal?.ToString());
        Assert.Empty(world.Sends);
    }

    [Fact]
    public async Task Api_MessageOfKindTemplate_IsSentOrSaysWhatIsWrong()
    {
        await using var world = await WorldAsync();
        var path = $"/api/v1/whatsapp/interactions/{await world.ConversationAsync()}/messages";
        await CloseWindowAsync(world);
        using var api = world.App.Api();

        var sent = await api.PostAsJsonAsync(path, new { template = new { name = "hello", language = "it", parameters = new[] { "Ann", "42" } } }, Cancellation);
        var unknown = await api.PostAsJsonAsync(path, new { template = new { name = "nothing", language = "it" } }, Cancellation);
        var pending = await api.PostAsJsonAsync(path, new { template = new { name = "hello", language = "en", parameters = new[] { "Ann" } } }, Cancellation);
        var few = await api.PostAsJsonAsync(path, new { template = new { name = "hello", language = "it", parameters = new[] { "Ann" } } }, Cancellation);

        Assert.Equal(
            [HttpStatusCode.Created, HttpStatusCode.BadRequest, HttpStatusCode.Conflict, HttpStatusCode.BadRequest],
            new[] { sent, unknown, pending, few }.Select(answer => answer.StatusCode));
        var row = (await sent.Content.ReadFromJsonAsync<JsonObject>(Cancellation))!;
        Assert.Equal(("template", "Ciao Ann, ordine 42.\nNegozio"), ((string?)row["kind"], (string?)row["body"]));
        Assert.Contains("template.name", await unknown.Content.ReadAsStringAsync(Cancellation), StringComparison.Ordinal);
        Assert.Contains("template.parameters", await few.Content.ReadAsStringAsync(Cancellation), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Choices_OfAnAgent_AreTheApprovedOnesWithTheContactsValues()
    {
        await using var world = await WorldAsync();
        var id = await world.ConversationAsync();
        await world.ReadAsync(database => database.Contacts.ExecuteUpdateAsync(
            row => row.SetProperty(c => c.LastName, "Lee").SetProperty(c => c.FreeFields, """{"order":42}"""), Cancellation));

        var choices = await world.Use<ReadTemplateChoices>().HandleAsync(world.Agents[0], id, Cancellation);
        var stranger = await world.Use<ReadTemplateChoices>().HandleAsync(9999, id, Cancellation);

        Assert.Equal(["full", "hello"], choices!.Templates.Select(template => template.Name));
        Assert.Contains(new ContactValue("FullName", "Ann Lee"), choices.Values);
        Assert.Contains(new ContactValue("order", "42", IsFree: true), choices.Values);
        Assert.Null(stranger);
    }

    private static async Task<PipelineWorld> WorldAsync()
    {
        var world = await PipelineWorld.StartAsync();
        world.Provider.On("GET", "/102290129340398/message_templates", Replies.Json(200, Listed));
        await world.Use<TemplateCache>().RefreshAsync(world.AccountId, Cancellation);
        return world;
    }

    private static Task<int> CloseWindowAsync(PipelineWorld world) => world.ReadAsync(database => database.Interactions.ExecuteUpdateAsync(
        row => row.SetProperty(i => i.LastInboundAt, TimeProvider.System.GetUtcNow().AddHours(-25)), Cancellation));

    private static Task<DeskResult> SendAsync(PipelineWorld world, long interactionId, MessageContent content) =>
        world.Use<SendMessage>().HandleAsync(world.Agents[0], interactionId, content, Guid.NewGuid(), null, Cancellation);
}
