using System.Net.Http.Json;
using Microsoft.AspNetCore.Components.Server;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Playwright;
using Motion.E2E.Support;

namespace Motion.E2E.Journeys;

/// <summary>A line that breaks and a server that dies must not cost a word.</summary>
public sealed class ReconnectJourney(Chromium chromium)
{
    [Journey]
    public async Task CutLine_MessagesCatchUpAndTheDraftStays()
    {
        await using var motion = await RunningMotion.StartAsync();
        await using var line = new CuttableLine(motion.Address);
        var phone = await chromium.PersonAsync(motion, width: 1200);
        var agent = await ConversationAsync(motion, line.Address, phone);
        await DraftAsync(agent, "A long answer, half wri");

        line.Cut();
        await Assertions.Expect(agent.Locator("#components-reconnect-modal")).ToBeVisibleAsync();
        await phone.WriteAsCustomerAsync("Written while the line was cut");
        line.Mend();

        await Assertions.Expect(agent.Message("Written while the line was cut")).ToBeVisibleAsync(new() { Timeout = 60_000 });
        await Assertions.Expect(agent.Composer()).ToHaveValueAsync("A long answer, half wri");
        await agent.Composer().PressAsync("Enter");
        await Assertions.Expect(phone.GetByRole(AriaRole.Log)).ToContainTextAsync("half wri");
    }

    [Journey]
    public async Task AnswerLostWithTheLine_IsAskedAgainAndSentOnce()
    {
        await using var motion = await RunningMotion.StartAsync();
        await using var line = new CuttableLine(motion.Address);
        var phone = await chromium.PersonAsync(motion, width: 1200);
        var agent = await ConversationAsync(motion, line.Address, phone);

        await SayIntoADyingLineAsync(agent, phone, line);
        await agent.Composer().PressSequentiallyAsync("and half a wo");
        line.Wake();

        await Assertions.Expect(phone.GetByRole(AriaRole.Log)).ToContainTextAsync("Said to nobody");
        await Assertions.Expect(agent.Message("Said to nobody").GetByRole(AriaRole.Img, new() { Name = "Read", Exact = true })).ToBeVisibleAsync();
        await Assertions.Expect(agent.Composer()).ToHaveValueAsync("and half a wo");
        await SavedAsync(agent);
        foreach (var words in new[] { "Heard by the server", "Said to nobody" })
        {
            await Assertions.Expect(agent.Message(words)).ToHaveCountAsync(1);
            await Assertions.Expect(phone.GetByRole(AriaRole.Log).GetByText(words)).ToHaveCountAsync(1);
        }
        var copy = await agent.Context.NewPageAsync();
        await copy.GotoAsync(agent.Url);
        await Assertions.Expect(copy.Composer()).ToHaveValueAsync("and half a wo");
    }

    [Journey]
    public async Task ShutLaptop_OthersAreAskedMeanwhile_AndNothingIsLostWhenItIsOpened()
    {
        // It sleeps for longer than the server remembers a browser.
        await using var motion = await RunningMotion.StartAsync(services => services.Configure<CircuitOptions>(circuits => circuits.DisconnectedCircuitMaxRetained = 0));
        await using var line = new CuttableLine(motion.Address);
        var (colleague, phone) = (await chromium.PersonAsync(motion), await chromium.PersonAsync(motion, width: 1200));
        var agent = await ConversationAsync(motion, line.Address, phone);
        await colleague.SitDownAsync("agent-two");

        await SayIntoADyingLineAsync(agent, phone, line);
        await phone.WriteAsCustomerAsync("Are you asleep?");
        await phone.TakePhoneAsync("Sales", "Ida", "+39 333 111 0012");
        await phone.WriteAsCustomerAsync("Who is awake?");
        await Assertions.Expect(colleague.OfferOf("Ida")).ToBeVisibleAsync();
        // The lid is open, the line is not back yet.
        await agent.Composer().PressSequentiallyAsync("and half a wo");
        line.Wake();

        await Assertions.Expect(agent.Message("Are you asleep?")).ToBeVisibleAsync(new() { Timeout = 60_000 });
        await Assertions.Expect(agent.Composer()).ToHaveValueAsync("Said to nobody\nand half a wo");
        await agent.Composer().PressAsync("Enter");
        await phone.TakePhoneAsync("Support", "Gus", "+39 333 111 0009");
        await Assertions.Expect(phone.GetByRole(AriaRole.Log).GetByText("Heard by the server")).ToHaveCountAsync(1);
        await Assertions.Expect(phone.GetByRole(AriaRole.Log).GetByText("Said to nobody")).ToHaveCountAsync(1);
        await agent.GetByRole(AriaRole.Button, new() { NameRegex = new("My state: Online") }).WaitForAsync();
    }

    [Journey]
    public async Task KilledServer_ComesBackWithTheConversationAndTheDraft()
    {
        await using var motion = await MotionProcess.StartDemoAsync();
        var phone = await chromium.PersonAsync(motion, width: 1200);
        var agent = await ConversationAsync(motion, motion.Address, phone);
        await DraftAsync(agent, "Before the crash I wro");

        await motion.KillAsync();
        await motion.StartAgainAsync();

        await Assertions.Expect(agent.Composer()).ToHaveValueAsync("Before the crash I wro", new() { Timeout = 60_000 });
        await agent.InteractiveAsync();
        await Assertions.Expect(agent.Message("Hello from before")).ToBeVisibleAsync();
    }

    [Journey]
    public async Task KilledServer_OfferRingsOnAndTheUnsentAnswerGoesOutOnce()
    {
        await using var motion = await MotionProcess.StartDemoAsync();
        // As long as a slow machine needs to start again.
        await motion.SetUpAsync("""UPDATE "PlanRows" SET "Timeout" = 600""");
        var phone = await chromium.PersonAsync(motion, width: 1200);
        var agent = await ConversationAsync(motion, motion.Address, phone);
        using var api = new HttpClient { BaseAddress = motion.Address };
        (await api.PostAsJsonAsync("/sandbox/faults", new { accountId = 1, kind = "RateLimit", times = 0, seconds = 5 }, TestContext.Current.CancellationToken)).EnsureSuccessStatusCode();
        await agent.Composer().FillAsync("The provider has no time for this");
        await agent.Composer().PressAsync("Enter");
        await motion.UntilAsync("""SELECT COUNT(*) FROM "Outbox" WHERE "Attempts" > 0""");
        await phone.TakePhoneAsync("Support", "Hugo", "+39 333 111 0011");
        await phone.WriteAsCustomerAsync("Is it my turn?");
        await agent.OfferOf("Hugo").WaitForAsync();

        await motion.KillAsync();
        await motion.StartAgainAsync();

        var offer = agent.OfferOf("Hugo").GetByRole(AriaRole.Button, new() { NameRegex = new("^Accept") });
        await Assertions.Expect(offer).ToBeVisibleAsync(new() { Timeout = 60_000 });
        // The page of before the end cannot know this; the one of after it listens a moment after it is shown.
        await Assertions.Expect(agent.Message("The provider has no time for this").GetByRole(AriaRole.Img, new() { NameRegex = new("^(Sent|Delivered|Read)$") })).ToBeVisibleAsync(new() { Timeout = 60_000 });
        await agent.InteractiveAsync();
        await offer.ClickAsync();
        await Assertions.Expect(agent.Message("Is it my turn?")).ToBeVisibleAsync();
        await phone.TakePhoneAsync("Support", "Gus", "+39 333 111 0009");
        await Assertions.Expect(phone.GetByRole(AriaRole.Log).GetByText("The provider has no time for this")).ToHaveCountAsync(1);
    }

    [Journey]
    public async Task FastTyping_BeforeTheBrowserHoldsTheField_LosesNoKey()
    {
        await using var motion = await RunningMotion.StartAsync();
        var phone = await chromium.PersonAsync(motion, width: 1200);
        var agent = await ConversationAsync(motion, motion.Address, phone);
        var slow = new TaskCompletionSource();
        await agent.Context.RouteAsync("**/js/desk/composer*.js", async route =>
        {
            await slow.Task;
            await route.ContinueAsync();
        });
        await agent.ReloadAsync();
        await agent.Composer().WaitForAsync();
        await agent.Composer().PressSequentiallyAsync("Ended before the script");
        await agent.Composer().PressAsync("Enter");
        await agent.Composer().PressSequentiallyAsync("Typed before the script, ");
        slow.SetResult();
        await agent.Composer().PressSequentiallyAsync("and after it");

        await Assertions.Expect(agent.Composer()).ToHaveValueAsync("Typed before the script, and after it");
        await Assertions.Expect(agent.Message("Ended before the script")).ToHaveCountAsync(1);
        await Assertions.Expect(phone.GetByRole(AriaRole.Log)).ToContainTextAsync("Ended before the script");
        var copy = await agent.Context.NewPageAsync();
        await SavedAsync(agent);
        await copy.GotoAsync(agent.Url);
        await Assertions.Expect(copy.Composer()).ToHaveValueAsync("Typed before the script, and after it");
    }

    /// <summary>Two answers: the server gets the first and cannot say so, the second gets nowhere.</summary>
    private static async Task SayIntoADyingLineAsync(IPage agent, IPage phone, CuttableLine line)
    {
        await agent.Locator("textarea[data-composer=answer][data-held]").WaitForAsync();
        line.Deafen();
        await agent.Composer().FillAsync("Heard by the server");
        await agent.Composer().PressAsync("Enter");
        await Assertions.Expect(phone.GetByRole(AriaRole.Log)).ToContainTextAsync("Heard by the server");
        line.Sleep();
        await agent.Composer().FillAsync("Said to nobody");
        await agent.Composer().PressAsync("Enter");
    }

    private async Task<IPage> ConversationAsync(RunningMotion motion, Uri agentAddress, IPage phone)
    {
        var agent = await chromium.PersonAsync(motion, through: agentAddress);
        await agent.SitDownAsync("agent-one");
        await phone.TakePhoneAsync("Support", "Gus", "+39 333 111 0009");
        await phone.WriteAsCustomerAsync("Hello from before");
        await agent.OfferOf("Gus").GetByRole(AriaRole.Button, new() { NameRegex = new("^Accept") }).ClickAsync();
        await Assertions.Expect(agent.Message("Hello from before")).ToBeVisibleAsync();
        return agent;
    }

    /// <summary>Types, and waits until the server has it: leaving the field saves at once.</summary>
    private static async Task DraftAsync(IPage agent, string text)
    {
        await agent.Composer().PressSequentiallyAsync(text);
        await SavedAsync(agent);
        var copy = await agent.Context.NewPageAsync();
        await copy.GotoAsync(agent.Url);
        await Assertions.Expect(copy.Composer()).ToHaveValueAsync(text);
        await copy.CloseAsync();
    }

    /// <summary>Leaving the field saves at once; the answer of the server is waited for.</summary>
    private static async Task SavedAsync(IPage agent)
    {
        await agent.Locator("textarea[data-composer=answer][data-held]").WaitForAsync();
        await agent.Composer().BlurAsync();
        await agent.Locator("textarea[data-composer=answer][data-kept]").WaitForAsync();
    }
}
