using Motion.Blazor.Features.Desk.Conversation;
using Motion.Domain.Messaging;

namespace Motion.Tests.Features.Desk;

public sealed class ReadThreadTests
{
    private static readonly CancellationToken Cancellation = TestContext.Current.CancellationToken;

    [Fact]
    public async Task Thread_MoreThanAPageAtTheSameInstant_PagesWithoutGapOrRepetition()
    {
        await using var world = await DeskWorld.StartAsync();
        var interactionId = await world.InteractionAsync();
        var ids = new List<long>();
        for (var i = 0; i < 120; i++)
            ids.Add(await world.MessageAsync(interactionId, new TextContent($"Message {i}")));
        var read = world.Get<ReadThread>();

        var last = await read.HandleAsync(world.AgentId, interactionId, null, 0, Cancellation);
        var twoPages = await read.HandleAsync(world.AgentId, interactionId, last.First, ReadThread.PageSize, Cancellation);
        var all = await read.HandleAsync(world.AgentId, interactionId, twoPages.First, ReadThread.PageSize, Cancellation);

        Assert.Equal(ids[70..], last.Messages.Select(m => m.Id));
        Assert.True(last.HasEarlier);
        Assert.Equal(ids[20..], twoPages.Messages.Select(m => m.Id));
        Assert.True(twoPages.HasEarlier);
        Assert.Equal(ids, all.Messages.Select(m => m.Id));
        Assert.False(all.HasEarlier);
    }

    [Fact]
    public async Task Thread_ReadAgainFromItsBeginning_ShowsTheNewOnesAndKeepsTheOldOnes()
    {
        await using var world = await DeskWorld.StartAsync();
        var interactionId = await world.InteractionAsync();
        for (var i = 0; i < 60; i++)
            _ = await world.MessageAsync(interactionId, new TextContent($"Message {i}"));
        var read = world.Get<ReadThread>();
        var before = await read.HandleAsync(world.AgentId, interactionId, null, 0, Cancellation);

        var newest = await world.MessageAsync(interactionId, new TextContent("One more"));
        var after = await read.HandleAsync(world.AgentId, interactionId, before.First, 0, Cancellation);

        Assert.Equal(51, after.Messages.Count);
        Assert.Equal(newest, after.Messages[^1].Id);
        Assert.Equal(before.Messages, after.Messages.SkipLast(1));
        Assert.True(after.HasEarlier);
    }

    [Fact]
    public async Task Reactions_ChangedAndTakenAway_StandOnTheirTargetAsTheyAreNow()
    {
        await using var world = await DeskWorld.StartAsync();
        var interactionId = await world.InteractionAsync();
        _ = await world.MessageAsync(interactionId, new TextContent("First"), m => m.ProviderMessageId = "one");
        _ = await world.MessageAsync(interactionId, new TextContent("Second"), m => m.ProviderMessageId = "two");
        _ = await world.MessageAsync(interactionId, new ReactionContent("one", "👍"));
        _ = await world.MessageAsync(interactionId, new ReactionContent("one", "❤️"));
        _ = await world.MessageAsync(interactionId, new ReactionContent("one", "🎉"), m => m.Direction = MessageDirection.Out);
        _ = await world.MessageAsync(interactionId, new ReactionContent("two", "😮"));
        _ = await world.MessageAsync(interactionId, new ReactionContent("two", null));
        _ = await world.MessageAsync(interactionId, new ReactionContent("never arrived", "👀"));

        var thread = await world.Get<ReadThread>().HandleAsync(world.AgentId, interactionId, null, 0, Cancellation);

        Assert.Equal(["❤️ 🎉", ""], thread.Messages.Select(m => m.Reactions));
    }

    [Fact]
    public async Task Replies_KnownEarlierAndUnknown_CarryWhatTheyQuote()
    {
        await using var world = await DeskWorld.StartAsync();
        var interactionId = await world.InteractionAsync();
        var first = await world.MessageAsync(interactionId, new TextContent("Where is my order?"), m => m.ProviderMessageId = "one");
        _ = await world.MessageAsync(interactionId, new TextContent("This one"), m => m.ReplyToProviderMessageId = "one");
        _ = await world.MessageAsync(interactionId, new TextContent("And that"), m => m.ReplyToProviderMessageId = "gone");
        var strange = await world.InteractionAsync("Luca", "Bianchi");
        _ = await world.MessageAsync(strange, new TextContent("Of somebody else"), m => m.ProviderMessageId = "other");
        _ = await world.MessageAsync(interactionId, new TextContent("Mine?"), m => m.ReplyToProviderMessageId = "other");

        var thread = await world.Get<ReadThread>().HandleAsync(world.AgentId, interactionId, null, 0, Cancellation);

        Assert.Equal(new QuotedMessage(first, true, MessageDirection.In, MessageKind.Text, "Where is my order?"), thread.Messages[1].Quoted);
        Assert.Null(thread.Messages[2].Quoted!.MessageId);
        Assert.Null(thread.Messages[3].Quoted!.MessageId);
    }

    [Fact]
    public async Task Reply_BeforeWhatItQuotes_ShowsItOnceThatHasCome()
    {
        await using var world = await DeskWorld.StartAsync();
        var interactionId = await world.InteractionAsync();
        _ = await world.MessageAsync(interactionId, new TextContent("This one"), m => m.ReplyToProviderMessageId = "late");
        var read = world.Get<ReadThread>();
        Assert.Null((await read.HandleAsync(world.AgentId, interactionId, null, 0, Cancellation)).Messages[0].Quoted!.MessageId);

        _ = await world.MessageAsync(interactionId, new TextContent("I am late"), m => m.ProviderMessageId = "late");

        Assert.Equal("I am late", (await read.HandleAsync(world.AgentId, interactionId, null, 0, Cancellation)).Messages[0].Quoted!.Body);
    }

    [Fact]
    public async Task Reaction_ThatFailed_StandsOnNothing()
    {
        await using var world = await DeskWorld.StartAsync();
        var interactionId = await world.InteractionAsync();
        _ = await world.MessageAsync(interactionId, new TextContent("First"), m => m.ProviderMessageId = "one");
        _ = await world.MessageAsync(interactionId, new ReactionContent("one", "👍"), m => (m.Direction, m.Status) = (MessageDirection.Out, DeliveryStatus.Sent));
        _ = await world.MessageAsync(interactionId, new ReactionContent("one", "🙏"), m => (m.Direction, m.Status) = (MessageDirection.Out, DeliveryStatus.Failed));

        var message = Assert.Single((await world.Get<ReadThread>().HandleAsync(world.AgentId, interactionId, null, 0, Cancellation)).Messages);

        Assert.Equal(("👍", "👍"), (message.Reactions, message.OwnReaction));
    }

    [Fact]
    public async Task Message_DeletedByTheCustomer_KeepsItsPlaceWithoutItsWords()
    {
        await using var world = await DeskWorld.StartAsync();
        var interactionId = await world.InteractionAsync();
        _ = await world.MessageAsync(interactionId, new TextContent("Please forget this"), m => m.RevokedAt = DeskWorld.Start);

        var message = Assert.Single((await world.Get<ReadThread>().HandleAsync(world.AgentId, interactionId, null, 0, Cancellation)).Messages);

        Assert.Equal(("", ""), (message.Body, message.Content));
        Assert.NotNull(message.RevokedAt);
    }

    [Fact]
    public async Task Thread_AgentOfAnotherAccount_IsEmpty()
    {
        await using var world = await DeskWorld.StartAsync();
        var interactionId = await world.InteractionAsync();
        _ = await world.MessageAsync(interactionId, new TextContent("Secret"));

        Assert.Empty((await world.Get<ReadThread>().HandleAsync(world.StrangerId, interactionId, null, 0, Cancellation)).Messages);
        Assert.Null(await world.Get<ReadConversation>().HandleAsync(world.StrangerId, interactionId, Cancellation));
        Assert.Empty(await world.Get<ReadTimeline>().HandleAsync(world.StrangerId, interactionId, Cancellation));
    }

    [Theory]
    [InlineData("*bold* and _italic_", "Bold:bold|Plain: and |Italic:italic")]
    [InlineData("2*3*4 stays", "Plain:2*3*4 stays")]
    [InlineData("See https://example.com/a_b_c?x=1.", "Plain:See |Link:https://example.com/a_b_c?x=1|Plain:.")]
    [InlineData("javascript:alert(1)", "Plain:javascript:alert(1)")]
    public void Text_WithMarks_IsCutIntoRuns(string text, string expected) =>
        Assert.Equal(expected, string.Join('|', TextRuns.Of(text).Select(run => $"{run.Style}:{run.Text}")));
}
