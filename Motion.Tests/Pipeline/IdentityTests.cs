using System.Text.Json.Nodes;
using Microsoft.EntityFrameworkCore;
using Motion.Blazor.Features.Desk.Work;
using Motion.Domain.Contacts;
using Motion.Domain.Interactions;
using Motion.Domain.Messaging;

namespace Motion.Tests.Pipeline;

/// <summary>One customer is one contact, however WhatsApp names him (product.md section 2; providers.md 0.2).</summary>
[Trait("Database", "Any")]
public sealed class IdentityTests
{
    private const string Phone = "393331112222";
    private const string NewPhone = "393339998888";
    private const string UserId = "IT.13491208655302741918";

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task CustomerWithoutAPhone_IsAnsweredAtHisUserId_AndHisPhoneIsAddedWhenItAppears()
    {
        await using var world = await PipelineWorld.StartAsync();
        await WriteAsync(world, "wamid.1", null, UserId);
        Assert.Null(await world.ReadAsync(database => database.Contacts.Select(contact => contact.Phone).SingleAsync()));
        await AnswerAsync(world);
        Assert.Contains($"\"recipient\":\"{UserId}\"", (await SentAsync(world, 1))[0], StringComparison.Ordinal);

        await WriteAsync(world, "wamid.2", Phone, UserId);

        var contact = await world.ReadAsync(database => database.Contacts.Include(c => c.Identities).SingleAsync());
        Assert.Equal((Phone, Phone), (contact.Phone, contact.Mobile));
        Assert.Equal([Phone, UserId], contact.Identities.Select(identity => identity.Value).Order());
        Assert.Equal(2, await world.ReadAsync(database => database.Interactions.Select(i => i.UnreadCount + i.MessageCount - 2).SingleAsync()));
        await AnswerAsync(world);
        Assert.Contains($"\"to\":\"{Phone}\"", (await SentAsync(world, 2))[1], StringComparison.Ordinal);
    }

    [Fact]
    public async Task TwoContacts_ThatTurnOutToBeOneCustomer_BecomeOneWithBothConversations()
    {
        await using var world = await PipelineWorld.StartAsync();
        await WriteAsync(world, "wamid.1", Phone, null);
        await AnswerAsync(world);
        await WriteAsync(world, "wamid.2", null, UserId);
        var waiting = await world.ReadAsync(database => database.Interactions.Where(i => i.OwnerId == null).Select(i => i.Id).SingleAsync());

        await WriteAsync(world, "wamid.3", Phone, UserId);

        var contact = await world.ReadAsync(database => database.Contacts.Include(c => c.Identities).SingleAsync());
        Assert.Equal([Phone, UserId], contact.Identities.Select(identity => identity.Value).Order());
        var open = await world.ReadAsync(database => database.Interactions.SingleAsync(i => i.Status == InteractionStatus.Open));
        Assert.Equal(world.Agents[0], open.OwnerId);
        Assert.Equal((4, 2), (open.MessageCount, open.UnreadCount));
        Assert.Equal(4, await world.ReadAsync(database => database.Messages.CountAsync(m => m.InteractionId == open.Id)));
        Assert.Equal(0, await world.ReadAsync(database => database.Offers.CountAsync(o => o.InteractionId == waiting && o.State == OfferState.Ringing)));
        Assert.Equal(0, await world.ReadAsync(database => database.Deadlines.CountAsync(d => d.InteractionId == waiting)));
        Assert.Equal($"{open.Id}", await TextOfAsync(world, waiting, TimelineKind.WentOnElsewhere));
        Assert.Equal($"{waiting}", await TextOfAsync(world, open.Id, TimelineKind.TookOver));
        Assert.NotNull(await TextOfAsync(world, open.Id, TimelineKind.ContactMerged));
        Assert.Equal(UserId, await world.ReadAsync(database => database.ContactMerges.Where(m => m.ContactId == contact.Id).Select(m => m.AbsorbedIdentities).SingleAsync()));
    }

    [Fact]
    public async Task NumberChange_KeepsTheHistoryAndSendsAnswersToTheNewNumber()
    {
        await using var world = await PipelineWorld.StartAsync();
        await WriteAsync(world, "wamid.1", Phone, null);
        await AnswerAsync(world);
        await WriteAsync(world, "wamid.known", NewPhone, null);

        await PostAsync(world, new JsonObject
        {
            ["from"] = Phone,
            ["id"] = "wamid.change",
            ["timestamp"] = "1790000000",
            ["type"] = "system",
            ["system"] = new JsonObject { ["body"] = "Ann changed the number", ["wa_id"] = NewPhone, ["type"] = "user_changed_number" },
        });
        await WriteAsync(world, "wamid.2", NewPhone, null);
        await AnswerAsync(world);

        var contact = await world.ReadAsync(database => database.Contacts.SingleAsync());
        Assert.Equal((NewPhone, NewPhone), (contact.Phone, contact.Mobile));
        var open = await world.ReadAsync(database => database.Interactions.SingleAsync(i => i.Status == InteractionStatus.Open));
        Assert.Equal(world.Agents[0], open.OwnerId);
        Assert.Contains($"\"to\":\"{NewPhone}\"", (await SentAsync(world, 2))[1], StringComparison.Ordinal);
        Assert.Equal(1, await world.ReadAsync(database => database.Messages.CountAsync(m => m.InteractionId == open.Id && m.Kind == MessageKind.System)));
    }

    private static Task WriteAsync(PipelineWorld world, string id, string? phone, string? userId)
    {
        var message = new JsonObject { ["id"] = id, ["timestamp"] = $"{TimeProvider.System.GetUtcNow().ToUnixTimeSeconds()}", ["type"] = "text", ["text"] = new JsonObject { ["body"] = id } };
        if (phone is not null)
            message["from"] = phone;
        if (userId is not null)
            message["from_user_id"] = userId;
        return PostAsync(world, message);
    }

    private static async Task PostAsync(PipelineWorld world, JsonObject message)
    {
        (await world.PostAsync(world.Payload().Message(message))).EnsureSuccessStatusCode();
        await world.AllDoneAsync();
        Assert.Equal(0, await world.ReadAsync(database => database.DeadLetters.CountAsync()));
    }

    /// <summary>The first agent answers the newest conversation that is his, or that rings him.</summary>
    private static async Task AnswerAsync(PipelineWorld world)
    {
        var agent = world.Agents[0];
        var open = await world.ReadAsync(database => database.Interactions.Where(i => i.Status == InteractionStatus.Open && (i.OwnerId == agent || i.OwnerId == null)).SingleAsync());
        if (open.OwnerId is null)
            Assert.True((await world.Use<AcceptOffer>().HandleAsync(agent, open.Id, Cancellation)).IsDone);
        var result = await world.Use<SendMessage>().HandleAsync(agent, open.Id, new TextContent("Yes?"), Guid.NewGuid(), null, Cancellation);
        Assert.True(result.IsDone, $"{result.Refusal}");
    }

    private static async Task<List<string>> SentAsync(PipelineWorld world, int count)
    {
        await world.EventuallyAsync(database => database.Messages.CountAsync(m => m.Status == DeliveryStatus.Sent), count);
        return [.. world.Sends.Select(send => send.Text)];
    }

    private static Task<string?> TextOfAsync(PipelineWorld world, long interactionId, TimelineKind kind) => world.ReadAsync(database =>
        database.Timeline.Where(entry => entry.InteractionId == interactionId && entry.Kind == kind).Select(entry => entry.Text).SingleAsync());
}
