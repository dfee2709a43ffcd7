using System.Text.RegularExpressions;
using Microsoft.Playwright;
using Motion.E2E.Support;

namespace Motion.E2E.Journeys;

/// <summary>More than words, both ways: pictures with a caption, replies, reactions, a place, a contact card.</summary>
public sealed class MediaJourney(Chromium chromium)
{
    [Journey]
    public async Task Pictures_RepliesAndReactions_GoBothWays()
    {
        await using var motion = await RunningMotion.StartAsync();
        var isChosen = new TaskCompletionSource();
        var (agent, phone) = await TalkingAsync(motion, "Support", "Can you show me the sofa?", filesScript: isChosen.Task);
        var log = phone.GetByRole(AriaRole.Log);
        var picture = new FilePayload { Name = "sofa.png", MimeType = "image/png", Buffer = await phone.ScreenshotAsync() };

        // The agent is faster than the script that takes files. He sends a picture with its words; the phone shows both, and it is read.
        await agent.Files().SetInputFilesAsync(picture);
        isChosen.SetResult();
        await Assertions.Expect(agent.GetByRole(AriaRole.List, new() { Name = "Files to send" })).ToContainTextAsync("Picture");
        await agent.Composer().FillAsync("Here it is");
        await agent.Composer().PressAsync("Enter");
        await Assertions.Expect(log.Locator("img.picture")).ToHaveJSPropertyAsync("complete", true);
        await Assertions.Expect(log).ToContainTextAsync("Here it is");
        await Assertions.Expect(agent.Message("Here it is").GetByRole(AriaRole.Img, new() { Name = "Read", Exact = true })).ToBeVisibleAsync();
        await Assertions.Expect(agent.GetByRole(AriaRole.List, new() { Name = "Files to send" })).ToHaveCountAsync(0);

        // The customer sends one back.
        await phone.Locator("#phone-file").SetInputFilesAsync(picture);
        await phone.WriteAsCustomerAsync("Mine is red");
        await Assertions.Expect(agent.Message("Mine is red").Locator("img")).ToHaveJSPropertyAsync("complete", true);

        // A reply and a reaction of the agent.
        await agent.Message("Mine is red").HoverAsync();
        await agent.Message("Mine is red").GetByRole(AriaRole.Button, new() { Name = "Reply to this message" }).ClickAsync();
        await Assertions.Expect(agent.Composer()).ToBeFocusedAsync();
        await agent.Composer().FillAsync("A lovely one");
        await agent.Composer().PressAsync("Enter");
        await Assertions.Expect(phone.Bubble("A lovely one").Locator(".quote")).ToContainTextAsync("Mine is red");
        await Assertions.Expect(agent.Message("A lovely one").Locator(".quoted")).ToContainTextAsync("Mine is red");
        await agent.Message("show me the sofa").HoverAsync();
        await agent.Message("show me the sofa").GetByRole(AriaRole.Button, new() { Name = "React", Exact = true }).ClickAsync();
        await agent.GetByRole(AriaRole.Button, new() { Name = "React with 👍" }).ClickAsync();
        await Assertions.Expect(phone.Bubble("show me the sofa").Locator(".reactions")).ToHaveTextAsync("👍");
        await Assertions.Expect(agent.Message("show me the sofa").Locator(".reactions")).ToContainTextAsync("👍");

        // And those of the customer, who then takes his back.
        await ReactAsCustomerAsync();
        await Assertions.Expect(agent.Message("A lovely one").Locator(".reactions")).ToContainTextAsync("❤");
        await ReactAsCustomerAsync();
        await Assertions.Expect(agent.Message("A lovely one").Locator(".reactions")).ToHaveCountAsync(0);

        async Task ReactAsCustomerAsync()
        {
            var bubble = phone.Bubble("A lovely one");
            await bubble.GetByRole(AriaRole.Button, new() { Name = "What to do with this message" }).ClickAsync();
            await bubble.GetByRole(AriaRole.Button, new() { NameRegex = new Regex("❤") }).ClickAsync();
        }
    }

    [Journey]
    public async Task PlaceAndCard_FromTheirForms_ReachThePhone()
    {
        await using var motion = await RunningMotion.StartAsync();
        var (agent, phone) = await TalkingAsync(motion, "Support", "Where are you?");

        await agent.AttachAsync("Place");
        await agent.GetByLabel("Place", new() { Exact = true }).FillAsync("https://maps.app.goo.gl/short");
        await agent.GetByRole(AriaRole.Dialog).GetByRole(AriaRole.Button, new() { Name = "Send" }).ClickAsync();
        await Assertions.Expect(agent.GetByRole(AriaRole.Dialog)).ToContainTextAsync("Short links hold none");
        await agent.GetByLabel("Place", new() { Exact = true }).FillAsync("https://www.openstreetmap.org/#map=16/45.0703/7.6869");
        await agent.GetByRole(AriaRole.Textbox, new() { NameRegex = new Regex("^Name") }).FillAsync("Our shop");
        await agent.GetByRole(AriaRole.Dialog).GetByRole(AriaRole.Button, new() { Name = "Send" }).ClickAsync();
        await Assertions.Expect(phone.GetByRole(AriaRole.Log)).ToContainTextAsync("Our shop");
        await Assertions.Expect(agent.GetByRole(AriaRole.Dialog)).ToHaveCountAsync(0);

        await agent.AttachAsync("Contact card");
        await agent.GetByRole(AriaRole.Dialog).GetByLabel("Name").FillAsync("Night desk");
        await agent.GetByRole(AriaRole.Dialog).GetByLabel("Phone").FillAsync("+39 011 555 0100");
        await agent.GetByRole(AriaRole.Dialog).GetByRole(AriaRole.Button, new() { Name = "Send" }).ClickAsync();
        await Assertions.Expect(phone.GetByRole(AriaRole.Log)).ToContainTextAsync("+39 011 555 0100");
        await Assertions.Expect(agent.GetByRole(AriaRole.Dialog)).ToHaveCountAsync(0);
    }

    [Journey]
    public async Task Provider_ThatFetchesFilesAndKnowsNoReplies_GetsTheFileAndHidesTheRest()
    {
        await using var motion = await RunningMotion.StartAsync();
        var (agent, phone) = await TalkingAsync(motion, "Sales", "A price list, please");

        await agent.Message("A price list").HoverAsync();
        await Assertions.Expect(agent.GetByRole(AriaRole.Button, new() { Name = "Reply to this message" })).ToHaveCountAsync(0);
        await Assertions.Expect(agent.GetByRole(AriaRole.Button, new() { Name = "React", Exact = true })).ToHaveCountAsync(0);
        await agent.GetByRole(AriaRole.Button, new() { Name = "Attach" }).ClickAsync();
        await Assertions.Expect(agent.GetByRole(AriaRole.Button, new() { Name = "Contact card" })).ToBeVisibleAsync();
        await agent.Keyboard.PressAsync("Escape");

        await agent.Files().SetInputFilesAsync(new FilePayload { Name = "prices.pdf", MimeType = "application/pdf", Buffer = "%PDF-1.7 prices"u8.ToArray() });
        await Assertions.Expect(agent.GetByRole(AriaRole.List, new() { Name = "Files to send" })).ToContainTextAsync("Document");
        await agent.Composer().PressAsync("Enter");

        await Assertions.Expect(phone.GetByRole(AriaRole.Log)).ToContainTextAsync("prices.pdf");
        await Assertions.Expect(agent.Message("prices.pdf").GetByRole(AriaRole.Img, new() { Name = "Read", Exact = true })).ToBeVisibleAsync();
    }

    [Journey]
    public async Task Files_DroppedAndPasted_ShowTheirProgressAndAreTakenBack()
    {
        await using var motion = await RunningMotion.StartAsync();
        var (agent, phone) = await TalkingAsync(motion, "Support", "What do I sign?");
        var tray = agent.GetByRole(AriaRole.List, new() { Name = "Files to send" });
        var held = new TaskCompletionSource();
        await agent.RouteAsync("**/media/uploads?**", async route =>
        {
            await held.Task;
            await route.ContinueAsync();
        });

        await agent.Locator(".composer[data-takes-files]").WaitForAsync();
        await HandAsync("drop", ".composer", "wrong.pdf", "application/pdf");
        await Assertions.Expect(tray.GetByRole(AriaRole.Progressbar, new() { Name = "wrong.pdf" })).ToBeVisibleAsync();
        await agent.GetByRole(AriaRole.Button, new() { Name = "Remove wrong.pdf" }).ClickAsync();
        await Assertions.Expect(tray).ToHaveCountAsync(0);
        held.SetResult();

        await HandAsync("drop", ".composer", "contract.pdf", "application/pdf");
        await HandAsync("paste", "textarea[data-composer=answer]", "page.txt", "text/plain");
        await Assertions.Expect(tray.GetByText("Document")).ToHaveCountAsync(2);
        await agent.Composer().FillAsync("This one");
        await agent.Composer().PressAsync("Enter");

        foreach (var sent in new[] { "contract.pdf", "page.txt", "This one" })
            await Assertions.Expect(phone.GetByRole(AriaRole.Log)).ToContainTextAsync(sent);
        await Assertions.Expect(phone.GetByRole(AriaRole.Log)).Not.ToContainTextAsync("wrong.pdf");

        Task HandAsync(string how, string where, string name, string type) => agent.Locator(where).First.EvaluateAsync(
            """
            (element, [how, name, type]) => {
              const hand = new DataTransfer();
              hand.items.add(new File(['%PDF-1.7 words'], name, { type }));
              const options = { bubbles: true, cancelable: true };
              element.dispatchEvent(how === 'drop' ? new DragEvent('drop', { ...options, dataTransfer: hand }) : new ClipboardEvent('paste', { ...options, clipboardData: hand }));
            }
            """, new[] { how, name, type });
    }

    [Journey]
    public async Task File_TooLarge_IsRefusedBeforeItLeavesTheBrowser()
    {
        await using var motion = await RunningMotion.StartAsync();
        var (agent, _) = await TalkingAsync(motion, "Support", "Send me the film");

        var film = Path.Combine(motion.DataDirectory, "film.mp4");
        await using (var file = File.Create(film))
            file.SetLength(26 * 1024 * 1024);

        await agent.Files().SetInputFilesAsync(film);

        await Assertions.Expect(agent.GetByRole(AriaRole.Alert).Filter(new() { HasText = "at most 25 MB" })).ToBeVisibleAsync();
        await agent.GetByRole(AriaRole.Button, new() { Name = "Remove film.mp4" }).ClickAsync();
        await Assertions.Expect(agent.GetByRole(AriaRole.List, new() { Name = "Files to send" })).ToHaveCountAsync(0);
    }

    /// <param name="filesScript">Until it ends, the browser waits for the script that takes files.</param>
    private async Task<(IPage Agent, IPage Phone)> TalkingAsync(RunningMotion motion, string account, string words, Task? filesScript = null)
    {
        var agent = await chromium.PersonAsync(motion);
        if (filesScript is not null)
        {
            await agent.RouteAsync("**/js/desk/files.*", async route =>
            {
                await filesScript;
                await route.ContinueAsync();
            });
        }
        var phone = await chromium.PersonAsync(motion, width: 1200);
        await agent.SitDownAsync("agent-one");
        await phone.TakePhoneAsync(account, "Gina", "+39 333 111 0020");
        await phone.WriteAsCustomerAsync(words);
        await agent.OfferOf("Gina").GetByRole(AriaRole.Button, new() { NameRegex = new Regex("^Accept") }).ClickAsync();
        await Assertions.Expect(agent.Message(words)).ToBeVisibleAsync();
        return (agent, phone);
    }
}
