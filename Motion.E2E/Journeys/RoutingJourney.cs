using System.Text.RegularExpressions;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Playwright;
using Motion.E2E.Support;

namespace Motion.E2E.Journeys;

/// <summary>Where a message goes when nobody has it in hand (product.md section 5).</summary>
public sealed class RoutingJourney(Chromium chromium)
{
    [Journey]
    public async Task OwnerAway_HisWaitThenHisQueuesThenThePlan_AndTheTimelineTellsIt()
    {
        await using var motion = await RunningMotion.StartAsync();
        await motion.SetUpAsync("""UPDATE "Accounts" SET "AssignedAgentWait" = 2, "AssignedQueueWait" = 3""");
        var (one, two, phone) = await PeopleAsync(motion);
        await one.SitDownAsync("agent-one");
        await Floor.TalkAsync(one, phone, "Rita", "Where is my parcel?", "+39 333 444 0001");

        // The owner takes his break and goes home; the customer comes back while only a colleague is there.
        await one.GetByRole(AriaRole.Button, new() { NameRegex = new("My state: Online") }).ClickAsync();
        await one.GetByRole(AriaRole.Button, new() { Name = "Offline", Exact = true }).ClickAsync();
        await one.GetByRole(AriaRole.Button, new() { NameRegex = new("My state: Offline") }).WaitForAsync();
        await two.SitDownAsync("agent-two");
        await phone.WriteAsCustomerAsync("It is still not here");

        // Rung as a member of the queue, then by the plan; he lets the first one pass.
        var offer = two.OfferOf("Rita");
        await offer.WaitForAsync();
        await Assertions.Expect(two.GetByText("Rita: time over.")).ToBeVisibleAsync();
        await offer.GetByRole(AriaRole.Button, new() { NameRegex = new("^Accept") }).ClickAsync();
        await Assertions.Expect(two.Message("It is still not here")).ToBeVisibleAsync();

        foreach (var sentence in new[]
        {
            "Agent One, who has this conversation, is asked, for 2 seconds.", "Time over for Agent One.",
            "Queue Support desk, through which it came, is asked, for 3 seconds.", "Time over for queue Support desk.",
            "Agent One no longer has it.", "The account's actions began.", "Agent Two accepted, for queue Support desk.",
        })
            await Assertions.Expect(two.Locator(".side").GetByText(sentence).First).ToBeVisibleAsync();
    }

    [Journey]
    public async Task HandedOverAndRefused_ComesBackUnread()
    {
        await using var motion = await RunningMotion.StartAsync();
        await motion.SetUpAsync(House.Transfers);
        var (one, two, phone) = await PeopleAsync(motion);
        await one.SitDownAsync("agent-one");
        await Floor.TalkAsync(one, phone, "Sven", "I speak to another one", "+39 333 444 0002");
        await two.SitDownAsync("agent-two");
        var row = one.Locator("a[data-walk]").Filter(new() { HasText = "Sven" });
        await Assertions.Expect(row).Not.ToHaveClassAsync(new Regex("unread"));
        await Floor.HandOverAsync(one, "Agent Two", "Please");
        await one.GetByRole(AriaRole.Button, new() { NameRegex = new("^Close the tab") }).First.ClickAsync();

        await two.OfferOf("Sven").GetByRole(AriaRole.Button, new() { NameRegex = new("^Reject") }).ClickAsync();

        await Assertions.Expect(row).ToHaveClassAsync(new Regex("unread"));
        await row.ClickAsync();
        await Assertions.Expect(one.Composer()).ToBeVisibleAsync();
        await Assertions.Expect(one.Locator(".side").GetByText("Nobody took it over: back to Agent One.")).ToBeVisibleAsync();
    }

    [Journey]
    public async Task Silence_ClosesForInactivity_OnlyWhenTheAgentSpokeLast()
    {
        var clock = new MovableClock();
        await using var motion = await RunningMotion.StartAsync(services => services.AddSingleton<TimeProvider>(clock));
        await motion.SetUpAsync("""UPDATE "Accounts" SET "InactivityTimeout" = 30""");
        var (one, _, phone) = await PeopleAsync(motion);
        await one.SitDownAsync("agent-one");
        await Floor.TalkAsync(one, phone, "Tilde", "Do you deliver on Sunday?", "+39 333 444 0003");

        // The customer waits: that closes nothing, however long it takes.
        clock.PutForward(TimeSpan.FromMinutes(31));
        await one.Composer().FillAsync("We do");
        await one.Composer().PressAsync("Enter");
        await Assertions.Expect(phone.GetByRole(AriaRole.Log)).ToContainTextAsync("We do");
        await Assertions.Expect(one.Composer()).ToBeVisibleAsync();

        clock.PutForward(TimeSpan.FromMinutes(31));

        await Assertions.Expect(one.Locator(".side").GetByText("Closed: the customer did not answer for 30 minutes.")).ToBeVisibleAsync();
        await Assertions.Expect(one.Composer()).ToHaveCountAsync(0);
        await Assertions.Expect(one.Locator("a[data-walk]").Filter(new() { HasText = "Tilde" })).ToHaveCountAsync(0);
        var supervisor = await chromium.PersonAsync(motion);
        await supervisor.SignInAsDemoAsync("supervisor");
        await supervisor.GotoAsync("/interactions");
        await Assertions.Expect(supervisor.GetByRole(AriaRole.Row).Filter(new() { HasText = "Tilde" })).ToContainTextAsync("Closed for inactivity");
    }

    [Journey]
    public async Task Whitelist_TurnsStrangersAway_AndLetsCustomersIn()
    {
        await using var motion = await RunningMotion.StartAsync();
        var (one, admin, phone) = await PeopleAsync(motion);
        await admin.SignInAsDemoAsync("administrator");
        await admin.GotoAsync("/accounts/1/whitelist");
        await admin.InteractiveAsync();
        await admin.GetByRole(AriaRole.Switch, new() { Name = "Let in only senders of the lists" }).ClickAsync();
        await Assertions.Expect(admin.Locator("[data-warning=nobody]")).ToBeVisibleAsync();
        await admin.Locator("#whitelist-response").FillAsync("This number is for members only.");
        await admin.Locator("[data-action=add-whitelist]").ClickAsync();
        var dialog = admin.GetByRole(AriaRole.Dialog);
        await dialog.GetByLabel("Customers").CheckAsync();
        await dialog.GetByRole(AriaRole.Button, new() { NameRegex = new("^Add") }).ClickAsync();
        await Assertions.Expect(admin.Locator("[data-warning=nobody]")).ToHaveCountAsync(0);
        await admin.GetByRole(AriaRole.Button, new() { Name = "Save", Exact = true }).ClickAsync();
        await admin.GetByText("Saved.", new() { Exact = true }).WaitForAsync();
        await one.SitDownAsync("agent-one");

        // A customer the other account knows is let in; a stranger is told, and nobody hears of him.
        await phone.TakePhoneAsync("Support", "Ulla", "+39 333 444 0004");
        await phone.WriteAsCustomerAsync("Let me in");
        await Assertions.Expect(phone.GetByRole(AriaRole.Log)).ToContainTextAsync("This number is for members only.");
        await phone.TakePhoneAsync("Sales", "Vera", "+39 333 444 0005");
        await phone.WriteAsCustomerAsync("I buy something");
        await one.OfferOf("Vera").WaitForAsync();
        await phone.TakePhoneAsync("Support", "Vera", "+39 333 444 0005");
        await phone.WriteAsCustomerAsync("I am a member");
        await one.OfferOf("Vera").Filter(new() { HasText = "I am a member" }).WaitForAsync();
        await Assertions.Expect(one.OfferOf("Ulla")).ToHaveCountAsync(0);

        await admin.GotoAsync("/interactions");
        await Assertions.Expect(admin.GetByRole(AriaRole.Row).Filter(new() { HasText = "+393334440004" })).ToContainTextAsync("Not in whitelist");
        await admin.GotoAsync("/accounts/1/whitelist");
        await Assertions.Expect(admin.Locator("[data-list=Customers]")).ToContainTextAsync("Messages let in: 1");
    }

    private async Task<(IPage One, IPage Two, IPage Phone)> PeopleAsync(RunningMotion motion) =>
        (await chromium.PersonAsync(motion), await chromium.PersonAsync(motion), await chromium.PersonAsync(motion, width: 1200));
}
