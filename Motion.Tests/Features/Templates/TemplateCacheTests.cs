using System.Text.Json.Nodes;
using Microsoft.EntityFrameworkCore;
using Motion.Blazor.Features;
using Motion.Blazor.Features.Templates;
using Motion.Domain.Messaging;
using Motion.Tests.Pipeline;
using Motion.Tests.Support;

namespace Motion.Tests.Features.Templates;

[Trait("Database", "Any")]
public sealed class TemplateCacheTests
{
    private const string ListPath = "/102290129340398/message_templates";

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Templates_Refreshed_AreTheProvidersAndForgetWhatItNoLongerLists()
    {
        await using var world = await PipelineWorld.StartAsync();
        await using var admin = await world.App.ActAsAsync(MotionApp.AdminEmail);
        Lists(world, Template("hello", "Hi {{1}}"), Template("bye", "Bye", "PENDING"));
        var first = Done(await admin.Get<GetTemplates>().RefreshAsync(world.AccountId, Cancellation));
        Lists(world, Template("hello", "Hi dear {{1}}"), Template("new", "New"));
        var second = Done(await admin.Get<GetTemplates>().RefreshAsync(world.AccountId, Cancellation));

        Assert.Equal(["bye", "hello"], first.Templates.Select(template => template.Name));
        Assert.Equal(["hello", "new"], second.Templates.Select(template => template.Name));
        Assert.Equal("Hi dear {{1}}", second.Templates[0].Body);
        Assert.True(second is { IsListed: true, RefreshedAt: not null, FailedAt: null });
    }

    [Fact]
    public async Task Templates_ProviderDoesNotAnswer_StayWithTheirAgeAndTheReason()
    {
        await using var world = await PipelineWorld.StartAsync();
        await using var admin = await world.App.ActAsAsync(MotionApp.AdminEmail);
        Lists(world, Template("hello", "Hi"));
        _ = Done(await admin.Get<GetTemplates>().RefreshAsync(world.AccountId, Cancellation));
        world.Provider.On("GET", ListPath, Replies.Json(401, """{"error":{"code":190,"message":"Token expired"}}"""));
        var after = Done(await admin.Get<GetTemplates>().RefreshAsync(world.AccountId, Cancellation));

        Assert.Equal("hello", Assert.Single(after.Templates).Name);
        Assert.True(after.RefreshedAt < after.FailedAt, $"Read at {after.RefreshedAt:O}, failed at {after.FailedAt:O}.");
        Assert.Equal((OutsideFailureKind.AuthFailed, "Token expired"), (after.FailureKind, after.FailureDetail));
    }

    [Fact]
    public async Task Refresh_OfAllAccounts_GoesOnAfterOneThatFails()
    {
        await using var world = await PipelineWorld.StartAsync();
        using var api = world.App.Api();
        var broken = await api.PostJsonAsync("/api/v1/whatsapp/accounts", Account("waba-broken"));
        world.Provider.On("GET", "/waba-broken/message_templates", Replies.Status(500));
        Lists(world, Template("hello", "Hi"));

        await world.Use<TemplateCache>().RefreshAllAsync(Cancellation);

        Assert.Equal(OutsideFailureKind.Transient, await world.ReadAsync(
            database => database.TemplateLists.Where(list => list.AccountId == broken.Id).Select(list => list.FailureKind).SingleAsync(Cancellation)));
        Assert.Equal(1, await world.ReadAsync(database => database.Templates.CountAsync(Cancellation)));
    }

    [Fact]
    public async Task Templates_OfAnAccountThatIsAddedOrGetsNewCredentials_AreReadByThemselves()
    {
        await using var world = await PipelineWorld.StartAsync();
        using var api = world.App.Api();
        world.Provider.On("GET", "/waba-new/message_templates", Replies.Json(200, $$"""{"data":[{{Template("hello", "Hi")}}]}"""));
        world.Provider.On("GET", "/waba-other/message_templates", Replies.Json(200, $$"""{"data":[{{Template("other", "Hi")}}]}"""));
        var account = Account("waba-new");

        var added = await api.PostJsonAsync("/api/v1/whatsapp/accounts", account);
        await NamesAsync("hello");
        account["credentials"]!["accountSid"] = "waba-other";
        await api.PutJsonAsync($"/api/v1/whatsapp/accounts/{added.Id}", account);
        await NamesAsync("other");

        Task NamesAsync(string expected) => world.EventuallyAsync(
            database => database.Templates.Where(template => template.AccountId == added.Id).Select(template => template.Name).FirstOrDefaultAsync(Cancellation), expected);
    }

    [Fact]
    public async Task Refresh_OfWhatIsMissing_AsksForAnAccountOnce()
    {
        await using var world = await PipelineWorld.StartAsync();
        Lists(world, Template("hello", "Hi"));

        await world.Use<TemplateCache>().RefreshMissingAsync(Cancellation);
        await world.Use<TemplateCache>().RefreshMissingAsync(Cancellation);

        Assert.Equal(1, await world.ReadAsync(database => database.Templates.CountAsync(Cancellation)));
        Assert.Single(world.Provider.Requests, request => request.Path == ListPath);
    }

    [Fact]
    public async Task Webhook_AboutATemplatesReview_HasTheListReadAnew()
    {
        await using var world = await PipelineWorld.StartAsync();
        Lists(world, Template("hello", "Hi"));

        var answer = await world.PostAsync(
            """{"object":"whatsapp_business_account","entry":[{"id":"1","changes":[{"field":"message_template_status_update","value":{"event":"APPROVED"}}]}]}""");

        Assert.True(answer.IsSuccessStatusCode);
        await world.EventuallyAsync(database => database.Templates.CountAsync(Cancellation), 1);
    }

    [Fact]
    public async Task Templates_ForSomebodyWhoIsNoAdministrator_AreRefused()
    {
        await using var app = await MotionApp.StartAsync("Development");
        await using var agent = await app.ActAsAsync((await AgentAsync(app))!);
        Assert.IsType<Outcome<TemplateList>.NotAllowed>(await agent.Get<GetTemplates>().RunAsync(1, Cancellation));
        Assert.IsType<Outcome<TemplateList>.NotAllowed>(await agent.Get<GetTemplates>().RefreshAsync(1, Cancellation));
    }

    private static async Task<string?> AgentAsync(MotionApp app)
    {
        await using var database = await app.OpenDatabaseAsync();
        return await database.AccountAgents.Join(database.Users, member => member.UserId, user => user.Id, (_, user) => user.Email).FirstAsync(Cancellation);
    }

    private static void Lists(PipelineWorld world, params string[] templates) =>
        world.Provider.On("GET", ListPath, Replies.Json(200, $$"""{"data":[{{string.Join(',', templates)}}]}"""));

    private static string Template(string name, string body, string status = "APPROVED") =>
        $$"""{"name":"{{name}}","language":"en","status":"{{status}}","category":"UTILITY","components":[{"type":"BODY","text":"{{body}}"}]}""";

    private static TemplateList Done(Outcome<TemplateList> outcome) => Assert.IsType<Outcome<TemplateList>.Done>(outcome).Value;

    private static JsonObject Account(string waba) => new()
    {
        ["name"] = "Second",
        ["key"] = "SEC",
        ["type"] = "META",
        ["phone"] = "+39 011 555 0100",
        ["domain"] = "care.example.com",
        ["credentials"] = new JsonObject
        {
            ["accountSid"] = waba,
            ["authorizationToken"] = "token",
            ["appId"] = "1",
            ["phoneNumberId"] = "2",
        },
    };
}
