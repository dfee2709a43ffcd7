using Bunit;
using Microsoft.Extensions.DependencyInjection;
using Motion.Blazor.Features.Desk;
using Motion.Blazor.Features.Desk.Conversation;
using Motion.Blazor.Features.Desk.Side;
using Motion.Blazor.Features.Desk.Tabs;
using Motion.Blazor.Features.Desk.Tagging;
using Motion.Blazor.Features.Desk.Work;
using Motion.Domain.Interactions;

namespace Motion.Tests.Features.Desk;

/// <summary>What a colleague does shows on the other desk, on each part of it that tells of it.</summary>
public sealed class DeskNewsTests
{
    [Fact]
    public async Task ColleagueTakesWhatNobodyHas_ItGoesFromMyList()
    {
        await using var world = await DeskWorld.StartAsync();
        await using var page = DeskOf(world);
        var interactionId = await world.InteractionAsync("Anna", "Rossi");
        var desk = page.Render<DeskPage>();
        await desk.WaitForAssertionAsync(() => Assert.Single(desk.FindAll("li.free")));

        Assert.True((await page.Services.GetRequiredService<TakeInteraction>().HandleAsync(world.OtherAgentId, interactionId, Cancellation)).IsDone);

        await desk.WaitForAssertionAsync(() => Assert.Empty(desk.FindAll("li.free")));
    }

    [Fact]
    public async Task ColleagueClosesWhatIReadOnATab_TheTabShowsIt()
    {
        await using var world = await DeskWorld.StartAsync();
        await using var page = DeskOf(world);
        var interactionId = await world.InteractionAsync("Anna", "Rossi", world.OtherAgentId);
        Assert.Null(await page.Services.GetRequiredService<OpenDeskTab>().HandleAsync(world.AgentId, interactionId, Cancellation));
        var desk = page.Render<DeskPage>();
        await desk.WaitForAssertionAsync(() => Assert.Single(desk.FindAll(".tab")));
        Assert.Empty(desk.FindAll(".tab.closed"));

        Assert.True((await page.Services.GetRequiredService<CloseInteraction>().HandleAsync(world.OtherAgentId, interactionId, null, Cancellation)).IsDone);

        await desk.WaitForAssertionAsync(() => Assert.Single(desk.FindAll(".tab.closed")));
    }

    [Fact]
    public async Task ColleagueTagsIt_TheTagAndItsLineOfTheTimelineShow()
    {
        await using var world = await DeskWorld.StartAsync();
        await using var page = DeskOf(world);
        var interactionId = await world.InteractionAsync("Anna", "Rossi", world.AgentId);
        var tag = new Tag { Name = "Urgent" };
        await using (var database = await world.OpenAsync())
        {
            database.Add(tag);
            await database.SaveChangesAsync(Cancellation);
        }
        var facts = await world.Get<ReadConversation>().HandleAsync(world.AgentId, interactionId, Cancellation);
        var tags = page.Render<TagPanel>(parameters => parameters.Add(p => p.InteractionId, interactionId));
        var side = page.Render<ConversationSide>(parameters => parameters.Add(p => p.Facts, facts!));
        await tags.WaitForAssertionAsync(() => Assert.NotEmpty(tags.FindAll("button.add")));
        Assert.Empty(side.FindAll(".timeline li"));

        Assert.True((await page.Services.GetRequiredService<TagInteraction>().HandleAsync(world.OtherAgentId, interactionId, tag.Id, isOn: true, Cancellation)).IsDone);

        await tags.WaitForAssertionAsync(() => Assert.Contains("Urgent", tags.Find(".tags").TextContent, StringComparison.Ordinal));
        await side.WaitForAssertionAsync(() => Assert.Contains("Urgent", Assert.Single(side.FindAll(".timeline li")).TextContent, StringComparison.Ordinal));
    }

    private static CancellationToken Cancellation => Xunit.TestContext.Current.CancellationToken;

    private static BunitContext DeskOf(DeskWorld world)
    {
        var page = world.Page();
        page.Services.GetRequiredService<ViewerZone>().Become(null);
        return page;
    }
}
