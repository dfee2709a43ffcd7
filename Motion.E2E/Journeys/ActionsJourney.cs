using System.Text.RegularExpressions;
using Microsoft.Playwright;
using Motion.E2E.Support;

namespace Motion.E2E.Journeys;

/// <summary>What an agent does with a conversation besides answering: hand over, note, tag, dispose, begin one himself.</summary>
public sealed class ActionsJourney(Chromium chromium)
{
    [Journey]
    public async Task HandedOver_AcceptedOrNot_WithANoteOnlyColleaguesRead()
    {
        await using var motion = await RunningMotion.StartAsync();
        await motion.SetUpAsync(House.Transfers);
        var (one, two, phone) = await PeopleAsync(motion);
        await one.SitDownAsync("agent-one");
        await Floor.TalkAsync(one, phone, "Ines", "I want my money back", "+39 333 222 0001");

        // Nobody is there; who comes while the question is open can be chosen.
        await one.GetByRole(AriaRole.Button, new() { Name = "Hand over", Exact = true }).First.ClickAsync();
        await Assertions.Expect(one.Question("Hand over the conversation")).ToContainTextAsync("No colleague of this account is online");
        await two.SitDownAsync("agent-two");
        await Assertions.Expect(one.Question("Hand over the conversation").GetByRole(AriaRole.Radio, new() { NameRegex = new("^Agent Two") })).ToBeVisibleAsync();
        await one.Keyboard.PressAsync("Escape");

        // Refused: it comes back, unread.
        await Floor.HandOverAsync(one, "Agent Two", "He is angry");
        await Assertions.Expect(one.GetByText("Being handed to Agent Two")).ToBeVisibleAsync();
        await two.OfferOf("Ines").GetByRole(AriaRole.Button, new() { NameRegex = new("^Reject") }).ClickAsync();
        await Assertions.Expect(one.GetByText("Agent Two did not take it over")).ToBeVisibleAsync();
        await Assertions.Expect(one.GetByText("Being handed to")).ToHaveCountAsync(0);
        await Assertions.Expect(one.Composer()).ToBeVisibleAsync();

        // Accepted: the other reads the note and goes on; the first one only reads.
        await Floor.HandOverAsync(one, "Agent Two", "Second try");
        await two.OfferOf("Ines").GetByRole(AriaRole.Button, new() { NameRegex = new("^Accept") }).ClickAsync();
        await Assertions.Expect(two.Message("He is angry")).ToContainTextAsync("Note");
        await Assertions.Expect(one.GetByText("Agent Two has this conversation")).ToBeVisibleAsync();
        await Assertions.Expect(one.Composer()).ToHaveCountAsync(0);

        // Who only reads may leave a note; the customer sees none of them.
        await one.ShortcutAsync("n");
        await Assertions.Expect(one.NoteField()).ToBeFocusedAsync();
        await one.NoteField().FillAsync("I know him");
        await one.NoteField().PressAsync("Enter");
        await Assertions.Expect(two.Message("I know him")).ToContainTextAsync("Agent One");
        await two.Composer().FillAsync("Of course");
        await two.Composer().PressAsync("Enter");
        await Assertions.Expect(phone.GetByRole(AriaRole.Log)).ToContainTextAsync("Of course");
        await Assertions.Expect(phone.GetByRole(AriaRole.Log)).Not.ToContainTextAsync("angry");
        await Assertions.Expect(phone.GetByRole(AriaRole.Log)).Not.ToContainTextAsync("I know him");
    }

    [Journey]
    public async Task MandatoryDisposition_NoWayRoundAndAPauseWhileChoosing()
    {
        await using var motion = await RunningMotion.StartAsync();
        await motion.SetUpAsync(House.Mandatory, House.Tags);
        var (one, _, phone) = await PeopleAsync(motion);
        await one.SitDownAsync("agent-one");
        await Floor.TalkAsync(one, phone, "Lena", "Where is my parcel?", "+39 333 222 0002");

        // A tag, from the side panel.
        await one.GetByRole(AriaRole.Button, new() { Name = "Add a tag", Exact = true }).ClickAsync();
        await one.GetByRole(AriaRole.Searchbox, new() { Name = "Search tags" }).FillAsync("urg");
        await one.GetByRole(AriaRole.Searchbox, new() { Name = "Search tags" }).PressAsync("Enter");
        await Assertions.Expect(one.GetByRole(AriaRole.Button, new() { Name = "Remove the tag Urgent" })).ToBeVisibleAsync();
        await Assertions.Expect(one.GetByText("Agent One tagged it Urgent.")).ToBeVisibleAsync();

        await one.ShortcutAsync("x");
        var dialog = one.Question("Close the conversation");
        await Assertions.Expect(dialog.Confirm()).ToBeDisabledAsync();
        await Assertions.Expect(dialog.GetByText("No disposition")).ToHaveCountAsync(0);
        await Assertions.Expect(one.GetByRole(AriaRole.Button, new() { NameRegex = new("My state: (?!Online)") })).ToBeVisibleAsync();
        await one.Keyboard.PressAsync("Escape");
        await Assertions.Expect(one.GetByRole(AriaRole.Button, new() { NameRegex = new("My state: Online") })).ToBeVisibleAsync();

        // A page that is loaded anew in the middle of choosing is online again.
        await one.ShortcutAsync("x");
        await Assertions.Expect(one.GetByRole(AriaRole.Button, new() { NameRegex = new("My state: (?!Online)") })).ToBeVisibleAsync();
        await one.ReloadAsync();
        await one.InteractiveAsync();
        await Assertions.Expect(one.GetByRole(AriaRole.Button, new() { NameRegex = new("My state: Online") })).ToBeVisibleAsync();

        await one.Composer().WaitForAsync();
        await one.GetByRole(AriaRole.Button, new() { Name = "Close", Exact = true }).First.ClickAsync();
        var first = dialog.GetByRole(AriaRole.Radio).First;
        await first.CheckAsync();
        await dialog.Confirm().ClickAsync();
        await Assertions.Expect(one.Composer()).ToHaveCountAsync(0);
        await Assertions.Expect(one.GetByRole(AriaRole.Button, new() { NameRegex = new("My state: Online") })).ToBeVisibleAsync();

        // The next time it is among those chosen last.
        await phone.WriteAsCustomerAsync("One more thing");
        await one.OfferOf("Lena").GetByRole(AriaRole.Button, new() { NameRegex = new("^Accept") }).ClickAsync();
        await one.Composer().WaitForAsync();
        await one.GetByRole(AriaRole.Button, new() { Name = "Close", Exact = true }).First.ClickAsync();
        await Assertions.Expect(dialog.GetByText("You chose these last")).ToBeVisibleAsync();

        // And the earlier conversation can be read in place.
        await one.Keyboard.PressAsync("Escape");
        await one.Locator(".side .earlier button").First.ClickAsync();
        await Assertions.Expect(one.GetByText("of the same customer.")).ToBeVisibleAsync();
        await Assertions.Expect(one.Message("Where is my parcel?")).ToBeVisibleAsync();
        await one.GetByRole(AriaRole.Button, new() { Name = "Back to this one" }).ClickAsync();
        await Assertions.Expect(one.Message("One more thing")).ToBeVisibleAsync();
        await Assertions.Expect(one.Composer()).ToBeVisibleAsync();
    }

    [Journey]
    public async Task AgentWritesFirst_ATemplateOpensTheTalk()
    {
        await using var motion = await RunningMotion.StartAsync();
        await motion.SetUpAsync("""UPDATE "Accounts" SET "RecontactTemplateName" = 'recontact'""");
        await motion.UntilAsync("""SELECT COUNT(*) FROM "Templates" WHERE "Name" = 'recontact'""");
        var (one, _, phone) = await PeopleAsync(motion);
        await one.SitDownAsync("agent-one");
        await phone.TakePhoneAsync("Support", "Marco", "+39 333 222 0003");

        await one.ShortcutAsync("o");
        var dialog = one.Question("New conversation");
        await dialog.GetByLabel("From").SelectOptionAsync(new SelectOptionValue { Label = "Support (SUP)" });
        await dialog.GetByLabel("To", new() { Exact = true }).FillAsync("+39 333 222 0003");
        await Assertions.Expect(dialog.Confirm()).ToBeEnabledAsync();
        await dialog.Confirm().ClickAsync();

        await Assertions.Expect(one.GetByText("has not written within the last 24 hours")).ToBeVisibleAsync();
        await one.Locator("[data-action=recontact]").ClickAsync();
        var send = one.Locator("[data-action=send-template]");
        await send.WaitForAsync();
        foreach (var field in await one.Locator("[id^=template-value-]:not([id$=-help])").AllAsync())
            await field.FillAsync("Marco");
        await send.ClickAsync();
        await Assertions.Expect(phone.GetByRole(AriaRole.Log)).ToContainTextAsync("Marco");

        await phone.WriteAsCustomerAsync("Yes, please");
        await Assertions.Expect(one.Message("Yes, please")).ToBeVisibleAsync();
        await Assertions.Expect(one.Composer()).ToBeEditableAsync();
    }

    [Journey]
    public async Task Pause_StopsTheRinging_AndWhatNobodyHasIsTakenFromTheList()
    {
        await using var motion = await RunningMotion.StartAsync();
        await motion.SetUpAsync("""UPDATE "PlanRows" SET "Timeout" = 2""");
        var (one, _, phone) = await PeopleAsync(motion);
        await one.SitDownAsync("agent-one");
        await one.GetByRole(AriaRole.Button, new() { NameRegex = new("My state: Online") }).ClickAsync();
        await one.GetByRole(AriaRole.Button, new() { NameRegex = new("^Pause: ") }).First.ClickAsync();
        await Assertions.Expect(one.GetByTitle("Paused for")).ToHaveTextAsync(new Regex("^0:0"));
        await phone.TakePhoneAsync("Support", "Pia", "+39 333 222 0005");
        await phone.WriteAsCustomerAsync("Nobody there?");

        // The plan comes to its end.
        await one.GetByRole(AriaRole.Button, new() { Name = "Take the conversation of Pia" }).ClickAsync();
        await Assertions.Expect(one.Message("Nobody there?")).ToBeVisibleAsync();
        await Assertions.Expect(one.Composer()).ToBeVisibleAsync();
        await Assertions.Expect(one.OfferOf("Pia")).ToHaveCountAsync(0);

        await one.GetByRole(AriaRole.Button, new() { NameRegex = new("^My state: ") }).ClickAsync();
        await one.GetByRole(AriaRole.Button, new() { Name = "Online", Exact = true }).ClickAsync();
        await one.GetByRole(AriaRole.Button, new() { NameRegex = new("^My state: Online") }).WaitForAsync();
        await phone.TakePhoneAsync("Support", "Quinn", "+39 333 222 0006");
        await phone.WriteAsCustomerAsync("And me?");
        await Assertions.Expect(one.OfferOf("Quinn")).ToBeVisibleAsync();
    }

    [Journey]
    public async Task Contact_EditedInPlace_IsSaidWhereverHeStands()
    {
        await using var motion = await RunningMotion.StartAsync();
        var (one, two, phone) = await PeopleAsync(motion);
        await one.SitDownAsync("agent-one");
        await Floor.TalkAsync(one, phone, "Ruth", "I have a new address", "+39 333 222 0007");

        await one.ShortcutAsync("e");
        var form = one.GetByRole(AriaRole.Form, new() { Name = "Edit the contact" });
        await Assertions.Expect(form.GetByLabel("First name")).ToBeFocusedAsync();
        await form.GetByLabel("First name").FillAsync("Ruth Alba");
        await form.GetByLabel("E-mail").FillAsync("nowhere");
        await form.GetByRole(AriaRole.Button, new() { Name = "Save" }).ClickAsync();
        await Assertions.Expect(form).ToContainTextAsync("This is no e-mail address.");
        await form.GetByLabel("E-mail").FillAsync("ruth@example.org");
        await form.GetByLabel("E-mail").PressAsync("Enter");

        await Assertions.Expect(form).ToHaveCountAsync(0);
        await Assertions.Expect(one.Locator(".side")).ToContainTextAsync("ruth@example.org");
        await Assertions.Expect(one.Locator("[data-walk]").First).ToContainTextAsync("Ruth Alba");
        await Assertions.Expect(one.GetByRole(AriaRole.Region, new() { Name = "Messages with Ruth Alba" })).ToBeVisibleAsync();
        await two.SitDownAsync("agent-two");
        await two.GotoAsync(one.Url);
        await Assertions.Expect(two.Locator(".side")).ToContainTextAsync("ruth@example.org");
    }

    [Journey]
    public async Task SigningOut_WithOpenConversations_AsksWhatBecomesOfThem()
    {
        await using var motion = await RunningMotion.StartAsync();
        var (one, two, phone) = await PeopleAsync(motion);
        await one.SitDownAsync("agent-one");
        await Floor.TalkAsync(one, phone, "Nora", "Are you there?", "+39 333 222 0004");
        await one.GotoAsync("/desk");
        await one.InteractiveAsync();
        await phone.WriteAsCustomerAsync("Hello?");
        await Assertions.Expect(one.Locator("[data-walk]").First).ToContainTextAsync("Hello?");

        await two.SitDownAsync("agent-two");
        await one.GetByRole(AriaRole.Button, new() { NameRegex = new("Agent One") }).First.ClickAsync();
        await one.GetByRole(AriaRole.Button, new() { Name = "Sign out" }).ClickAsync();
        var dialog = one.Question("Sign out with open conversations");
        await dialog.GetByRole(AriaRole.Button, new() { Name = "Cancel" }).ClickAsync();
        await Assertions.Expect(dialog).ToHaveCountAsync(0);

        await one.GetByRole(AriaRole.Button, new() { NameRegex = new("Agent One") }).First.ClickAsync();
        await one.GetByRole(AriaRole.Button, new() { Name = "Sign out" }).ClickAsync();
        await dialog.Confirm().ClickAsync();

        await one.WaitForURLAsync(new Regex("sign-in"));
        await Assertions.Expect(two.OfferOf("Nora")).ToBeVisibleAsync(new() { Timeout = 60_000 });
    }

    private async Task<(IPage One, IPage Two, IPage Phone)> PeopleAsync(RunningMotion motion) =>
        (await chromium.PersonAsync(motion), await chromium.PersonAsync(motion), await chromium.PersonAsync(motion, width: 1200));
}
