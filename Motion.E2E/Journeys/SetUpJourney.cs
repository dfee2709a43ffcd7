using Microsoft.Playwright;
using Motion.E2E.Support;

namespace Motion.E2E.Journeys;

/// <summary>What an administrator sets up counts at once, for people who are at work already.</summary>
public sealed class SetUpJourney(Chromium chromium)
{
    [Journey]
    public async Task CannedAnswer_AddedInItsForm_IsSaidAtTheDesk_AndGoneWhenDeleted()
    {
        await using var motion = await RunningMotion.StartAsync();
        var (admin, agent, phone) = (await AdministratorAsync(motion, "/canned-answers"), await chromium.PersonAsync(motion), await chromium.PersonAsync(motion, width: 1200));
        await agent.SitDownAsync("agent-one");
        await Floor.TalkAsync(agent, phone, "Ilse", "Where are you?", "+39 333 999 0001");

        await admin.Locator("[data-action=add-canned-answer]").ClickAsync();
        var dialog = admin.GetByRole(AriaRole.Dialog);
        await dialog.GetByRole(AriaRole.Button, new() { Name = "Add answer" }).ClickAsync();
        await Assertions.Expect(dialog.GetByText("Fill this in.").First).ToBeVisibleAsync();
        await dialog.Locator("#canned-key").FillAsync("shop");
        await dialog.Locator("#canned-text").FillAsync("Via Po 1, dear ");
        await dialog.Locator("#canned-text").BlurAsync();
        await dialog.GetByRole(AriaRole.Button, new() { Name = "contact.firstName" }).ClickAsync();
        await dialog.GetByRole(AriaRole.Button, new() { Name = "Add answer" }).ClickAsync();
        await Assertions.Expect(admin.Locator("tr[data-canned=shop]")).ToContainTextAsync("{{contact.firstName}}");

        await agent.Composer().PressSequentiallyAsync("/sho");
        await agent.GetByRole(AriaRole.Option, new() { NameRegex = new("shop") }).WaitForAsync();
        await agent.Keyboard.PressAsync("Enter");
        await Assertions.Expect(agent.Composer()).ToHaveValueAsync("Via Po 1, dear Ilse");
        await agent.Composer().PressAsync("Enter");
        await Assertions.Expect(phone.GetByRole(AriaRole.Log)).ToContainTextAsync("Via Po 1, dear Ilse");

        await admin.GetByRole(AriaRole.Button, new() { Name = "Delete /shop" }).ClickAsync();
        await admin.GetByRole(AriaRole.Dialog).GetByRole(AriaRole.Button, new() { Name = "Delete answer" }).ClickAsync();
        await Assertions.Expect(admin.Locator("tr[data-canned=shop]")).ToHaveCountAsync(0);
    }

    [Journey]
    public async Task SupervisorLimitedToAccounts_SeesTheirConversationsOnly()
    {
        await using var motion = await RunningMotion.StartAsync();
        var (admin, supervisor, phone) = (await AdministratorAsync(motion, "/users"), await chromium.PersonAsync(motion), await chromium.PersonAsync(motion, width: 1200));
        foreach (var (account, name, number) in new[] { ("Support", "Jana", "+39 333 999 0002"), ("Sales", "Kurt", "+39 333 999 0003") })
        {
            await phone.TakePhoneAsync(account, name, number);
            await phone.WriteAsCustomerAsync($"This is {name}");
        }
        await motion.UntilAsync("""SELECT COUNT(*) - 1 FROM "Interactions" """);
        await supervisor.SignInAsDemoAsync("supervisor");
        await supervisor.GotoAsync("/interactions");
        await Assertions.Expect(supervisor.Locator("tr[data-interaction]")).ToHaveCountAsync(2);

        await admin.Locator("tr[data-user*=supervisor] .row-menu button").ClickAsync();
        await admin.GetByRole(AriaRole.Menuitem, new() { Name = "Accounts they watch" }).ClickAsync();
        await admin.GetByRole(AriaRole.Dialog).GetByRole(AriaRole.Checkbox, new() { Name = "Sales" }).CheckAsync();
        await admin.Locator("[data-action=pick]").ClickAsync();
        await Assertions.Expect(admin.GetByText("Accounts that Demo Supervisor watches: 1.")).ToBeVisibleAsync();

        await supervisor.ReloadAsync();
        await Assertions.Expect(supervisor.Locator("tr[data-interaction]")).ToHaveCountAsync(1);
        await Assertions.Expect(supervisor.Locator("tr[data-interaction]")).ToContainTextAsync("Kurt");
        await supervisor.GotoAsync("/contacts");
        await Assertions.Expect(supervisor.GetByRole(AriaRole.Link, new() { Name = "Kurt" })).ToBeVisibleAsync();
        await supervisor.GotoAsync("/wallboard");
        await supervisor.Locator("[data-queue='Sales desk']").WaitForAsync();
        await Assertions.Expect(supervisor.Locator("[data-queue='Sales desk'] [data-waiting]")).ToHaveTextAsync("1");
        await Assertions.Expect(supervisor.GetByText("Jana")).ToHaveCountAsync(0);
    }

    [Journey]
    public async Task FeatureSwitchedOff_IsOfferedNowhere()
    {
        await using var motion = await RunningMotion.StartAsync();
        await motion.SetUpAsync("""UPDATE "Accounts" SET "VideoEnabled" = 1""");
        var (admin, agent, phone) = (await AdministratorAsync(motion, "/administration/features"), await chromium.PersonAsync(motion), await chromium.PersonAsync(motion, width: 1200));
        await agent.SitDownAsync("agent-one");
        await Floor.TalkAsync(agent, phone, "Lina", "Can I see it?", "+39 333 999 0004");
        await agent.GetByRole(AriaRole.Button, new() { Name = "More", Exact = true }).ClickAsync();
        await Assertions.Expect(agent.GetByRole(AriaRole.Button, new() { Name = "Start a video call" })).ToBeVisibleAsync();
        await agent.Keyboard.PressAsync("Escape");

        await admin.GetByRole(AriaRole.Switch, new() { Name = "Video calls" }).UncheckAsync();
        await Assertions.Expect(admin.GetByText("Switched off: Video calls.")).ToBeVisibleAsync();
        await admin.ReloadAsync();
        await Assertions.Expect(admin.GetByRole(AriaRole.Switch, new() { Name = "Video calls" })).Not.ToBeCheckedAsync();

        await agent.ReloadAsync();
        await agent.Composer().WaitForAsync();
        await agent.InteractiveAsync();
        await agent.GetByRole(AriaRole.Button, new() { Name = "More", Exact = true }).ClickAsync();
        await Assertions.Expect(agent.GetByRole(AriaRole.Button, new() { NameRegex = new("Internal note") })).ToBeVisibleAsync();
        await Assertions.Expect(agent.GetByRole(AriaRole.Button, new() { Name = "Start a video call" })).ToHaveCountAsync(0);
        await admin.GotoAsync("/accounts/1/video");
        await Assertions.Expect(admin.GetByRole(AriaRole.Link, new() { NameRegex = new("eature") })).ToBeVisibleAsync();
    }

    private async Task<IPage> AdministratorAsync(RunningMotion motion, string path)
    {
        var admin = await chromium.PersonAsync(motion);
        await admin.SignInAsDemoAsync("administrator");
        await admin.GotoAsync(path);
        await admin.InteractiveAsync();
        return admin;
    }
}
