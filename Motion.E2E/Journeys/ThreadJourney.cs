using System.Net.Http.Json;
using Microsoft.Playwright;
using Motion.E2E.Support;

namespace Motion.E2E.Journeys;

/// <summary>Reading: unread line, search, pictures, panes, the hidden page that rings.</summary>
public sealed class ThreadJourney(Chromium chromium)
{
    [Journey]
    public async Task LongConversation_IsSearchedAndReadFromTheFirstUnread()
    {
        await using var motion = await RunningMotion.StartAsync();
        var (agent, phone) = (await chromium.PersonAsync(motion), await chromium.PersonAsync(motion, width: 1200));
        await agent.SitDownAsync("agent-one");
        await Floor.TalkAsync(agent, phone, "Sara", "The invoice number is 4711", "+39 333 555 0001");
        await motion.SetUpAsync(Padding(400));
        await agent.ReloadAsync();
        await agent.InteractiveAsync();
        await Assertions.Expect(agent.Message("Line 400.")).ToBeVisibleAsync();
        await Assertions.Expect(agent.Message("The invoice number is 4711")).ToHaveCountAsync(0);

        // Far above what is shown.
        await agent.ShortcutAsync("f");
        await agent.GetByRole(AriaRole.Searchbox, new() { Name = "Search in this conversation" }).FillAsync("INVOICE");
        await Assertions.Expect(agent.Message("The invoice number is 4711")).ToBeInViewportAsync();
        await Assertions.Expect(agent.GetByText("1 of 1")).ToBeVisibleAsync();
        await agent.Keyboard.PressAsync("Escape");
        await agent.GetByRole(AriaRole.Button, new() { Name = "To the latest" }).ClickAsync();
        await Assertions.Expect(agent.Message("Line 400.")).ToBeInViewportAsync();

        // "Earlier" adds above and moves nothing before the eyes.
        var thread = agent.GetByRole(AriaRole.Region, new() { Name = "Messages with Sara" });
        await thread.EvaluateAsync("element => { element.scrollTop = 0; }");
        await Assertions.Expect(agent.Message("Line 351.")).ToBeInViewportAsync();
        var before = (await agent.Message("Line 353.").BoundingBoxAsync())!.Y;
        await agent.GetByRole(AriaRole.Button, new() { Name = "Earlier messages" }).ClickAsync();
        await agent.Message("Line 301.").WaitForAsync(new() { State = WaitForSelectorState.Attached });
        await Assertions.Expect(agent.Message("Line 353.")).ToBeInViewportAsync();
        Assert.InRange(Math.Abs((await agent.Message("Line 353.").BoundingBoxAsync())!.Y - before), 0, 60);

        // What comes in does not tear the reader away.
        await phone.WriteAsCustomerAsync("Are you reading?");
        await agent.GetByRole(AriaRole.Button, new() { Name = "1 new" }).ClickAsync();
        await Assertions.Expect(agent.Message("Are you reading?")).ToBeInViewportAsync();
        // It counts as read a moment after it came into view, and the customer is told.
        await Assertions.Expect(phone.Bubble("Are you reading?").GetByRole(AriaRole.Img, new() { Name = "Read by the agent" })).ToBeVisibleAsync();

        // The line stands above what came while he was elsewhere.
        await agent.GotoAsync("/desk");
        await agent.InteractiveAsync();
        await phone.WriteAsCustomerAsync("Away now");
        await Assertions.Expect(agent.Locator("[data-walk]").First).ToContainTextAsync("Away now");
        await agent.Locator("[data-walk]").First.ClickAsync();
        await Assertions.Expect(agent.Locator("[data-unread] + article")).ToContainTextAsync("Away now");
    }

    [Journey]
    public async Task Pictures_OpenLargeAndAreWalkedWithTheKeyboard()
    {
        await using var motion = await RunningMotion.StartAsync();
        var (agent, phone) = (await chromium.PersonAsync(motion), await chromium.PersonAsync(motion, width: 1200));
        await agent.SitDownAsync("agent-one");
        await Floor.TalkAsync(agent, phone, "Tina", "Look at these", "+39 333 555 0002");
        var picture = await phone.ScreenshotAsync();
        foreach (var name in new[] { "one.png", "two.png" })
        {
            await phone.Locator("#phone-file").SetInputFilesAsync(new FilePayload { Name = name, MimeType = "image/png", Buffer = picture });
            await phone.WriteAsCustomerAsync($"This is {name}");
            await Assertions.Expect(agent.Message($"This is {name}").Locator("img")).ToHaveJSPropertyAsync("complete", true);
        }

        await agent.Message("This is one.png").Locator("[data-view]").ClickAsync();
        var viewer = agent.GetByRole(AriaRole.Dialog, new() { Name = "Pictures" });
        await Assertions.Expect(viewer.GetByRole(AriaRole.Status)).ToContainTextAsync("1 of 2");
        await agent.Keyboard.PressAsync("+");
        await Assertions.Expect(viewer.Locator("img")).ToHaveClassAsync("zoomed");
        await agent.Keyboard.PressAsync("ArrowRight");
        await Assertions.Expect(viewer.GetByRole(AriaRole.Status)).ToContainTextAsync("2 of 2");
        await agent.Keyboard.PressAsync("Escape");
        await Assertions.Expect(viewer).ToHaveCountAsync(0);
        await Assertions.Expect(agent.Message("This is two.png").Locator("[data-view]")).ToBeFocusedAsync();
    }

    [Journey]
    public async Task FailedAnswer_IsToldInWordsAndResent_AndAQuotationLeadsToItsMessage()
    {
        await using var motion = await RunningMotion.StartAsync();
        var (agent, phone) = (await chromium.PersonAsync(motion), await chromium.PersonAsync(motion, width: 1200));
        await agent.SitDownAsync("agent-one");
        await Floor.TalkAsync(agent, phone, "Orla", "Is my order ready?", "+39 333 555 0006");
        using var api = new HttpClient { BaseAddress = motion.Address };
        (await api.PostAsJsonAsync("/sandbox/faults", new { accountId = 1, kind = "Failed" }, TestContext.Current.CancellationToken)).EnsureSuccessStatusCode();

        await agent.Composer().FillAsync("On Monday");
        await agent.Composer().PressAsync("Enter");
        await Assertions.Expect(agent.Message("On Monday")).ToContainTextAsync("more than 24 hours have passed");
        await agent.Message("On Monday").GetByRole(AriaRole.Button, new() { Name = "Resend" }).ClickAsync();
        await Assertions.Expect(agent.Message("On Monday").GetByRole(AriaRole.Img, new() { Name = "Read", Exact = true })).ToBeVisibleAsync();
        await Assertions.Expect(agent.Message("On Monday")).Not.ToContainTextAsync("24 hours");

        await motion.SetUpAsync(Padding(200));
        await phone.Bubble("Is my order ready?").GetByRole(AriaRole.Button, new() { Name = "What to do with this message" }).ClickAsync();
        await phone.Bubble("Is my order ready?").GetByRole(AriaRole.Button, new() { Name = "Reply", Exact = true }).ClickAsync();
        await phone.WriteAsCustomerAsync("The one of last week");
        await agent.ReloadAsync();
        await agent.Message("The one of last week").Locator("button.quoted").ClickAsync();
        await Assertions.Expect(agent.Message("Is my order ready?").First).ToBeInViewportAsync();
        await Assertions.Expect(agent.Message("Is my order ready?").First).ToBeFocusedAsync();
    }

    [Journey]
    public async Task Panes_AreResizedWithTheKeyboardAndRemembered()
    {
        await using var motion = await RunningMotion.StartAsync();
        var (agent, phone) = (await chromium.PersonAsync(motion), await chromium.PersonAsync(motion, width: 1200));
        await agent.SitDownAsync("agent-one");
        await Floor.TalkAsync(agent, phone, "Ugo", "Hello", "+39 333 555 0003");
        var list = agent.GetByRole(AriaRole.Separator, new() { Name = "Width of the list" });
        var side = agent.GetByRole(AriaRole.Separator, new() { Name = "Width of the details" });
        await Assertions.Expect(list).ToHaveAttributeAsync("aria-valuenow", "300");

        await list.PressAsync("End");
        await side.PressAsync("Home");
        await agent.GetByRole(AriaRole.Button, new() { Name = "Dense lists" }).ClickAsync();
        await agent.ReloadAsync();
        await agent.InteractiveAsync();
        await agent.Composer().WaitForAsync();

        await Assertions.Expect(list).ToHaveAttributeAsync("aria-valuenow", "480");
        await Assertions.Expect(side).ToHaveAttributeAsync("aria-valuenow", "260");
        await Assertions.Expect(agent.GetByRole(AriaRole.Button, new() { Name = "Dense lists" })).ToHaveAttributeAsync("aria-pressed", "true");

        // Narrow: one pane at a time.
        await agent.SetViewportSizeAsync(390, 844);
        await Assertions.Expect(agent.Composer()).ToBeVisibleAsync();
        await Assertions.Expect(agent.Locator("[data-walk]").First).ToBeHiddenAsync();
        Assert.True(await agent.EvaluateAsync<bool>("() => document.documentElement.scrollWidth <= innerWidth"), "The page is wider than the screen.");
        await agent.GetByRole(AriaRole.Link, new() { Name = "Back to the list" }).ClickAsync();
        await Assertions.Expect(agent.Locator("[data-walk]").First).ToBeVisibleAsync();
    }

    [Journey]
    public async Task HiddenPage_RingsAndNotifiesAndCarriesANumber()
    {
        await using var motion = await RunningMotion.StartAsync();
        var (agent, phone) = (await chromium.PersonAsync(motion), await chromium.PersonAsync(motion, width: 1200));
        await agent.AddInitScriptAsync(
            """
            window.notified = [];
            window.Notification = class { static permission = 'granted'; constructor(title, options) { window.notified.push(`${title}|${options.body}`); } close() {} };
            Object.defineProperty(document, 'hidden', { get: () => window.isAway === true });
            window.started = 0;
            const start = AudioBufferSourceNode.prototype.start;
            AudioBufferSourceNode.prototype.start = function () { window.started++; window.lastSource = this; return start.apply(this, arguments); };
            """);
        await agent.SitDownAsync("agent-one");
        await agent.EvaluateAsync("() => { window.isAway = true; document.dispatchEvent(new Event('visibilitychange')); }");
        await phone.TakePhoneAsync("Support", "Vera", "+39 333 555 0004");
        await phone.WriteAsCustomerAsync("Ring, please");

        await agent.OfferOf("Vera").WaitForAsync();
        await agent.WaitForFunctionAsync("() => window.notified.length > 0 && window.started > 0");
        Assert.Contains("Vera", (await agent.EvaluateAsync<string[]>("() => window.notified"))[0], StringComparison.Ordinal);
        Assert.True(await agent.EvaluateAsync<bool>("() => window.lastSource.loop"));
        await Assertions.Expect(agent).ToHaveTitleAsync(new System.Text.RegularExpressions.Regex(@"^\(1\)"));
        Assert.StartsWith("data:image/svg+xml", await agent.Locator("link[rel=icon]").GetAttributeAsync("href"), StringComparison.Ordinal);

        await agent.OfferOf("Vera").GetByRole(AriaRole.Button, new() { NameRegex = new("^Reject") }).ClickAsync();
        await Assertions.Expect(agent.Locator("link[rel=icon]")).ToHaveAttributeAsync("href", new System.Text.RegularExpressions.Regex("favicon"));
    }

    [Journey]
    public async Task Wallboard_ShowsTheFloorLiveToSupervisorsOnly()
    {
        await using var motion = await RunningMotion.StartAsync();
        var (supervisor, agent, phone) = (await chromium.PersonAsync(motion), await chromium.PersonAsync(motion), await chromium.PersonAsync(motion, width: 1200));
        await supervisor.SignInAsDemoAsync("supervisor");
        await supervisor.GotoAsync("/wallboard");
        await supervisor.InteractiveAsync();
        var queue = supervisor.Locator("[data-queue='Support desk']");
        var line = supervisor.Locator("[data-agent='Agent One']");
        await Assertions.Expect(queue.Locator("[data-waiting]")).ToHaveTextAsync("0");

        await agent.SitDownAsync("agent-one");
        await phone.TakePhoneAsync("Support", "Walt", "+39 333 555 0005");
        await phone.WriteAsCustomerAsync("Anybody?");
        await Assertions.Expect(queue.Locator("[data-waiting]")).ToHaveTextAsync("1");
        await Assertions.Expect(line.Locator("[data-state]")).ToHaveTextAsync("Online");
        await agent.OfferOf("Walt").GetByRole(AriaRole.Button, new() { NameRegex = new("^Accept") }).ClickAsync();

        await Assertions.Expect(queue.Locator("[data-waiting]")).ToHaveTextAsync("0");
        await Assertions.Expect(queue.Locator("[data-accepted]")).ToHaveTextAsync("1");
        await Assertions.Expect(line.Locator("[data-open]")).ToHaveTextAsync("1");
        await Assertions.Expect(supervisor.GetByRole(AriaRole.Img, new() { NameRegex = new("Conversations by hour: 1 begun, 1 accepted") })).ToBeVisibleAsync();

        // Each number leads to what it counts.
        await queue.Locator("[data-accepted] a").ClickAsync();
        await Assertions.Expect(supervisor.GetByRole(AriaRole.Heading, new() { Name = "Accepted today" })).ToContainTextAsync("1");
        await Assertions.Expect(supervisor.Locator("tr[data-counted]")).ToContainTextAsync("Walt");
        await supervisor.ExpectNoSeriousFindingLightAndDarkAsync("what a number of the wallboard counts");
        await supervisor.GoBackAsync();
        await line.Locator("[data-missed] a").ClickAsync();
        await Assertions.Expect(supervisor.GetByText("Nothing here any more")).ToBeVisibleAsync();
        await supervisor.GetByRole(AriaRole.Button, new() { Name = "To the wallboard" }).ClickAsync();
        await queue.Locator("[data-open] a").ClickAsync();
        await Assertions.Expect(supervisor.Locator("tr[data-interaction]")).ToHaveCountAsync(1);
        await Assertions.Expect(supervisor.Locator("tr[data-interaction]")).ToContainTextAsync("Walt");

        await agent.GotoAsync("/wallboard");
        await Assertions.Expect(agent.Locator("[data-queue]")).ToHaveCountAsync(0);
    }

    /// <summary>So many messages of the customer between the first one and now.</summary>
    private static string Padding(int count) =>
        $$"""
        WITH RECURSIVE "n"("i") AS (SELECT 1 UNION ALL SELECT "i" + 1 FROM "n" WHERE "i" < {{count}})
        INSERT INTO "Messages" ("InteractionId", "AccountId", "Direction", "Kind", "Body", "Content", "ProviderMessageId", "CreatedAt", "Forwarded", "ForwardedOften", "WasResent")
        SELECT m."InteractionId", m."AccountId", m."Direction", m."Kind", 'Line ' || n."i" || '.', '', 'pad.' || n."i", m."CreatedAt" + n."i", 0, 0, 0
        FROM "Messages" m, "n" WHERE m."Id" = (SELECT MIN("Id") FROM "Messages")
        """;
}
