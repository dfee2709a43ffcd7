using Bunit;
using Microsoft.AspNetCore.Components;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Motion.Blazor.Features.Desk;
using Motion.Blazor.Features.Desk.Closing;
using Motion.Blazor.Features.Desk.Composing;
using Motion.Blazor.Features.Desk.Conversation;
using Motion.Blazor.Features.Desk.Offers;
using Motion.Blazor.Features.Desk.Transferring;
using Motion.Blazor.Realtime;
using Motion.Domain.Accounts;
using Motion.Domain.Agents;
using Motion.Domain.Interactions;
using Motion.Domain.Messaging;

namespace Motion.Tests.Features.Desk;

public sealed class DeskComponentTests
{
    private const string Hostile = "<img src=x onerror=alert(1)>";

    [Fact]
    public async Task OfferCard_HostileCustomer_ShowsTheWordsAndMakesNoElement()
    {
        await using var world = await DeskWorld.StartAsync();
        await using var page = world.Page();

        var card = page.Render<OfferCard>(parameters => parameters
            .Add(c => c.Offer, Offer(template: "<b>{{contact.firstName}}</b> {{message.body}} <script>alert(2)</script>"))
            .Add(c => c.IsFirst, true)
            .Add(c => c.Accept, EventCallback<RingingOffer>.Empty)
            .Add(c => c.Reject, EventCallback<RingingOffer>.Empty));

        Assert.Empty(card.FindAll("img, script"));
        Assert.Equal(Hostile, card.Find(".text b").TextContent);
        Assert.Contains(Hostile, card.Find(".name").TextContent, StringComparison.Ordinal);
        Assert.Equal(Hostile, card.Find(".last").TextContent);
    }

    [Fact]
    public async Task OfferCard_HalfItsTimeGone_CountsOnFromThere()
    {
        await using var world = await DeskWorld.StartAsync();
        await using var page = world.Page();
        world.Clock.Advance(TimeSpan.FromSeconds(20));

        var card = page.Render<OfferCard>(parameters => parameters
            .Add(c => c.Offer, Offer())
            .Add(c => c.Accept, EventCallback<RingingOffer>.Empty)
            .Add(c => c.Reject, EventCallback<RingingOffer>.Empty));

        Assert.Equal("20000", card.Find("motion-countdown").GetAttribute("ms"));
        Assert.Equal("animation-duration:40000ms;animation-delay:-20000ms", card.Find(".ring").GetAttribute("style"));
    }

    [Fact]
    public async Task MessageRow_HostileNameTextAndFile_ShowsTheWordsAndMakesNoElement()
    {
        await using var world = await DeskWorld.StartAsync();
        await using var page = world.Page();
        var text = Message(new TextContent(Hostile)) with { Quoted = new QuotedMessage(1, true, MessageDirection.In, MessageKind.Text, Hostile) };
        var file = Message(new MediaContent(MessageKind.Document, "text/html", Hostile, Hostile)) with
        {
            Attachment = new ThreadAttachment(7, AttachmentState.Stored, "text/html", Hostile, 12),
        };

        foreach (var message in new[] { text, file })
        {
            var row = page.Render<MessageRow>(parameters => parameters.Add(r => r.Message, message).Add(r => r.ContactName, Hostile));

            Assert.Empty(row.FindAll("img, script, iframe"));
            Assert.Contains(Hostile, row.Find(".bubble").TextContent, StringComparison.Ordinal);
        }
    }

    [Fact]
    public async Task MessageRow_FailedMessageOfMine_ResendsOnce()
    {
        await using var world = await DeskWorld.StartAsync();
        await using var page = world.Page();
        var resent = new List<long>();
        var message = Message(new TextContent("Hello")) with
        {
            Id = 9,
            Direction = MessageDirection.Out,
            Status = DeliveryStatus.Failed,
            FailureKind = OutsideFailureKind.RateLimited,
        };

        var row = page.Render<MessageRow>(parameters => parameters
            .Add(r => r.Message, message).Add(r => r.ContactName, "Anna").Add(r => r.MayResend, true).Add(r => r.Resend, resent.Add));
        await row.Find(".failure button").ClickAsync(new());

        Assert.Equal([9], resent);
        Assert.DoesNotContain("RateLimited", row.Markup, StringComparison.Ordinal);
    }

    [Fact]
    public async Task MessageRow_TicksPressed_TellWhenWhatHappened()
    {
        await using var world = await DeskWorld.StartAsync();
        await using var page = world.Page();
        var id = await world.MessageAsync(await world.InteractionAsync(ownerId: world.AgentId), new TextContent("Hello"), m => m.Direction = MessageDirection.Out);
        await using (var database = await world.OpenAsync())
        {
            database.Add(new StatusEvent { MessageId = id, ProviderMessageId = "wamid.1", Status = DeliveryStatus.Failed, Code = "131026", ReceivedAt = DeskWorld.Start.AddSeconds(7) });
            await database.SaveChangesAsync(Xunit.TestContext.Current.CancellationToken);
        }
        var message = Message(new TextContent("Hello")) with { Id = id, Direction = MessageDirection.Out, Status = DeliveryStatus.Failed };
        var row = page.Render<MessageRow>(parameters => parameters.Add(r => r.Message, message).Add(r => r.ContactName, "Anna"));

        await row.Find("button.way").ClickAsync(new());

        row.WaitForAssertion(() => Assert.Contains("131026", row.Find("dl").TextContent, StringComparison.Ordinal));
        Assert.Contains(":07", row.Find("dl").TextContent, StringComparison.Ordinal);
        await row.Find("button.way").ClickAsync(new());
        Assert.Empty(row.FindAll("dl"));
    }

    [Fact]
    public async Task MessageRow_EveryKind_SaysWhatItIs()
    {
        await using var world = await DeskWorld.StartAsync();
        await using var page = world.Page();

        string Shown(MessageContent content, Func<ThreadMessage, ThreadMessage>? change = null) => page.Render<MessageRow>(parameters => parameters
            .Add(r => r.Message, (change ?? (same => same))(Message(content))).Add(r => r.ContactName, "Anna")).Find("article, p.system").TextContent;

        Assert.Contains("25.00 EUR", Shown(new OrderContent("shop", null, [new("SOFA", 2, 10, "EUR"), new("LAMP", 1, 5, "EUR")])), StringComparison.Ordinal);
        var flow = Shown(new FlowReplyContent("booking", "Sent", """{"day":"Monday","guests":[2,3],"flow_token":"secret"}"""));
        Assert.Contains("day", flow, StringComparison.Ordinal);
        Assert.Contains("Monday", flow, StringComparison.Ordinal);
        Assert.Contains("2, 3", flow, StringComparison.Ordinal);
        Assert.DoesNotContain("secret", flow, StringComparison.Ordinal);
        Assert.Contains("not json", Shown(new FlowReplyContent(null, null, "not json")), StringComparison.Ordinal);
        Assert.Contains("Message type unknown", Shown(new UnsupportedContent("poll", "Message type unknown")), StringComparison.Ordinal);
        Assert.Contains("45.0703, 7.6869", Shown(new LocationContent(45.0703, 7.6869)), StringComparison.Ordinal);
        Assert.Contains("+39 011 555 0100", Shown(new ContactsContent([new("Anna", ["+39 011 555 0100"], ["a@example.com"])])), StringComparison.Ordinal);
        Assert.Contains("Sofas from 99", Shown(new TextContent("Hi"), m => m with { Referral = """{"SourceUrl":"javascript:alert(1)","Headline":"Sofas from 99"}""" }), StringComparison.Ordinal);
        Assert.Contains("many times", Shown(new TextContent("Hi"), m => m with { Forwarded = true, ForwardedOften = true }), StringComparison.Ordinal);
        Assert.Contains("number changed", Shown(new SystemContent("user_changed_number", "The number changed", [])), StringComparison.Ordinal);
        Assert.Contains("Deleted by the customer", Shown(new TextContent("Secret"), m => m with { RevokedAt = DeskWorld.Start }), StringComparison.Ordinal);
    }

    [Fact]
    public async Task MessageRow_LinkOfAnAdvertisement_IsOneABrowserOpensAsAPage()
    {
        await using var world = await DeskWorld.StartAsync();
        await using var page = world.Page();

        var bad = page.Render<ReferralCard>(parameters => parameters.Add(c => c.Json, """{"SourceUrl":"javascript:alert(1)","Headline":"x"}"""));
        var good = page.Render<ReferralCard>(parameters => parameters.Add(c => c.Json, """{"SourceUrl":"https://ads.example/1","Headline":"x"}"""));

        Assert.Empty(bad.FindAll("a"));
        Assert.Equal("https://ads.example/1", good.Find("a").GetAttribute("href"));
    }

    [Fact]
    public async Task MessageRow_ActionsOnlyWhereTheProviderCan_AndOwnReactionIsTakenAwayByItself()
    {
        await using var world = await DeskWorld.StartAsync();
        await using var page = world.Page();
        var reactions = new List<Reaction>();
        var message = Message(new TextContent("Hi")) with { IsKnownOutside = true, Reactions = "👍", OwnReaction = "👍" };

        var bare = page.Render<MessageRow>(parameters => parameters.Add(r => r.Message, message).Add(r => r.ContactName, "Anna"));
        var row = page.Render<MessageRow>(parameters => parameters
            .Add(r => r.Message, message).Add(r => r.ContactName, "Anna").Add(r => r.MayReact, true).Add(r => r.React, reactions.Add));
        await row.Find(".actions button").ClickAsync(new());
        await row.FindAll(".picker button").Single(button => button.TextContent == "👍").ClickAsync(new());

        Assert.Empty(bare.FindAll(".actions"));
        Assert.Equal([new Reaction(message.Id, null)], reactions);
    }

    [Fact]
    public async Task MessageRow_FileThatCouldNotBeFetched_CanBeAskedForAgain()
    {
        await using var world = await DeskWorld.StartAsync();
        await using var page = world.Page();
        var asked = new List<long>();
        var message = Message(new MediaContent(MessageKind.Image, "image/png")) with { Attachment = new ThreadAttachment(7, AttachmentState.Failed, "image/png", null, null) };

        var row = page.Render<MessageRow>(parameters => parameters.Add(r => r.Message, message).Add(r => r.ContactName, "Anna").Add(r => r.FetchAgain, asked.Add));
        await row.Find(".again").ClickAsync(new());

        Assert.Equal([7], asked);
    }

    [Fact]
    public async Task Composer_NewerDraftOfTheServer_IsOfferedToTheBrowserAndDrawsNothing()
    {
        await using var world = await DeskWorld.StartAsync();
        await using var page = world.Page();
        var interactionId = await world.InteractionAsync(ownerId: world.AgentId);
        var module = page.JSInterop.SetupModule(call => call.Identifier == "import" && call.Arguments[0]!.ToString()!.Contains("composer", StringComparison.Ordinal));
        var browser = module.SetupModule(call => call.Identifier == "attach");
        browser.Mode = JSRuntimeMode.Loose;
        var composer = page.Render<Composer>(parameters => parameters
            .Add(c => c.InteractionId, interactionId).Add(c => c.ContactName, "Anna").Add(c => c.Limit, 4096).Add(c => c.Draft, "Half an ans").Add(c => c.Send, (_, _) => Task.FromResult(true)));
        var drawn = composer.RenderCount;

        composer.Render(parameters => parameters.Add(c => c.Draft, "Half an answer").Add(c => c.DraftReadAt, 1));
        // What was read before the words here were saved is older than they are.
        await composer.InvokeAsync(() => composer.Instance.Save("Half an answer, and more"));
        composer.Render(parameters => parameters.Add(c => c.Draft, "Half an answer").Add(c => c.DraftReadAt, 2));

        Assert.Equal(drawn, composer.RenderCount);
        Assert.Equal("Half an ans", composer.Find("textarea").TextContent);
        Assert.Null(composer.Find("textarea").GetAttribute("readonly"));
        Assert.Equal(["Half an answer"], browser.VerifyInvoke("adopt").Arguments);
    }

    [Fact]
    public async Task CloseDialog_WhereADispositionIsAMust_HasNoWayRoundIt()
    {
        await using var world = await DeskWorld.StartAsync();
        await using var page = world.Page();
        var interactionId = await world.InteractionAsync(ownerId: world.AgentId);
        await using (var database = await world.OpenAsync())
        {
            database.Add(new Motion.Domain.Dispositions.Disposition { Name = "Solved" });
            await database.SaveChangesAsync(Xunit.TestContext.Current.CancellationToken);
            foreach (var account in database.Accounts)
                account.MandatoryDisposition = true;
            await database.SaveChangesAsync(Xunit.TestContext.Current.CancellationToken);
        }
        var closed = 0;

        var dialog = page.Render<CloseConversationDialog>(parameters => parameters
            .Add(d => d.InteractionId, interactionId).Add(d => d.ContactName, "Anna").Add(d => d.Cancel, EventCallback.Empty).Add(d => d.Closed, () => closed++));
        await dialog.WaitForAssertionAsync(() => Assert.Single(dialog.FindAll("input[type=radio]")));
        await dialog.Find("form").SubmitAsync();
        Assert.Equal(0, closed);
        Assert.True(dialog.Find("[data-confirm]").HasAttribute("disabled"));

        await dialog.Find("input[type=radio]").ChangeAsync(new ChangeEventArgs { Value = true });
        await dialog.Find("form").SubmitAsync();

        Assert.Equal(1, closed);
        Assert.Equal("Solved", await world.ReadAsync(database => database.InteractionDispositions
            .Where(given => given.InteractionId == interactionId && given.UserId == world.AgentId)
            .Join(database.Dispositions, given => given.DispositionId, disposition => disposition.Id, (_, disposition) => disposition.Name)
            .SingleAsync(Xunit.TestContext.Current.CancellationToken)));
    }

    [Fact]
    public async Task TransferDialog_ColleaguesComeAndGoWhileItIsOpen_AndWhoWasChosenIsMissed()
    {
        await using var world = await DeskWorld.StartAsync();
        await using var page = world.Page();
        var feed = page.Services.GetRequiredService<ChangeFeed>();
        var interactionId = await world.InteractionAsync(ownerId: world.AgentId);
        await using (var database = await world.OpenAsync())
        {
            foreach (var account in database.Accounts)
                account.TransferToAgent = true;
            await database.SaveChangesAsync(Xunit.TestContext.Current.CancellationToken);
        }
        var dialog = page.Render<TransferDialog>(parameters => parameters
            .Add(d => d.InteractionId, interactionId).Add(d => d.ContactName, "Anna").Add(d => d.Cancel, EventCallback.Empty).Add(d => d.Confirm, (_, _) => Task.CompletedTask));
        await dialog.WaitForAssertionAsync(() => Assert.NotNull(dialog.Find(".none")));

        await using (var database = await world.OpenAsync())
        {
            database.PresenceLeases.Add(new PresenceLease { Id = Guid.NewGuid(), UserId = world.OtherAgentId, NodeId = Guid.NewGuid(), BeatAt = world.Clock.GetUtcNow() });
            await database.SaveChangesAsync(Xunit.TestContext.Current.CancellationToken);
        }
        feed.Publish(Topic.Agent(world.OtherAgentId));
        await dialog.WaitForAssertionAsync(() => Assert.Single(dialog.FindAll("input[type=radio]")));
        await dialog.Find("input[type=radio]").ChangeAsync(new ChangeEventArgs { Value = true });
        Assert.False(dialog.Find("[data-confirm]").HasAttribute("disabled"));

        world.Clock.Advance(TimeSpan.FromMinutes(5));
        feed.Publish(Topic.Agent(world.OtherAgentId));

        await dialog.WaitForAssertionAsync(() => Assert.Contains("Agent Two cannot take it", dialog.Find("[role=status]").TextContent, StringComparison.Ordinal));
        Assert.True(dialog.Find("[data-confirm]").HasAttribute("disabled"));
    }

    [Fact]
    public async Task ThreadPanel_OpenedWithUnread_DrawsTheLineAboveTheFirstOfThem()
    {
        await using var world = await DeskWorld.StartAsync();
        await using var page = world.Page();
        var interactionId = await world.InteractionAsync(ownerId: world.AgentId);
        foreach (var text in new[] { "Read before", "Unread one", "Unread two" })
        {
            _ = await world.MessageAsync(interactionId, new TextContent(text));
            world.Clock.Advance(TimeSpan.FromSeconds(1));
        }
        page.Services.GetRequiredService<ViewerZone>().Become(null);

        var panel = page.Render<ThreadPanel>(parameters => parameters.Add(p => p.InteractionId, interactionId).Add(p => p.ContactName, "Anna").Add(p => p.UnreadAtOpening, 2));
        await panel.WaitForAssertionAsync(() => Assert.Equal(3, panel.FindAll("article").Count));

        Assert.Contains("Unread one", panel.Find("[data-unread]").NextElementSibling!.TextContent, StringComparison.Ordinal);
        Assert.Single(panel.FindAll("[data-unread]"));
    }

    [Fact]
    public async Task ThreadPanel_AnswerOfTheSameSecondByAProvidersClock_IsShownBeforeOurFirstMessage()
    {
        await using var world = await DeskWorld.StartAsync();
        await using var page = world.Page();
        var interactionId = await world.InteractionAsync(ownerId: world.AgentId);
        _ = await world.MessageAsync(interactionId, new TextContent("Are you there?"), message => message.Direction = MessageDirection.Out);
        page.Services.GetRequiredService<ViewerZone>().Become(null);
        var panel = page.Render<ThreadPanel>(parameters => parameters.Add(p => p.InteractionId, interactionId).Add(p => p.ContactName, "Anna"));
        await panel.WaitForAssertionAsync(() => Assert.Single(panel.FindAll("article")));

        _ = await world.MessageAsync(interactionId, new TextContent("Yes"), message => message.CreatedAt = message.CreatedAt.AddMilliseconds(-400));
        page.Services.GetRequiredService<ChangeFeed>().Publish(Topic.Interaction(interactionId));

        await panel.WaitForAssertionAsync(() => Assert.Equal(2, panel.FindAll("article").Count));
        Assert.Empty(panel.FindAll("button.earlier"));
    }

    [Fact]
    public async Task ThreadPanel_NewsThenDisposed_ShowsTheNewsAndLeavesTheFeedEmpty()
    {
        await using var world = await DeskWorld.StartAsync();
        var interactionId = await world.InteractionAsync(ownerId: world.AgentId);
        _ = await world.MessageAsync(interactionId, new TextContent("First"));
        var page = world.Page();
        var feed = page.Services.GetRequiredService<ChangeFeed>();
        page.Services.GetRequiredService<ViewerZone>().Become("Europe/Rome");

        var panel = page.Render<ThreadPanel>(parameters => parameters.Add(p => p.InteractionId, interactionId).Add(p => p.ContactName, "Anna Rossi"));
        await panel.WaitForAssertionAsync(() => Assert.Single(panel.FindAll("article")));
        _ = await world.MessageAsync(interactionId, new TextContent("Second"));
        feed.Publish(Topic.Interaction(interactionId));
        await panel.WaitForAssertionAsync(() => Assert.Equal(2, panel.FindAll("article").Count));
        Assert.Equal(1, feed.TopicCount);

        await page.DisposeAsync();

        Assert.Equal(0, feed.TopicCount);
    }

    [Fact]
    public async Task DeskPage_Disposed_LeavesTheFeedEmpty()
    {
        await using var world = await DeskWorld.StartAsync();
        var page = world.Page();
        var feed = page.Services.GetRequiredService<ChangeFeed>();
        page.Services.GetRequiredService<ViewerZone>().Become(null);
        _ = await world.InteractionAsync("Anna", "Rossi");

        var desk = page.Render<DeskPage>();
        await desk.WaitForAssertionAsync(() => Assert.Contains("Anna Rossi", desk.Markup, StringComparison.Ordinal));
        Assert.Equal(3, feed.TopicCount);

        await page.DisposeAsync();

        Assert.Equal(0, feed.TopicCount);
    }

    private static RingingOffer Offer(string template = Account.DefaultNotificationTemplate) => new(
        1, 2, DeskWorld.Start, DeskWorld.Start.AddSeconds(40),
        new OfferAccount("Support", "SUP", AccountType.Meta, "15550100100", null, template, Sound: true, Shake: true),
        new OfferContact(3, Hostile, Hostile, null, "393331234567", null, null),
        null, "Customers", DeskWorld.Start, Hostile, "+393331234567");

    private static ThreadMessage Message(MessageContent content) => new()
    {
        Id = 5,
        Direction = MessageDirection.In,
        Kind = content.Kind,
        Body = content.Summary,
        Content = System.Text.Json.JsonSerializer.Serialize(content),
        CreatedAt = DeskWorld.Start,
    };
}
