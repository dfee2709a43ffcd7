using Microsoft.Playwright;
using Motion.E2E.Support;

namespace Motion.E2E.Journeys;

/// <summary>No serious or critical finding of axe, in light and dark.</summary>
public sealed class AccessibilityJourney(Chromium chromium)
{
    [Journey]
    public async Task Pages_HaveNoSeriousFinding()
    {
        await using var motion = await RunningMotion.StartAsync();
        var admin = await chromium.PersonAsync(motion);
        await admin.GotoAsync("/sign-in");
        await admin.ExpectNoSeriousFindingLightAndDarkAsync("sign-in");
        await admin.SignInAsDemoAsync("administrator");
        await admin.GotoAsync("/account/second-factor");
        await admin.ExpectNoSeriousFindingLightAndDarkAsync("two-step sign-in");
        await admin.GotoAsync("/accounts");
        await admin.InteractiveAsync();
        await admin.GetByRole(AriaRole.Link, new() { Name = "Support", Exact = true }).First.WaitForAsync();
        await admin.ExpectNoSeriousFindingLightAndDarkAsync("accounts");
        await admin.GetByRole(AriaRole.Link, new() { Name = "Support", Exact = true }).First.ClickAsync();
        await admin.GetByLabel("Name", new() { Exact = true }).WaitForAsync();
        await admin.ExpectNoSeriousFindingLightAndDarkAsync("edit account");
        await admin.Locator("[data-action=test-account]").ClickAsync();
        await admin.Locator("[data-test-result]").WaitForAsync();
        await admin.ExpectNoSeriousFindingLightAndDarkAsync("test of an account");
        await admin.GetByRole(AriaRole.Link, new() { Name = "Templates", Exact = true }).ClickAsync();
        await admin.GetByRole(AriaRole.Button, new() { Name = "recontact", Exact = true }).First.ClickAsync();
        await admin.ExpectNoSeriousFindingLightAndDarkAsync("templates");
        await admin.GotoAsync("/webhooks");
        await admin.InteractiveAsync();
        await admin.Locator("[data-filter=state]").WaitForAsync();
        await admin.ExpectNoSeriousFindingLightAndDarkAsync("webhook journal");

        await admin.GotoAsync("/wallboard");
        await admin.InteractiveAsync();
        await admin.Locator("[data-queue]").First.WaitForAsync();
        await admin.ExpectNoSeriousFindingLightAndDarkAsync("wallboard");

        await motion.SetUpAsync(House.Canned, House.Tags, House.Transfers);
        var agent = await chromium.PersonAsync(motion);
        await agent.SitDownAsync("agent-one");
        await agent.ExpectNoSeriousFindingLightAndDarkAsync("desk, empty");
        var phone = await chromium.PersonAsync(motion, width: 1200);
        await phone.TakePhoneAsync("Support", "Hana", "+39 333 111 0010");
        await phone.WriteAsCustomerAsync("Hello");
        await agent.OfferOf("Hana").WaitForAsync();
        await agent.ExpectNoSeriousFindingLightAndDarkAsync("desk, ringing");
        await agent.Keyboard.PressAsync("a");
        await agent.Message("Hello").First.WaitForAsync();
        await agent.ExpectNoSeriousFindingLightAndDarkAsync("desk, in conversation");
        await agent.Message("Hello").First.GetByRole(AriaRole.Button, new() { Name = "React", Exact = true }).ClickAsync();
        await agent.Message("Hello").First.GetByRole(AriaRole.Button, new() { Name = "Reply to this message" }).ClickAsync();
        await agent.Files().SetInputFilesAsync(new FilePayload { Name = "prices.pdf", MimeType = "application/pdf", Buffer = "%PDF-1.7"u8.ToArray() });
        await agent.GetByRole(AriaRole.List, new() { Name = "Files to send" }).GetByText("Document").WaitForAsync();
        await agent.GetByRole(AriaRole.Button, new() { Name = "Attach", Exact = true }).ClickAsync();
        await agent.ExpectNoSeriousFindingLightAndDarkAsync("desk, composing");
        await agent.GetByRole(AriaRole.Group, new() { Name = "Attach" }).GetByRole(AriaRole.Button, new() { Name = "Place" }).ClickAsync();
        await agent.GetByRole(AriaRole.Dialog).WaitForAsync();
        await agent.ExpectNoSeriousFindingLightAndDarkAsync("desk, sending a place");
        await agent.Keyboard.PressAsync("Escape");

        await agent.Composer().FillAsync("");
        await agent.Composer().PressSequentiallyAsync("/");
        await agent.GetByRole(AriaRole.Listbox).WaitForAsync();
        await agent.ExpectNoSeriousFindingLightAndDarkAsync("desk, canned answers");
        await agent.Composer().PressAsync("Escape");
        await agent.GetByRole(AriaRole.Button, new() { Name = "Emoji", Exact = true }).ClickAsync();
        await agent.ExpectNoSeriousFindingLightAndDarkAsync("desk, emoji");
        await agent.Keyboard.PressAsync("Escape");
        await agent.ShortcutAsync("n");
        await agent.NoteField().FillAsync("For us");
        await agent.ExpectNoSeriousFindingLightAndDarkAsync("desk, writing a note");
        foreach (var (key, title) in new[] { ("t", "Hand over the conversation"), ("x", "Close the conversation"), ("o", "New conversation"), ("?", "Keyboard") })
        {
            await agent.ShortcutAsync(key);
            await agent.Question(title).WaitForAsync();
            await agent.ExpectNoSeriousFindingLightAndDarkAsync($"desk, {title}");
            await agent.Keyboard.PressAsync("Escape");
            await Assertions.Expect(agent.Question(title)).ToHaveCountAsync(0);
        }
        await agent.ShortcutAsync("g");
        await agent.GetByRole(AriaRole.Searchbox, new() { Name = "Search tags" }).WaitForAsync();
        await agent.ShortcutAsync("e");
        await agent.GetByLabel("First name").WaitForAsync();
        await agent.ShortcutAsync("f");
        await agent.ExpectNoSeriousFindingLightAndDarkAsync("desk, tagging, editing and searching");
    }
}
