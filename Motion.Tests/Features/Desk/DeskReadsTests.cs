using Microsoft.EntityFrameworkCore;
using Motion.Blazor.Features.Desk.Composing;
using Motion.Blazor.Features.Desk.Conversation;
using Motion.Blazor.Features.Desk.Side;
using Motion.Blazor.Features.Desk.Tagging;
using Motion.Blazor.Features.Desk.Transferring;
using Motion.Blazor.Features.Desk.Work;
using Motion.Domain.Agents;
using Motion.Domain.CannedAnswers;
using Motion.Domain.Interactions;
using Motion.Domain.Messaging;

namespace Motion.Tests.Features.Desk;

/// <summary>What the desk shows beside the messages.</summary>
public sealed class DeskReadsTests
{
    private static readonly CancellationToken Cancellation = TestContext.Current.CancellationToken;

    [Fact]
    public async Task CannedAnswers_GeneralAndOwn_AreBlendedAndFilled()
    {
        await using var world = await DeskWorld.StartAsync();
        var interactionId = await world.InteractionAsync("Anna", "Rossi <b>", ownerId: world.AgentId);
        _ = await world.MessageAsync(interactionId, new TextContent("Where is it?"));
        await using (var database = await world.OpenAsync())
        {
            database.AddRange(
                new CannedAnswer { Key = "hello", Text = "Hello {{contact.firstName}} {{contact.lastName}}, I am {{agent.fullname}}." },
                new CannedAnswer { Key = "bye", Text = "General bye" },
                new CannedAnswer { Key = "Bye", Text = "{{account.name}} says bye. You wrote: {{message.body}}{{unknown}}", AccountId = world.AccountId });
            await database.SaveChangesAsync(Cancellation);
        }
        var read = world.Get<ReadCannedAnswers>();

        var answers = await read.HandleAsync(world.AgentId, interactionId, "Agent One", at => at, Cancellation);

        Assert.Equal(
            [new CannedChoice("Bye", "Support says bye. You wrote: Where is it?", true), new CannedChoice("hello", "Hello Anna Rossi <b>, I am Agent One.", false)],
            answers.OrderBy(answer => answer.Key, StringComparer.OrdinalIgnoreCase));
        Assert.Empty(await read.HandleAsync(world.StrangerId, interactionId, "Agent Three", at => at, Cancellation));
    }

    [Fact]
    public async Task TransferTargets_OnlyWhatTheAccountAllowsAndWhoIsThere()
    {
        await using var world = await DeskWorld.StartAsync();
        var interactionId = await world.InteractionAsync(ownerId: world.AgentId);
        _ = await world.InteractionAsync(ownerId: world.OtherAgentId);
        var read = world.Get<ReadTransferTargets>();
        var none = await read.HandleAsync(world.AgentId, interactionId, Cancellation);
        Assert.Equal((false, false, 0, 0), (none!.ToAgents, none.ToQueues, none.Agents.Count, none.Queues.Count));

        await using (var database = await world.OpenAsync())
        {
            foreach (var account in database.Accounts)
                account.TransferToAgent = account.TransferToQueue = true;
            foreach (var agent in new[] { world.AgentId, world.OtherAgentId })
                database.PresenceLeases.Add(new PresenceLease { Id = Guid.NewGuid(), UserId = agent, NodeId = Guid.NewGuid(), BeatAt = world.Clock.GetUtcNow() });
            await database.SaveChangesAsync(Cancellation);
        }
        var there = await read.HandleAsync(world.AgentId, interactionId, Cancellation);
        Assert.Equal([new AgentTarget(world.OtherAgentId, "Agent Two", 1, 0)], there!.Agents);
        Assert.Equal([new QueueTarget(world.QueueId, "Support desk", 0, 2)], there.Queues);

        world.Clock.Advance(TimeSpan.FromMinutes(5));
        Assert.Empty((await read.HandleAsync(world.AgentId, interactionId, Cancellation))!.Agents);
        Assert.Null(await read.HandleAsync(world.StrangerId, interactionId, Cancellation));
    }

    [Fact]
    public async Task Tags_PutOnAndTakenOff_AreShownAndTold()
    {
        await using var world = await DeskWorld.StartAsync();
        var interactionId = await world.InteractionAsync(ownerId: world.AgentId);
        int tagId;
        await using (var database = await world.OpenAsync())
        {
            var urgent = new Tag { Name = "Urgent", Colour = TagColour.Red };
            database.AddRange(urgent, new Tag { Name = "Angry" });
            await database.SaveChangesAsync(Cancellation);
            tagId = urgent.Id;
        }
        var set = world.Get<TagInteraction>();

        Assert.True((await set.HandleAsync(world.AgentId, interactionId, tagId, true, Cancellation)).IsDone);
        var tags = await world.Get<ReadTags>().HandleAsync(world.AgentId, interactionId, Cancellation);
        Assert.Equal([("Angry", false), ("Urgent", true)], tags.Select(tag => (tag.Name, tag.IsOn)));
        Assert.True((await set.HandleAsync(world.AgentId, interactionId, tagId, false, Cancellation)).IsDone);

        Assert.DoesNotContain(await world.Get<ReadTags>().HandleAsync(world.AgentId, interactionId, Cancellation), tag => tag.IsOn);
        Assert.Empty(await world.Get<ReadTags>().HandleAsync(world.StrangerId, interactionId, Cancellation));
    }

    [Fact]
    public async Task SearchThread_InAnyCase_FindsTheLatestFirstAndTheThreadOpensThere()
    {
        await using var world = await DeskWorld.StartAsync();
        var interactionId = await world.InteractionAsync(ownerId: world.AgentId);
        for (var i = 0; i < 130; i++)
        {
            _ = await world.MessageAsync(interactionId, new TextContent(i is 3 or 90 ? $"The INVOICE of day {i}" : $"Day {i}"));
            world.Clock.Advance(TimeSpan.FromSeconds(1));
        }
        var search = world.Get<SearchThread>();

        var found = await search.HandleAsync(world.AgentId, interactionId, "invoice", Cancellation);
        var there = await world.Get<ReadThread>().HandleAsync(world.AgentId, interactionId, found[1], 2, Cancellation, most: 50);

        Assert.Equal(2, found.Count);
        Assert.True(found[0].CreatedAt > found[1].CreatedAt);
        Assert.Equal(["Day 1", "Day 2", "The INVOICE of day 3", "Day 4"], there.Messages.Take(4).Select(message => message.Body));
        Assert.Equal((true, true, 52), (there.HasEarlier, there.HasLater, there.Messages.Count));
        Assert.Empty(await search.HandleAsync(world.AgentId, interactionId, "i", Cancellation));
        Assert.Empty(await search.HandleAsync(world.StrangerId, interactionId, "invoice", Cancellation));
    }

    [Fact]
    public async Task Side_EarlierConversations_AreThoseOfTheSameCustomerInMyAccounts()
    {
        await using var world = await DeskWorld.StartAsync();
        var before = await world.InteractionAsync();
        var other = await world.InteractionAsync();
        long now;
        await using (var database = await world.OpenAsync())
        {
            var earlier = await database.Interactions.SingleAsync(i => i.Id == before, Cancellation);
            earlier.Status = InteractionStatus.Closed;
            var present = new Interaction { AccountId = world.AccountId, ContactId = earlier.ContactId, OwnerId = world.AgentId, CustomerIdentity = "1", StartedAt = DeskWorld.Start };
            database.Add(present);
            await database.SaveChangesAsync(Cancellation);
            now = present.Id;
        }

        var side = await world.Get<ReadSide>().HandleAsync(world.AgentId, now, Cancellation);

        Assert.Equal([before], side.Earlier.Select(row => row.InteractionId));
        Assert.DoesNotContain(other, side.Earlier.Select(row => row.InteractionId));
        Assert.Empty((await world.Get<ReadSide>().HandleAsync(world.StrangerId, now, Cancellation)).Earlier);
    }

    [Fact]
    public async Task Customer_Corrected_KeepsWhatIsNotHisToChange()
    {
        await using var world = await DeskWorld.StartAsync();
        var interactionId = await world.InteractionAsync(ownerId: world.AgentId);
        await using (var database = await world.OpenAsync())
        {
            (await database.Contacts.SingleAsync(Cancellation)).FreeFields = """{"city":"Turin","level":3}""";
            await database.SaveChangesAsync(Cancellation);
        }
        var edit = world.Get<EditCustomer>();
        var wanted = new CustomerEdit(" Anna ", "Bianchi", "", "+39 333 000 1111", "anna@example.com", new Dictionary<string, string>(StringComparer.Ordinal) { ["city"] = "Milan", ["level"] = "3", ["made up"] = "x" });

        Assert.Equal(CustomerEditFault.Mobile, await edit.HandleAsync(world.AgentId, interactionId, wanted with { Mobile = "call me" }, Cancellation));
        Assert.Equal(CustomerEditFault.Email, await edit.HandleAsync(world.AgentId, interactionId, wanted with { Email = "at home" }, Cancellation));
        Assert.Equal(CustomerEditFault.NotFound, await edit.HandleAsync(world.StrangerId, interactionId, wanted, Cancellation));
        Assert.Null(await edit.HandleAsync(world.AgentId, interactionId, wanted, Cancellation));

        var contact = await world.ReadAsync(database => database.Contacts.AsNoTracking().SingleAsync(Cancellation));
        Assert.Equal(("Anna", "Bianchi", null, "393330001111", "anna@example.com"), (contact.FirstName, contact.LastName, contact.Phone, contact.Mobile, contact.Email));
        Assert.Equal("""{"city":"Milan","level":3}""", contact.FreeFields);
    }
}
