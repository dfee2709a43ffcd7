using Microsoft.Playwright;
using Motion.E2E.Support;

namespace Motion.E2E.Journeys;

/// <summary>How an answer is written: canned answers, formatting, emoji, preview, notes; on two devices; with the keyboard alone.</summary>
public sealed class ComposerJourney(Chromium chromium)
{
    [Journey]
    public async Task Draft_StaysWhileOtherPartsOfTheDeskAreDrawn()
    {
        await using var motion = await RunningMotion.StartAsync();
        var (agent, phone) = (await chromium.PersonAsync(motion), await chromium.PersonAsync(motion, width: 1200));
        await agent.SitDownAsync("agent-one");
        await Floor.TalkAsync(agent, phone, "Petra", "Is it still there?", "+39 333 444 0009");
        await agent.Composer().FillAsync("Half an ans");
        await agent.Composer().BlurAsync();
        await agent.Locator("textarea[data-composer=answer][data-kept]").WaitForAsync();

        for (var times = 0; times < 2; times++)
        {
            await agent.ShortcutAsync("f");
            await Assertions.Expect(agent.Locator(".find input")).ToBeFocusedAsync();
            await agent.Keyboard.PressAsync("Escape");
            await Assertions.Expect(agent.Locator(".find")).ToHaveCountAsync(0);
            await agent.Composer().BlurAsync();
        }

        await Assertions.Expect(agent.Composer()).ToHaveValueAsync("Half an ans");
    }

    [Journey]
    public async Task CannedAnswersFormattingEmojiAndPreview_WriteTheAnswer()
    {
        await using var motion = await RunningMotion.StartAsync();
        await motion.SetUpAsync(House.Canned);
        var (agent, phone) = (await chromium.PersonAsync(motion), await chromium.PersonAsync(motion, width: 1200));
        await agent.SitDownAsync("agent-one");
        await Floor.TalkAsync(agent, phone, "Olga", "When do you open?", "+39 333 444 0001");
        var list = agent.GetByRole(AriaRole.Listbox, new() { Name = "Canned answers" });

        // General and the account's own, each with its icon, filtered as one types.
        await agent.Composer().PressSequentiallyAsync("/");
        await Assertions.Expect(list.GetByRole(AriaRole.Option)).ToHaveCountAsync(3);
        await Assertions.Expect(list.GetByRole(AriaRole.Img, new() { Name = "This account" })).ToHaveCountAsync(1);
        await Assertions.Expect(list.GetByRole(AriaRole.Img, new() { Name = "General" })).ToHaveCountAsync(2);
        await agent.Composer().PressSequentiallyAsync("he");
        await Assertions.Expect(list.GetByRole(AriaRole.Option)).ToHaveCountAsync(1);
        await Assertions.Expect(agent.Locator(".pop .whole")).ToHaveTextAsync("Hello Olga, this is Agent One.");
        await agent.Composer().PressAsync("Enter");
        await Assertions.Expect(agent.Composer()).ToHaveValueAsync("Hello Olga, this is Agent One.");
        await Assertions.Expect(list).ToHaveCountAsync(0);

        // Escape leaves the slash to who means one.
        await agent.Composer().PressSequentiallyAsync(" and/or /ho");
        await Assertions.Expect(list).ToBeVisibleAsync();
        await agent.Composer().PressAsync("Escape");
        await Assertions.Expect(list).ToHaveCountAsync(0);
        await agent.Composer().FillAsync("");

        // Marks, an emoji, and how the customer will read it.
        await agent.Composer().FillAsync("We open at nine");
        await agent.Composer().EvaluateAsync("field => field.setSelectionRange(11, 15)");
        await agent.Composer().PressAsync("Control+b");
        await Assertions.Expect(agent.Composer()).ToHaveValueAsync("We open at *nine*");
        await agent.Composer().PressAsync("End");
        await agent.GetByRole(AriaRole.Button, new() { Name = "Emoji", Exact = true }).ClickAsync();
        await agent.Keyboard.PressAsync("ArrowRight");
        await agent.Keyboard.PressAsync("Enter");
        await agent.Keyboard.PressAsync("Escape");
        await Assertions.Expect(agent.Composer()).ToBeFocusedAsync();
        await Assertions.Expect(agent.Composer()).ToHaveValueAsync("We open at *nine*😃");
        await agent.GetByRole(AriaRole.Button, new() { NameRegex = new("^Preview") }).ClickAsync();
        await Assertions.Expect(agent.Locator(".preview b")).ToHaveTextAsync("nine");
        await agent.Composer().PressAsync("Enter");

        // The bubble is there at once, and once.
        await Assertions.Expect(agent.Message("We open at nine")).ToHaveCountAsync(1);
        await Assertions.Expect(phone.GetByRole(AriaRole.Log)).ToContainTextAsync("We open at");
        await Assertions.Expect(agent.Message("We open at nine").GetByRole(AriaRole.Img, new() { Name = "Read", Exact = true })).ToBeVisibleAsync();
        await Assertions.Expect(agent.Message("We open at nine")).ToHaveCountAsync(1);

        // A note has a draft of its own: it never comes back as an answer.
        await agent.Composer().FillAsync("Half an answer");
        await agent.ChooseAsync("Internal note");
        await agent.NoteField().FillAsync("Half a note");
        await agent.NoteField().BlurAsync();
        await agent.Locator("textarea[data-composer=note][data-kept]").WaitForAsync(new() { State = WaitForSelectorState.Attached });
        await agent.Locator("textarea[data-composer=answer][data-kept]").WaitForAsync(new() { State = WaitForSelectorState.Attached });
        await agent.ReloadAsync();
        await agent.InteractiveAsync();
        await Assertions.Expect(agent.Composer()).ToHaveValueAsync("Half an answer");
        await agent.ChooseAsync("Internal note");
        await Assertions.Expect(agent.NoteField()).ToHaveValueAsync("Half a note");
    }

    [Journey]
    public async Task TwoDevices_OneAgent_ADraftFollowsAndIsSentOnce()
    {
        await using var motion = await RunningMotion.StartAsync();
        var (desk, laptop, phone) = (await chromium.PersonAsync(motion), await chromium.PersonAsync(motion), await chromium.PersonAsync(motion, width: 1200));
        await desk.SitDownAsync("agent-one");
        await Floor.TalkAsync(desk, phone, "Paul", "Which one is mine?", "+39 333 444 0002");
        await laptop.SitDownAsync("agent-one");
        await laptop.GotoAsync(desk.Url);
        await laptop.Composer().WaitForAsync();

        await desk.Composer().PressSequentiallyAsync("The red one");
        await desk.Composer().BlurAsync();
        await desk.Locator("textarea[data-composer=answer][data-kept]").WaitForAsync();
        await laptop.ReloadAsync();
        await Assertions.Expect(laptop.Composer()).ToHaveValueAsync("The red one");

        await laptop.Locator("textarea[data-composer=answer][data-held]").WaitForAsync();
        await laptop.Composer().PressAsync("Enter");

        await Assertions.Expect(desk.Message("The red one")).ToHaveCountAsync(1);
        await Assertions.Expect(desk.Composer()).ToHaveValueAsync("");
        await Assertions.Expect(phone.Bubble("The red one")).ToHaveCountAsync(1);
        await laptop.Context.CloseAsync();
        // One device is enough to stay online.
        await Assertions.Expect(desk.GetByRole(AriaRole.Button, new() { NameRegex = new("My state: Online") })).ToBeVisibleAsync();
        await phone.WriteAsCustomerAsync("Thank you");
        await Assertions.Expect(desk.Message("Thank you")).ToBeVisibleAsync();
    }

    /// <summary>Ring, accept, canned answer, file, hand over, close: no mouse.</summary>
    [Journey]
    public async Task KeyboardAlone_DoesTheWholeJob()
    {
        await using var motion = await RunningMotion.StartAsync();
        await motion.SetUpAsync(House.Canned, House.TransferToColleagues);
        var (one, two, phone) = (await chromium.PersonAsync(motion), await chromium.PersonAsync(motion), await chromium.PersonAsync(motion, width: 1200));
        // Listened for from the beginning: a browser told of it only with the key may be too late to hold its dialog back.
        var chosen = new TaskCompletionSource<IFileChooser>(TaskCreationOptions.RunContinuationsAsynchronously);
        one.FileChooser += (_, chooser) => chosen.TrySetResult(chooser);
        await one.SitDownAsync("agent-one");
        await phone.TakePhoneAsync("Support", "Rosa", "+39 333 444 0003");
        await phone.WriteAsCustomerAsync("I need the price list");
        await one.OfferOf("Rosa").WaitForAsync();
        await Assertions.Expect(one.GetByRole(AriaRole.Alert)).ToContainTextAsync("New conversation from Rosa");

        await one.Keyboard.PressAsync("a");
        await Assertions.Expect(one.Message("I need the price list")).ToBeVisibleAsync();
        await one.Locator("textarea[data-composer=answer][data-held]").WaitForAsync();
        await one.Keyboard.PressAsync("c");
        await Assertions.Expect(one.Composer()).ToBeFocusedAsync();
        await one.Keyboard.TypeAsync("/hel");
        await Assertions.Expect(one.GetByRole(AriaRole.Listbox)).ToBeVisibleAsync();
        await one.Keyboard.PressAsync("Enter");
        await one.Keyboard.PressAsync("Enter");
        await Assertions.Expect(phone.GetByRole(AriaRole.Log)).ToContainTextAsync("Hello Rosa");

        // The file dialog of the browser is opened from the menu.
        await one.Keyboard.PressAsync("Tab");
        await Assertions.Expect(one.GetByRole(AriaRole.Button, new() { Name = "Attach", Exact = true })).ToBeFocusedAsync();
        await one.Keyboard.PressAsync("Enter");
        await one.GetByRole(AriaRole.Group, new() { Name = "Attach" }).WaitForAsync();
        await one.Keyboard.PressAsync("Tab");
        await Assertions.Expect(one.GetByRole(AriaRole.Group, new() { Name = "Attach" }).GetByRole(AriaRole.Button).First).ToBeFocusedAsync();
        await one.Keyboard.PressAsync("Enter");
        var chooser = await chosen.Task.WaitAsync(TimeSpan.FromSeconds(30), TestContext.Current.CancellationToken);
        await chooser.SetFilesAsync(new FilePayload { Name = "prices.pdf", MimeType = "application/pdf", Buffer = "%PDF-1.7"u8.ToArray() });
        await Assertions.Expect(one.GetByRole(AriaRole.List, new() { Name = "Files to send" })).ToContainTextAsync("Document");
        await one.ShortcutAsync("c");
        await Assertions.Expect(one.Composer()).ToBeFocusedAsync();
        await one.Keyboard.PressAsync("Enter");
        await Assertions.Expect(phone.GetByRole(AriaRole.Log)).ToContainTextAsync("prices.pdf");

        // The colleague comes when the question is there already: the keyboard finds him all the same.
        await one.Keyboard.PressAsync("Escape");
        await one.Keyboard.PressAsync("t");
        var hand = one.Question("Hand over the conversation");
        await Assertions.Expect(hand).ToContainTextAsync("No colleague");
        await two.SitDownAsync("agent-two");
        await Assertions.Expect(hand.GetByRole(AriaRole.Radio, new() { NameRegex = new("^Agent Two") })).ToBeFocusedAsync();
        await one.Keyboard.PressAsync("Space");
        await one.Keyboard.PressAsync("Enter");
        await Assertions.Expect(hand).ToHaveCountAsync(0);

        // What rings and what comes in is said to who cannot see it; the same words twice are said twice.
        await Assertions.Expect(two.Locator("[role=alert]").Filter(new() { HasText = "New conversation from Rosa" })).ToHaveCountAsync(1);
        await two.OfferOf("Rosa").WaitForAsync();
        await two.Keyboard.PressAsync("a");
        await Assertions.Expect(two.Message("I need the price list")).ToBeVisibleAsync();
        await phone.WriteAsCustomerAsync("Got it, thanks");
        var said = two.Locator("[aria-live=polite] > span").Filter(new() { HasText = "Rosa: Got it, thanks" });
        await Assertions.Expect(said).ToHaveCountAsync(1);
        var first = await said.ElementHandleAsync();
        await phone.WriteAsCustomerAsync("Got it, thanks");
        await Assertions.Expect(two.Message("Got it, thanks")).ToHaveCountAsync(2);
        Assert.False(await first.EvaluateAsync<bool>("said => said.isConnected"));
        await two.Composer().WaitForAsync();
        await two.Keyboard.PressAsync("x");
        await two.Question("Close the conversation").WaitForAsync();
        await Assertions.Expect(two.GetByRole(AriaRole.Searchbox, new() { Name = "Search dispositions" })).ToBeFocusedAsync();
        await two.Keyboard.PressAsync("Enter");
        await Assertions.Expect(two.Composer()).ToHaveCountAsync(0);

        await two.Keyboard.PressAsync("?");
        await Assertions.Expect(two.Question("Keyboard")).ToContainTextAsync("Hand over");
    }
}
