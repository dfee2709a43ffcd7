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
        var (admin, agent, phone) = (await chromium.AdministratorAsync(motion, "/canned-answers"), await chromium.PersonAsync(motion), await chromium.PersonAsync(motion, width: 1200));
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
        var (admin, supervisor, phone) = (await chromium.AdministratorAsync(motion, "/users"), await chromium.PersonAsync(motion), await chromium.PersonAsync(motion, width: 1200));
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
        var (admin, agent, phone) = (await chromium.AdministratorAsync(motion, "/administration/features"), await chromium.PersonAsync(motion), await chromium.PersonAsync(motion, width: 1200));
        await agent.SitDownAsync("agent-one");
        await Floor.TalkAsync(agent, phone, "Lina", "Can I see it?", "+39 333 999 0004");
        await agent.GetByRole(AriaRole.Button, new() { Name = "More", Exact = true }).ClickAsync();
        await Assertions.Expect(agent.GetByRole(AriaRole.Button, new() { Name = "Start a video call" })).ToBeVisibleAsync();
        await agent.Keyboard.PressAsync("Escape");

        await admin.GetByRole(AriaRole.Switch, new() { Name = "Video calls" }).UncheckAsync();
        await Assertions.Expect(admin.GetByText("Switched off: Video calls.")).ToBeVisibleAsync();
        await admin.ReloadAsync();
        await Assertions.Expect(admin.GetByRole(AriaRole.Switch, new() { Name = "Video calls" })).Not.ToBeCheckedAsync();

        await agent.GetByRole(AriaRole.Button, new() { Name = "More", Exact = true }).ClickAsync();
        await Assertions.Expect(agent.GetByRole(AriaRole.Button, new() { NameRegex = new("Internal note") })).ToBeVisibleAsync();
        await Assertions.Expect(agent.GetByRole(AriaRole.Button, new() { Name = "Start a video call" })).ToHaveCountAsync(0);
        await admin.GotoAsync("/accounts/1/video");
        await Assertions.Expect(admin.GetByRole(AriaRole.Link, new() { NameRegex = new("eature") })).ToBeVisibleAsync();
    }

    [Journey]
    public async Task Queue_AddedInItsForm_RingsItsMembersInTurn_AndStaysWhileAPlanAsksIt()
    {
        await using var motion = await RunningMotion.StartAsync();
        var (admin, one, two) = (await chromium.AdministratorAsync(motion, "/queues"), await chromium.PersonAsync(motion), await chromium.PersonAsync(motion));
        var phone = await chromium.PersonAsync(motion, width: 1200);
        await one.SitDownAsync("agent-one");
        await two.SitDownAsync("agent-two");

        await admin.Locator("[data-action=add-queue]").ClickAsync();
        await admin.Locator("[data-action=save-queue]").ClickAsync();
        await Assertions.Expect(admin.GetByText("Fill this in.")).ToBeVisibleAsync();
        await admin.Locator("#queue-name").FillAsync("Night desk");
        await admin.GetByRole(AriaRole.Radio, new() { NameRegex = new("^Round-robin memory") }).CheckAsync();
        await admin.Locator("#queue-timeout-input").FillAsync("3");
        foreach (var agent in new[] { "Agent One", "Agent Two" })
        {
            await admin.Locator(".rz-dropdown").Filter(new() { Has = admin.Locator("#add-member") }).ClickAsync();
            await admin.GetByRole(AriaRole.Option, new() { Name = agent }).ClickAsync();
            await admin.GetByRole(AriaRole.Button, new() { Name = $"Remove {agent}" }).WaitForAsync();
        }
        await admin.GetByRole(AriaRole.Button, new() { Name = "Move Agent Two up" }).ClickAsync();
        await Assertions.Expect(admin.Locator(".people li").First).ToContainTextAsync("Agent Two");
        await admin.Locator("[data-action=save-queue]").ClickAsync();
        await Assertions.Expect(admin.GetByText("Night desk was saved.")).ToBeVisibleAsync();
        await motion.SetUpAsync("""UPDATE "PlanRows" SET "QueueId" = (SELECT "Id" FROM "Queues" WHERE "Name" = 'Night desk')""");

        await phone.TakePhoneAsync("Support", "Nora", "+39 333 999 0005");
        await phone.WriteAsCustomerAsync("Still awake?");
        await two.OfferOf("Nora").WaitForAsync();
        await Assertions.Expect(one.OfferOf("Nora")).ToHaveCountAsync(0);
        await one.OfferOf("Nora").WaitForAsync();
        await Assertions.Expect(two.OfferOf("Nora")).ToHaveCountAsync(0);

        await admin.GotoAsync("/queues");
        await admin.InteractiveAsync();
        await Assertions.Expect(admin.Locator("tr[data-queue='Night desk']")).ToContainTextAsync("3 s");
        await DeleteNightDeskAsync();
        await Assertions.Expect(admin.GetByText("The action plan of these accounts uses the queue: Sales, Support. Take it out there first.")).ToBeVisibleAsync();
        await motion.SetUpAsync("""UPDATE "PlanRows" SET "QueueId" = (SELECT "Id" FROM "Queues" WHERE "Name" = 'Support desk')""");
        await DeleteNightDeskAsync();
        await Assertions.Expect(admin.Locator("tr[data-queue='Night desk']")).ToHaveCountAsync(0);

        async Task DeleteNightDeskAsync()
        {
            await admin.GetByRole(AriaRole.Button, new() { Name = "Delete Night desk" }).ClickAsync();
            await admin.GetByRole(AriaRole.Dialog).GetByRole(AriaRole.Button, new() { Name = "Delete queue" }).ClickAsync();
        }
    }

    [Journey]
    public async Task Settings_OutOfRange_SayTheRange_AndHoldAtOnceForADeskThatIsOpen()
    {
        await using var motion = await RunningMotion.StartAsync();
        var (admin, agent, phone) = (await chromium.AdministratorAsync(motion, "/administration/settings"), await chromium.PersonAsync(motion), await chromium.PersonAsync(motion, width: 1200));
        await agent.SitDownAsync("agent-one");
        await Floor.TalkAsync(agent, phone, "Pia", "First", "+39 333 999 0006");

        await admin.Locator("#setting-tabLimit-input").FillAsync("0");
        await admin.Keyboard.PressAsync("Tab");
        await admin.GetByRole(AriaRole.Button, new() { Name = "Save", Exact = true }).ClickAsync();
        await Assertions.Expect(admin.Locator("#setting-tabLimit-help").GetByRole(AriaRole.Alert)).ToContainTextAsync("100");
        await admin.Locator("#setting-tabLimit-input").FillAsync("1");
        await admin.Keyboard.PressAsync("Tab");
        await admin.GetByRole(AriaRole.Button, new() { Name = "Save", Exact = true }).ClickAsync();
        await Assertions.Expect(admin.GetByText("The settings were saved. They hold from now on.")).ToBeVisibleAsync();
        await admin.ReloadAsync();
        await Assertions.Expect(admin.Locator("#setting-tabLimit-input")).ToHaveValueAsync("1");

        await phone.TakePhoneAsync("Support", "Rita", "+39 333 999 0007");
        await phone.WriteAsCustomerAsync("Second");
        await agent.OfferOf("Rita").WaitForAsync();
        await agent.GotoAsync("/desk/2");
        await Assertions.Expect(agent.GetByText("As many tabs as the desk holds are open (1).")).ToBeVisibleAsync();
    }
}
