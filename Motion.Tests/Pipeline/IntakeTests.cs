using System.Net;
using System.Text.Json.Nodes;
using Microsoft.EntityFrameworkCore;
using Motion.Blazor.Data;
using Motion.Domain.Interactions;
using Motion.Domain.Messaging;
using Motion.Tests.Support;

namespace Motion.Tests.Pipeline;

/// <summary>product.md section 5, steps 0, 2 and 3: what a provider posts and what becomes of it.</summary>
[Trait("Database", "Any")]
public sealed class IntakeTests
{
    [Fact]
    public async Task Payload_ThreeMessagesOfTwoCustomersAndTwoStatuses_AllCount()
    {
        await using var world = await PipelineWorld.StartAsync();
        var payload = world.Payload()
            .Text("393331110001", "wamid.1", "first").Text("393331110001", "wamid.2", "second").Text("393331110002", "wamid.3", "other")
            .Status("wamid.unknown1", "sent", "393331110001").Status("wamid.unknown2", "read", "393331110002");

        Assert.Equal(HttpStatusCode.OK, (await world.PostAsync(payload)).StatusCode);
        await world.AllDoneAsync();

        Assert.Equal(2, await world.ReadAsync(database => database.Interactions.CountAsync()));
        Assert.Equal(["first", "other", "second"], (await BodiesAsync(world)).Order(StringComparer.Ordinal));
        Assert.Equal(2, await world.ReadAsync(database => database.ParkedEvents.CountAsync()));
    }

    [Fact]
    public async Task Payload_Again_BringsNothingNew()
    {
        await using var world = await PipelineWorld.StartAsync();
        var payload = world.Payload().Text("393331110001", "wamid.1", "once");

        await world.PostAsync(payload);
        Assert.Equal(HttpStatusCode.OK, (await world.PostAsync(payload)).StatusCode);
        await world.AllDoneAsync();

        Assert.Equal(["once"], await BodiesAsync(world));
        Assert.Equal(1, await world.ReadAsync(database => database.Interactions.Select(i => i.MessageCount).SingleAsync()));
    }

    [Fact]
    public async Task Payload_WithWrongSignature_IsRefusedAndLeavesOnlyALineInTheRefusalLog()
    {
        await using var world = await PipelineWorld.StartAsync();

        var answer = await world.PostAsync(world.Payload().Text("393331110001", "wamid.1", "forged").Json(), secret: "not the secret");

        Assert.Equal(HttpStatusCode.Unauthorized, answer.StatusCode);
        Assert.Equal(0, await world.ReadAsync(database => database.Inbox.CountAsync()));
        Assert.Equal(401, await world.ReadAsync(database => database.RefusedWebhooks.Select(refused => refused.StatusCode).SingleAsync()));
    }

    [Theory]
    [InlineData("wrong-token")]
    [InlineData("")]
    public async Task Payload_WithWrongToken_IsRefused(string token)
    {
        await using var world = await PipelineWorld.StartAsync();

        var answer = await world.PostToAsync($"/api/whatsapp/accounts/{world.AccountId}/notify?token={token}", world.Payload().Text("393331110001", "wamid.1", "forged"));

        Assert.Equal(HttpStatusCode.Forbidden, answer.StatusCode);
        Assert.Equal(0, await world.ReadAsync(database => database.Inbox.CountAsync()));
    }

    [Fact]
    public async Task Payload_Truncated_IsTakenAndKeptAsADeadLetter()
    {
        await using var world = await PipelineWorld.StartAsync();
        var whole = world.Payload().Text("393331110001", "wamid.1", "cut off").Json();

        Assert.Equal(HttpStatusCode.OK, (await world.PostAsync(whole[..^20])).StatusCode);
        await world.AllDoneAsync();

        var letter = await world.ReadAsync(database => database.DeadLetters.SingleAsync());
        Assert.Contains("cut off", letter.Fragment, StringComparison.Ordinal);
        Assert.NotEmpty(letter.Reason);
    }

    [Fact]
    public async Task DeadLetter_Replayed_RepeatsNothingThatIsDone()
    {
        await using var world = await PipelineWorld.StartAsync();
        await world.PostAsync(world.Payload().Text("393331110001", "wamid.1", "good").Message(new JsonObject { ["type"] = "text" }));
        await world.AllDoneAsync();
        var letter = await world.ReadAsync(database => database.DeadLetters.Select(l => l.Id).SingleAsync());

        await using (var administrator = await world.App.ActAsAsync(MotionApp.AdminEmail))
            Assert.IsType<Motion.Blazor.Features.Outcome<Motion.Blazor.Features.Webhooks.ReplayResult>.Done>(
                await administrator.Get<Motion.Blazor.Features.Webhooks.ReplayDeadLetters>().RunAsync([letter], null, TestContext.Current.CancellationToken));

        await world.EventuallyAsync(database => database.DeadLetters.CountAsync(), 2);
        Assert.Equal(["good"], await BodiesAsync(world));
        Assert.NotNull(await world.ReadAsync(database => database.DeadLetters.Where(l => l.Id == letter).Select(l => l.ReplayedAt).SingleAsync()));
    }

    [Fact]
    public async Task Payload_WithOneBrokenMessage_LosesNoSibling()
    {
        await using var world = await PipelineWorld.StartAsync();
        var payload = world.Payload()
            .Text("393331110001", "wamid.1", "good")
            .Message(new JsonObject { ["type"] = "text", ["text"] = new JsonObject { ["body"] = "nobody sent me" } })
            .Text("393331110001", "wamid.2", "good too");

        await world.PostAsync(payload);
        await world.AllDoneAsync();

        Assert.Equal(["good", "good too"], await BodiesAsync(world));
        Assert.Equal(1, await world.ReadAsync(database => database.DeadLetters.CountAsync()));
    }

    [Fact]
    public async Task Payload_TooLarge_IsRefused()
    {
        await using var world = await PipelineWorld.StartAsync();

        var answer = await world.PostAsync(world.Payload().Text("393331110001", "wamid.1", new string('x', 5_000_000)));

        Assert.Equal(HttpStatusCode.RequestEntityTooLarge, answer.StatusCode);
    }

    [Fact]
    public async Task Payload_OfThreeMegabytes_IsTaken()
    {
        await using var world = await PipelineWorld.StartAsync();
        var payload = world.Payload();
        for (var i = 0; i < 3000; i++)
            payload.Text("393331110001", $"wamid.{i}", new string((char)('a' + i % 26), 900));

        Assert.Equal(HttpStatusCode.OK, (await world.PostAsync(payload)).StatusCode);
        await world.AllDoneAsync();

        Assert.Equal(3000, await world.ReadAsync(database => database.Messages.CountAsync()));
        Assert.Equal(1, await world.ReadAsync(database => database.Interactions.CountAsync()));
    }

    [Fact]
    public async Task Burst_OfNewCustomers_MakesOneInteractionEachInOrder()
    {
        await using var world = await PipelineWorld.StartAsync(agents: 1);
        var customers = Enumerable.Range(0, 25).Select(number => $"39333200{number:0000}").ToList();

        // Three quick messages each: a customer's follow one another, the customers come all at once.
        await Task.WhenAll(customers.Select(async customer =>
        {
            for (var i = 0; i < 3; i++)
                (await world.PostAsync(world.Payload().Text(customer, $"wamid.{customer}.{i}", $"{i}"))).EnsureSuccessStatusCode();
        }));
        await world.AllDoneAsync();

        Assert.Equal(25, await world.ReadAsync(database => database.Contacts.CountAsync(contact => contact.Phone != null)));
        Assert.Equal(25, await world.ReadAsync(database => database.Interactions.CountAsync(i => i.MessageCount == 3 && i.Stage != null)));
        var orders = await world.ReadAsync(async database => (await database.Messages.OrderBy(m => m.CreatedAt).ThenBy(m => m.Id).ToListAsync())
            .GroupBy(m => m.InteractionId).Select(thread => string.Concat(thread.Select(m => m.Body))).Distinct().ToList());
        Assert.Equal(["012"], orders);
    }

    [Fact]
    public async Task Handshake_WithTheVerifyToken_IsAnsweredWithTheChallenge()
    {
        await using var world = await PipelineWorld.StartAsync();
        var path = $"/api/whatsapp/accounts/{world.AccountId}/notify?token={PipelineWorld.Token}&hub.mode=subscribe&hub.challenge=1158201444&hub.verify_token=";

        using var answer = await world.Client.GetAsync(path + "verify-me");
        Assert.Equal("1158201444", await answer.Content.ReadAsStringAsync());
        Assert.Equal("text/plain", answer.Content.Headers.ContentType?.MediaType);
        Assert.Equal("nosniff", Assert.Single(answer.Headers.GetValues("X-Content-Type-Options")));
        Assert.Equal(HttpStatusCode.Forbidden, (await world.Client.GetAsync(path + "wrong")).StatusCode);
    }

    [Fact]
    public async Task Customer_WithoutAPhone_IsKeptUnderHisUserId()
    {
        await using var world = await PipelineWorld.StartAsync();
        var payload = world.Payload().Message(new JsonObject
        {
            ["from_user_id"] = "US.13491208655302741918",
            ["id"] = "wamid.b",
            ["timestamp"] = "1749416383",
            ["type"] = "text",
            ["text"] = new JsonObject { ["body"] = "Ciao" },
        });

        await world.PostAsync(payload);
        await world.AllDoneAsync();

        var identity = await world.ReadAsync(database => database.ContactIdentities.SingleAsync());
        Assert.Equal((IdentityKind.UserId, "US.13491208655302741918"), (identity.Kind, identity.Value));
        Assert.Null(await world.ReadAsync(database => database.Contacts.Select(contact => contact.Phone).SingleAsync()));
    }

    [Fact]
    public async Task Message_EditedAndDeletedBeforeItArrives_ShowsItsLastState()
    {
        await using var world = await PipelineWorld.StartAsync();
        await world.PostAsync(world.Payload().Message(new JsonObject
        {
            ["from"] = "393331110001",
            ["id"] = "wamid.edit",
            ["timestamp"] = "1749416383",
            ["type"] = "edit",
            ["edit"] = new JsonObject
            {
                ["original_message_id"] = "wamid.1",
                ["message"] = new JsonObject { ["type"] = "text", ["text"] = new JsonObject { ["body"] = "corrected" } },
            },
        }));
        await world.AllDoneAsync();

        await world.PostAsync(world.Payload().Text("393331110001", "wamid.1", "wrogn"));
        await world.AllDoneAsync();

        Assert.Equal(["corrected"], await BodiesAsync(world));
        Assert.NotNull(await world.ReadAsync(database => database.Messages.Select(message => message.EditedAt).SingleAsync()));
    }

    [Fact]
    public async Task ClosedConversation_NextMessage_BeginsAnother()
    {
        await using var world = await PipelineWorld.StartAsync();
        var first = await world.ConversationAsync();
        await world.Use<Motion.Blazor.Features.Desk.Work.CloseInteraction>().HandleAsync(world.Agents[0], first, null, TestContext.Current.CancellationToken);

        await world.PostAsync(world.Payload().Text("393331112222", "wamid.later", "me again"));
        await world.AllDoneAsync();

        Assert.Equal([InteractionStatus.Closed, InteractionStatus.Open],
            await world.ReadAsync(database => database.Interactions.OrderBy(i => i.Id).Select(i => i.Status).ToListAsync()));
        Assert.Equal(1, await world.ReadAsync(database => database.Contacts.CountAsync()));
    }

    private static Task<List<string>> BodiesAsync(PipelineWorld world) =>
        world.ReadAsync((MotionDbContext database) => database.Messages.OrderBy(message => message.Id).Select(message => message.Body).ToListAsync());
}
