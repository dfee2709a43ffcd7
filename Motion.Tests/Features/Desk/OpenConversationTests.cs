using Microsoft.EntityFrameworkCore;
using Motion.Blazor.Features.Desk;
using Motion.Blazor.Features.Desk.Availability;
using Motion.Blazor.Features.Desk.Outbound;
using Motion.Blazor.Features.Desk.Work;
using Motion.Domain.Agents;
using Motion.Domain.Contacts;
using Motion.Domain.Interactions;
using Motion.Domain.Messaging;
using Motion.Domain.Routing;
using Motion.Tests.Pipeline;

namespace Motion.Tests.Features.Desk;

/// <summary>An agent writes first, and an agent leaves.</summary>
[Trait("Database", "Any")]
public sealed class OpenConversationTests
{
    private const string Number = "+39 333 111 4444";
    private const string Digits = "393331114444";
    private static readonly CancellationToken Cancellation = TestContext.Current.CancellationToken;

    [Fact]
    public async Task NewNumber_BecomesAContactAndAConversationOfHis_WhichTheCustomersAnswerJoins()
    {
        await using var world = await PipelineWorld.StartAsync();
        var agent = world.Agents[0];

        var opened = await world.Use<OpenConversation>().WithNumberAsync(agent, world.AccountId, Number, "Gina", Cancellation);

        var id = opened.InteractionId!.Value;
        var row = await world.ReadAsync(database => database.Interactions.Include(i => i.Contact!.Identities).AsNoTracking().SingleAsync(Cancellation));
        Assert.Equal((id, agent, true, Digits), (row.Id, row.OwnerId!.Value, row.IsRead, row.CustomerIdentity));
        Assert.Equal(("Gina", Digits, Digits), (row.Contact!.FirstName, row.Contact.Phone, row.Contact.Identities.Single().Value));
        Assert.Equal([TimelineKind.OpenedByAgent], await world.ReadAsync(database => database.Timeline.Select(entry => entry.Kind).ToListAsync(Cancellation)));
        Assert.True(await world.ReadAsync(database => database.DeskTabs.AnyAsync(tab => tab.UserId == agent && tab.InteractionId == id, Cancellation)));
        Assert.Equal(DeskRefusal.OutsideWindow, (await world.Use<SendMessage>().HandleAsync(agent, id, new TextContent("Hello"), Guid.NewGuid(), null, Cancellation)).Refusal);

        await world.PostAsync(world.Payload().Text(Digits, "wamid.back", "Yes?"));
        await world.AllDoneAsync();

        Assert.Equal(1, await world.ReadAsync(database => database.Interactions.CountAsync(Cancellation)));
        Assert.Equal(0, await world.ReadAsync(database => database.Offers.CountAsync(Cancellation)));
        Assert.True((await world.Use<SendMessage>().HandleAsync(agent, id, new TextContent("Hello"), Guid.NewGuid(), null, Cancellation)).IsDone);
    }

    [Fact]
    public async Task KnownCustomer_WhoseWindowIsOpen_MayBeWrittenToFreely()
    {
        await using var world = await PipelineWorld.StartAsync();
        var before = await world.ConversationAsync(Digits);
        Assert.True((await world.Use<CloseInteraction>().HandleAsync(world.Agents[0], before, null, Cancellation)).IsDone);
        var contactId = await world.ReadAsync(database => database.Contacts.Select(contact => contact.Id).SingleAsync(Cancellation));

        var opened = await world.Use<OpenConversation>().WithContactAsync(world.Agents[1], world.AccountId, contactId, Cancellation);

        Assert.NotEqual(before, opened.InteractionId);
        Assert.True((await world.Use<SendMessage>().HandleAsync(world.Agents[1], opened.InteractionId!.Value, new TextContent("Once more"), Guid.NewGuid(), null, Cancellation)).IsDone);
        Assert.Equal(1, await world.ReadAsync(database => database.Contacts.CountAsync(Cancellation)));
    }

    [Fact]
    public async Task OpenConversation_IsGoneOnWith_TakenOrRefusedWithTheNameOfWhoHasIt()
    {
        await using var world = await PipelineWorld.StartAsync();
        var open = world.Use<OpenConversation>();
        var mine = await world.ConversationAsync(Digits);

        Assert.Equal(mine, (await open.WithNumberAsync(world.Agents[0], world.AccountId, Number, "", Cancellation)).InteractionId);
        Assert.Equal(new OpenedConversation(null, OpenConversationRefusal.AlreadyTaken, "Agent 1"), await open.WithNumberAsync(world.Agents[1], world.AccountId, Number, "", Cancellation));
        Assert.Equal(OpenConversationRefusal.BadNumber, (await open.WithNumberAsync(world.Agents[0], world.AccountId, "0123", "", Cancellation)).Refusal);
        Assert.Equal(OpenConversationRefusal.NotReachable, (await open.WithContactAsync(world.Agents[0], world.AccountId, 999_999, Cancellation)).Refusal);
        Assert.Equal(OpenConversationRefusal.NotMember, (await open.WithNumberAsync(999_999, world.AccountId, Number, "", Cancellation)).Refusal);

        await using (var database = await world.App.OpenDatabaseAsync())
            await database.Interactions.ExecuteUpdateAsync(set => set.SetProperty(i => i.OwnerId, (int?)null).SetProperty(i => i.AnsweredAt, (DateTimeOffset?)null), Cancellation);
        Assert.Equal(mine, (await open.WithNumberAsync(world.Agents[1], world.AccountId, Number, "", Cancellation)).InteractionId);
        Assert.Equal(world.Agents[1], await world.ReadAsync(database => database.Interactions.Select(i => i.OwnerId!.Value).SingleAsync(Cancellation)));
    }

    [Fact]
    public async Task TwoAgentsAtOnce_OneConversation()
    {
        await using var world = await PipelineWorld.StartAsync(agents: 4);
        await using (var database = await world.App.OpenDatabaseAsync())
        {
            var listId = await database.ContactLists.Where(list => list.Name == "Customers of the test").Select(list => list.Id).SingleAsync(Cancellation);
            var contact = new Contact { ListId = listId, FirstName = "Gina", Mobile = Digits, CreatedAt = TimeProvider.System.GetUtcNow() };
            contact.Identities.Add(new ContactIdentity { ListId = listId, Kind = IdentityKind.Phone, Value = Digits });
            database.Add(contact);
            await database.SaveChangesAsync(Cancellation);
        }
        var open = world.Use<OpenConversation>();

        var results = await Task.WhenAll(world.Agents.Select(agent => Task.Run(() => open.WithNumberAsync(agent, world.AccountId, Number, "", Cancellation))));

        Assert.Single(results, result => result.InteractionId is not null);
        Assert.All(results.Where(result => result.InteractionId is null), result => Assert.Equal(OpenConversationRefusal.AlreadyTaken, result.Refusal));
        Assert.Equal(1, await world.ReadAsync(database => database.Interactions.CountAsync(Cancellation)));
    }

    [Fact]
    public async Task FullAgent_BeginsNoMore()
    {
        await using var world = await PipelineWorld.StartAsync();
        await world.ConversationAsync("393331110099");
        await using (var database = await world.App.OpenDatabaseAsync())
            await database.AgentStates.ExecuteUpdateAsync(set => set.SetProperty(state => state.Capacity, 1), Cancellation);

        Assert.Equal(OpenConversationRefusal.NoRoom, (await world.Use<OpenConversation>().WithNumberAsync(world.Agents[0], world.AccountId, Number, "", Cancellation)).Refusal);
    }

    [Fact]
    public async Task Note_TriedTwiceWithOneKey_IsWrittenOnce()
    {
        await using var world = await PipelineWorld.StartAsync();
        var id = await world.ConversationAsync();
        var key = Guid.NewGuid();

        var results = await Task.WhenAll(Enumerable.Range(0, 3).Select(_ => Task.Run(() => world.Use<WriteNote>().HandleAsync(world.Agents[1], id, "Look at his invoice", Cancellation, key))));

        Assert.Single(results.Select(result => result.MessageId!.Value).Distinct());
        Assert.Equal(1, await world.ReadAsync(database => database.Messages.CountAsync(message => message.Direction == MessageDirection.Note, Cancellation)));
        Assert.Empty(world.Sends);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task LeavingAgent_ChoosesWhetherWhatWaitsGoesToOthers(bool handsBack)
    {
        await using var world = await PipelineWorld.StartAsync();
        var id = await world.ConversationAsync();
        await world.PostAsync(world.Payload().Text("393331112222", "wamid.waits", "Still there?"));
        await world.AllDoneAsync();

        Assert.Null(await world.Use<SetAvailability>().HandleAsync(world.Agents[0], AgentAvailability.Offline, null, Cancellation, handsBack));

        var stage = await world.ReadAsync(database => database.Interactions.Where(i => i.Id == id).Select(i => i.Stage).SingleAsync(Cancellation));
        Assert.Equal(handsBack ? RoundStage.AssignedAgent : null, stage);
        Assert.Equal(world.Agents[0], await world.ReadAsync(database => database.Interactions.Where(i => i.Id == id).Select(i => i.OwnerId!.Value).SingleAsync(Cancellation)));
    }
}
