using Microsoft.EntityFrameworkCore;
using Motion.Blazor.Features.Desk.Closing;
using Motion.Blazor.Features.Desk.Composing;
using Motion.Blazor.Features.Desk.Conversation;
using Motion.Blazor.Features.Desk.Listing;
using Motion.Blazor.Features.Desk.Tabs;
using Motion.Blazor.Features.Desk.Work;
using Motion.Domain.Dispositions;
using Motion.Domain.Interactions;
using Motion.Domain.Messaging;

namespace Motion.Tests.Features.Desk;

public sealed class DeskStateTests
{
    private static readonly CancellationToken Cancellation = TestContext.Current.CancellationToken;

    [Fact]
    public async Task Draft_SavedTwiceThenEmptied_IsTheLastOneThenGone()
    {
        await using var world = await DeskWorld.StartAsync();
        var interactionId = await world.InteractionAsync();
        var save = world.Get<SaveDraft>();

        Assert.True(await save.HandleAsync(world.AgentId, interactionId, "Good mor", Cancellation));
        Assert.True(await save.HandleAsync(world.AgentId, interactionId, "Good morning", Cancellation));
        Assert.Equal("Good morning", await DraftAsync(world, interactionId));
        Assert.True(await save.HandleAsync(world.AgentId, interactionId, "", Cancellation));
        Assert.Equal("", await DraftAsync(world, interactionId));
    }

    [Fact]
    public async Task Draft_OfANote_IsKeptApartFromTheAnswer()
    {
        await using var world = await DeskWorld.StartAsync();
        var interactionId = await world.InteractionAsync();
        var save = world.Get<SaveDraft>();

        Assert.True(await save.HandleAsync(world.AgentId, interactionId, "He is angry", Cancellation, isNote: true));
        Assert.True(await save.HandleAsync(world.AgentId, interactionId, "Dear customer", Cancellation));
        var both = await world.Get<ReadConversation>().HandleAsync(world.AgentId, interactionId, Cancellation);
        Assert.Equal(("Dear customer", "He is angry"), (both!.Draft, both.NoteDraft));

        Assert.True(await save.HandleAsync(world.AgentId, interactionId, "", Cancellation));
        var note = await world.Get<ReadConversation>().HandleAsync(world.AgentId, interactionId, Cancellation);
        Assert.Equal(("", "He is angry"), (note!.Draft, note.NoteDraft));
        Assert.True(await save.HandleAsync(world.AgentId, interactionId, "", Cancellation, isNote: true));
        Assert.Equal(0, await world.ReadAsync(database => database.Drafts.CountAsync(Cancellation)));
    }

    [Fact]
    public async Task Draft_OfSomebodyElseOrTooLong_IsNotKept()
    {
        await using var world = await DeskWorld.StartAsync();
        var interactionId = await world.InteractionAsync();
        var save = world.Get<SaveDraft>();

        Assert.False(await save.HandleAsync(world.StrangerId, interactionId, "Hello", Cancellation));
        Assert.False(await save.HandleAsync(world.AgentId, interactionId, new string('x', SaveDraft.LongestText + 1), Cancellation));
        Assert.Equal(0, await world.ReadAsync(database => database.Drafts.CountAsync(Cancellation)));
    }

    [Fact]
    public async Task Tabs_TheTwentyFirst_IsRefusedUntilOneIsClosed()
    {
        await using var world = await DeskWorld.StartAsync();
        var open = world.Get<OpenDeskTab>();
        var ids = new List<long>();
        for (var i = 0; i <= world.Get<OpenDeskTab>().MostTabs; i++)
            ids.Add(await world.InteractionAsync());
        foreach (var id in ids.SkipLast(1))
            Assert.Null(await open.HandleAsync(world.AgentId, id, Cancellation));

        Assert.Equal(OpenTabRefusal.TooMany, await open.HandleAsync(world.AgentId, ids[^1], Cancellation));
        Assert.Null(await open.HandleAsync(world.AgentId, ids[0], Cancellation));
        await world.Get<CloseDeskTab>().HandleAsync(world.AgentId, ids[0], Cancellation);
        Assert.Null(await open.HandleAsync(world.AgentId, ids[^1], Cancellation));
        Assert.Equal(OpenTabRefusal.NotFound, await open.HandleAsync(world.StrangerId, ids[0], Cancellation));
    }

    [Fact]
    public async Task List_MineOthersAndUnassigned_ShowsMineAndUnassignedOfMyAccounts()
    {
        await using var world = await DeskWorld.StartAsync();
        var mine = await world.InteractionAsync(ownerId: world.AgentId);
        _ = await world.InteractionAsync(ownerId: world.OtherAgentId);
        var unassigned = await world.InteractionAsync();

        var list = await world.Get<ReadDeskList>().HandleAsync(world.AgentId, Cancellation);
        var stranger = await world.Get<ReadDeskList>().HandleAsync(world.StrangerId, Cancellation);

        Assert.Equal([mine], list.Mine.Select(row => row.InteractionId));
        Assert.Equal([unassigned], list.Unassigned.Select(row => row.InteractionId));
        Assert.Equal((0, 0, 0), (stranger.Mine.Count, stranger.UnassignedCount, stranger.AccountIds.Count));
    }

    [Fact]
    public async Task Dispositions_GeneralOwnSystemAndForeign_OffersGeneralAndOwnAsATree()
    {
        await using var world = await DeskWorld.StartAsync();
        var interactionId = await world.InteractionAsync();
        await using (var database = await world.OpenAsync())
        {
            await database.Dispositions.ExecuteDeleteAsync(Cancellation);
            var sold = new Disposition { Name = "Sold" };
            database.AddRange(sold, new Disposition { Name = "Warranty", AccountId = world.AccountId }, new Disposition { Name = "By itself", System = SystemDisposition.ClosedForInactivity });
            await database.SaveChangesAsync(Cancellation);
            database.Add(new Disposition { Name = "Online", ParentId = sold.Id });
            await database.SaveChangesAsync(Cancellation);
        }

        var choices = await world.Get<ReadDispositions>().HandleAsync(world.AgentId, interactionId, Cancellation);

        Assert.Equal(["Sold", "Sold/Online", "Warranty"], choices.All.Select(choice => string.Join('/', choice.Path)));
    }

    [Fact]
    public async Task Dispositions_GivenBefore_ComeFirstAsTheLatest()
    {
        await using var world = await DeskWorld.StartAsync();
        var (before, now) = (await world.InteractionAsync(), await world.InteractionAsync());
        await using (var database = await world.OpenAsync())
        {
            var (sold, lost) = (new Disposition { Name = "Sold" }, new Disposition { Name = "Lost" });
            database.AddRange(sold, lost);
            await database.SaveChangesAsync(Cancellation);
            foreach (var (disposition, agent) in new[] { (sold, world.AgentId), (lost, world.AgentId), (sold, world.AgentId), (lost, world.OtherAgentId) })
            {
                database.Add(new InteractionDisposition { InteractionId = before, DispositionId = disposition.Id, UserId = agent, GivenAt = DeskWorld.Start });
                await database.SaveChangesAsync(Cancellation);
            }
        }

        var choices = await world.Get<ReadDispositions>().HandleAsync(world.AgentId, now, Cancellation);

        Assert.Equal(["Sold", "Lost"], choices.Recent.Select(choice => choice.Name));
        Assert.False(choices.IsMandatory);
    }

    [Fact]
    public async Task Draft_OfOneAgent_IsNotShownToAnother()
    {
        await using var world = await DeskWorld.StartAsync();
        var interactionId = await world.InteractionAsync(ownerId: world.AgentId);
        _ = await world.MessageAsync(interactionId, new TextContent("Hello"));
        _ = await world.Get<SaveDraft>().HandleAsync(world.AgentId, interactionId, "Half an ans", Cancellation);

        var mine = await world.Get<ReadConversation>().HandleAsync(world.AgentId, interactionId, Cancellation);
        var colleagues = await world.Get<ReadConversation>().HandleAsync(world.OtherAgentId, interactionId, Cancellation);

        Assert.Equal(("Half an ans", ""), (mine!.Draft, colleagues!.Draft));
    }

    [Fact]
    public async Task Sent_AskedByItsKeys_TellsWhatWasStoredAndNothingToAStranger()
    {
        await using var world = await DeskWorld.StartAsync();
        var interactionId = await world.InteractionAsync(ownerId: world.AgentId);
        var (stored, lost) = (Guid.NewGuid(), Guid.NewGuid());
        _ = await world.Get<WriteNote>().HandleAsync(world.AgentId, interactionId, "He is angry", Cancellation, stored);

        Assert.Equal([stored], await world.Get<ReadSent>().HandleAsync(world.AgentId, interactionId, [lost, stored], Cancellation));
        Assert.Empty(await world.Get<ReadSent>().HandleAsync(world.StrangerId, interactionId, [lost, stored], Cancellation));
    }

    private static async Task<string> DraftAsync(DeskWorld world, long interactionId) =>
        (await world.Get<ReadConversation>().HandleAsync(world.AgentId, interactionId, Cancellation))!.Draft;
}
