using Microsoft.Playwright;
using Motion.E2E.Support;

namespace Motion.E2E.Journeys;

/// <summary>Pauses, tags and dispositions: named by administrators, chosen at desks that are open, and taken away while they are in use.</summary>
public sealed class NamedThingsJourney(Chromium chromium)
{
    [Journey]
    public async Task Pause_AddedRenamedAndDeleted_AgentInItStaysPausedWithoutAReason()
    {
        await using var motion = await RunningMotion.StartAsync();
        var (admin, agent) = (await chromium.AdministratorAsync(motion, "/routing/pauses"), await chromium.PersonAsync(motion));
        await agent.SitDownAsync("agent-one");

        await admin.Locator("[data-action=add-pause]").ClickAsync();
        await NameAsync(admin, "Lunch", "Add pause");
        await Assertions.Expect(admin.GetByRole(AriaRole.Dialog).GetByRole(AriaRole.Alert)).ToContainTextAsync("already");
        await NameAsync(admin, "Training", "Add pause");
        await admin.Locator("tr[data-pause=Training]").GetByRole(AriaRole.Button, new() { Name = "Training", Exact = true }).ClickAsync();
        await NameAsync(admin, "Course", "Rename");
        await Assertions.Expect(admin.Locator("tr[data-pause=Training]")).ToHaveCountAsync(0);
        await Assertions.Expect(admin.Locator("tr[data-pause=Course]")).ToBeVisibleAsync();

        await agent.GetByRole(AriaRole.Button, new() { NameRegex = new("My state: Online") }).ClickAsync();
        await agent.GetByRole(AriaRole.Button, new() { Name = "Course" }).ClickAsync();
        await agent.GetByRole(AriaRole.Button, new() { NameRegex = new("My state:.*Course") }).WaitForAsync();
        await admin.ReloadAsync();
        await admin.InteractiveAsync();
        await admin.GetByRole(AriaRole.Button, new() { Name = "Delete Course" }).ClickAsync();
        await Assertions.Expect(admin.GetByRole(AriaRole.Dialog)).ToContainTextAsync("In it now: 1. They stay paused, without a reason.");
        await admin.GetByRole(AriaRole.Dialog).GetByRole(AriaRole.Button, new() { Name = "Delete pause" }).ClickAsync();
        await Assertions.Expect(admin.Locator("tr[data-pause=Course]")).ToHaveCountAsync(0);
        await Assertions.Expect(agent.GetByRole(AriaRole.Button, new() { NameRegex = new("My state:") })).Not.ToContainTextAsync("Course");
        await Assertions.Expect(agent.GetByRole(AriaRole.Button, new() { NameRegex = new("My state: Paused") })).ToBeVisibleAsync();
    }

    [Journey]
    public async Task Tag_AddedRecolouredAndDeleted_FollowsAtTheDesk()
    {
        await using var motion = await RunningMotion.StartAsync();
        var (admin, agent, phone) = (await chromium.AdministratorAsync(motion, "/routing/tags"), await chromium.PersonAsync(motion), await chromium.PersonAsync(motion, width: 1200));
        await agent.SitDownAsync("agent-one");
        await Floor.TalkAsync(agent, phone, "Vera", "It is broken", "+39 333 888 0001");

        await admin.GetByRole(AriaRole.Button, new() { Name = "Add tag" }).First.ClickAsync();
        var dialog = admin.GetByRole(AriaRole.Dialog);
        await dialog.GetByRole(AriaRole.Button, new() { Name = "Add tag" }).ClickAsync();
        await Assertions.Expect(dialog.GetByRole(AriaRole.Alert)).ToContainTextAsync("Fill this in.");
        await dialog.Locator("#tag-name").FillAsync("Damage");
        await dialog.GetByRole(AriaRole.Button, new() { Name = "Add tag" }).ClickAsync();
        await Assertions.Expect(admin.Locator("tr[data-tag=Damage]")).ToBeVisibleAsync();

        await agent.GetByRole(AriaRole.Button, new() { Name = "Add a tag", Exact = true }).ClickAsync();
        await agent.GetByRole(AriaRole.Searchbox, new() { Name = "Search tags" }).FillAsync("dam");
        await agent.GetByRole(AriaRole.Searchbox, new() { Name = "Search tags" }).PressAsync("Enter");
        await Assertions.Expect(agent.GetByRole(AriaRole.Button, new() { Name = "Remove the tag Damage" })).ToBeVisibleAsync();

        await admin.GetByRole(AriaRole.Button, new() { Name = "Edit Damage" }).ClickAsync();
        await dialog.Locator("#tag-name").FillAsync("Breakage");
        await dialog.GetByRole(AriaRole.Button, new() { Name = "Save" }).ClickAsync();
        await Assertions.Expect(agent.GetByRole(AriaRole.Button, new() { Name = "Remove the tag Breakage" })).ToBeVisibleAsync();

        await admin.GetByRole(AriaRole.Button, new() { Name = "Delete Breakage" }).ClickAsync();
        await Assertions.Expect(dialog).ToContainTextAsync("Conversations that bear “Breakage” and will lose it: 1.");
        await dialog.GetByRole(AriaRole.Button, new() { Name = "Delete tag" }).ClickAsync();
        await Assertions.Expect(agent.GetByRole(AriaRole.Button, new() { NameRegex = new("^Remove the tag") })).ToHaveCountAsync(0);
    }

    [Journey]
    public async Task Disposition_OfTwoLevels_IsChosenAtTheDesk_AndStaysWhereItWasChosenWhenItIsDeleted()
    {
        await using var motion = await RunningMotion.StartAsync();
        var (admin, agent, phone) = (await chromium.AdministratorAsync(motion, "/routing/dispositions"), await chromium.PersonAsync(motion), await chromium.PersonAsync(motion, width: 1200));
        await agent.SitDownAsync("agent-one");
        await Floor.TalkAsync(agent, phone, "Willa", "I want my money", "+39 333 888 0002");

        await admin.Locator("[data-action=add-disposition]").ClickAsync();
        await NameAsync(admin, "Refund", "Add disposition");
        await admin.GetByRole(AriaRole.Button, new() { Name = "Add below Refund" }).ClickAsync();
        await NameAsync(admin, "In part", "Add disposition");
        await Assertions.Expect(admin.Locator("li.level-2").Filter(new() { HasText = "In part" })).ToBeVisibleAsync();

        await CloseAsync("In part");
        await Assertions.Expect(agent.Composer()).ToHaveCountAsync(0);

        await admin.GetByRole(AriaRole.Button, new() { Name = "Delete Refund" }).ClickAsync();
        var dialog = admin.GetByRole(AriaRole.Dialog);
        await Assertions.Expect(dialog).ToContainTextAsync("Below it, and going with it: 1.");
        await Assertions.Expect(dialog).ToContainTextAsync("Conversations that ended with it: 1. They keep showing it");
        await dialog.GetByRole(AriaRole.Button, new() { Name = "Delete disposition" }).ClickAsync();
        await Assertions.Expect(admin.Locator("li").Filter(new() { HasText = "Refund" })).ToHaveCountAsync(0);

        await admin.GotoAsync("/interactions");
        await Assertions.Expect(admin.Locator("tr[data-interaction]")).ToContainTextAsync("In part");
        await phone.WriteAsCustomerAsync("And my change?");
        await agent.OfferOf("Willa").GetByRole(AriaRole.Button, new() { NameRegex = new("^Accept") }).ClickAsync();
        await agent.Composer().WaitForAsync();
        await agent.ShortcutAsync("x");
        await agent.Question("Close the conversation").GetByRole(AriaRole.Radio).First.WaitForAsync();
        await Assertions.Expect(agent.Question("Close the conversation")).Not.ToContainTextAsync("In part");

        async Task CloseAsync(string disposition)
        {
            await agent.ShortcutAsync("x");
            await agent.Question("Close the conversation").GetByRole(AriaRole.Radio, new() { NameRegex = new(disposition) }).CheckAsync();
            await agent.Question("Close the conversation").Confirm().ClickAsync();
        }
    }

    private static async Task NameAsync(IPage admin, string name, string action)
    {
        await admin.GetByRole(AriaRole.Dialog).GetByRole(AriaRole.Textbox).FillAsync(name);
        await admin.GetByRole(AriaRole.Dialog).GetByRole(AriaRole.Button, new() { Name = action }).ClickAsync();
    }
}
