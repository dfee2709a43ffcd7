using System.Net.Http.Json;
using System.Text.Json.Nodes;
using Microsoft.Playwright;
using Motion.E2E.Support;

namespace Motion.E2E.Journeys;

/// <summary>An administrator builds the routing: a plan by keyboard alone, working times, and the small things plans are made of.</summary>
public sealed class PlanJourney(Chromium chromium)
{
    [Journey]
    public async Task Plan_BuiltByKeyboardAlone_IsSavedAndItsJumpsFollowTheirRows()
    {
        await using var motion = await RunningMotion.StartAsync();
        var page = await chromium.AdministratorAsync(motion, "/accounts/1/actions");
        await page.Locator("[data-row=Queue]").WaitForAsync();

        await PressAsync(page, page.Locator("[data-add=AutoReply]"));
        // The new row's first field has the focus.
        await Assertions.Expect(page.Locator("[data-row=AutoReply] textarea")).ToBeFocusedAsync();
        await page.Keyboard.TypeAsync("One moment, {{contact.firstName}}.");
        await PressAsync(page, page.Locator("[data-add=GoToIf]"));
        await Assertions.Expect(page.Locator("[data-row=GoToIf] select").Nth(1)).ToBeFocusedAsync();
        var goToIf = page.Locator("[data-row=GoToIf]");
        await goToIf.GetByLabel("Text", new() { Exact = true }).FocusAsync();
        await page.Keyboard.TypeAsync("invoice, bill");
        await goToIf.GetByLabel("Row to go to").FocusAsync();
        await page.Keyboard.TypeAsync("to row 2"); // the auto reply
        await page.Keyboard.PressAsync("Tab");
        await Assertions.Expect(goToIf.Locator("[data-warning]").Filter(new() { HasText = "leads back" })).ToBeVisibleAsync();

        // The condition goes to the top; the jump still means the auto reply, which is row 3 then.
        await PressAsync(page, page.GetByRole(AriaRole.Button, new() { Name = "Move row 3 up" }));
        await Assertions.Expect(page.Locator("[data-plan] > li").Nth(1)).ToHaveAttributeAsync("data-row", "GoToIf");
        await PressAsync(page, page.GetByRole(AriaRole.Button, new() { Name = "Move row 2 up" }));
        await Assertions.Expect(page.Locator("[data-plan] > li").First).ToHaveAttributeAsync("data-row", "GoToIf");
        await Assertions.Expect(goToIf.GetByLabel("Row to go to")).ToHaveValueAsync("3");
        await Assertions.Expect(goToIf.Locator("[data-warning]")).ToHaveCountAsync(0);

        // An interval for the queue, and switched off.
        await page.GetByLabel("When row 2 holds").FocusAsync();
        await page.Keyboard.TypeAsync("Working");
        await page.Keyboard.PressAsync("Tab");
        await page.GetByRole(AriaRole.Switch, new() { Name = "Row 2 is on" }).FocusAsync();
        await page.Keyboard.PressAsync("Space");
        await PressAsync(page, page.GetByRole(AriaRole.Button, new() { Name = "Save", Exact = true }));
        await page.GetByText("The plan was saved.").WaitForAsync();

        var rows = (await ReadAsync(motion, "/api/v1/whatsapp/accounts/1/actions"))["rows"]!.AsArray();
        Assert.Equal(["goToIf", "queue", "autoReply"], rows.Select(row => row!["application"]!.GetValue<string>()));
        Assert.Equal(3, rows[0]!["target"]!.GetValue<int>());
        Assert.Equal("invoice, bill", rows[0]!["condition"]!["text"]!.GetValue<string>());
        Assert.False(rows[1]!["enabled"]!.GetValue<bool>());
        Assert.NotNull(rows[1]!["interval"]);

        // The target goes: the jump points nowhere and cannot be saved until it is chosen anew.
        await PressAsync(page, page.GetByRole(AriaRole.Button, new() { Name = "Remove row 3" }));
        await Assertions.Expect(goToIf.GetByLabel("Row to go to")).ToHaveValueAsync("");
        await PressAsync(page, page.GetByRole(AriaRole.Button, new() { Name = "Save", Exact = true }));
        await Assertions.Expect(goToIf.GetByRole(AriaRole.Alert)).ToContainTextAsync("Choose the row to go to.");
    }

    [Journey]
    public async Task Plan_RowDraggedByMouse_ChangesItsPlace()
    {
        await using var motion = await RunningMotion.StartAsync();
        var page = await chromium.AdministratorAsync(motion, "/accounts/1/actions");
        await page.Locator("[data-row=Queue]").WaitForAsync();
        await page.Locator("[data-add=Log]").ClickAsync();
        await page.Locator("[data-row=Log] input[maxlength]").FillAsync("Nobody took it");

        await page.Locator("[data-row=Log] .grip").DragToAsync(page.Locator("[data-row=Queue]"));

        await Assertions.Expect(page.Locator("[data-plan] > li").First).ToHaveAttributeAsync("data-row", "Log");
    }

    [Journey]
    public async Task DryRun_TellsRowByRowWhatWouldHappen_AndDoesNothing()
    {
        await using var motion = await RunningMotion.StartAsync();
        var page = await chromium.AdministratorAsync(motion, "/accounts/1/actions");
        await page.Locator("[data-row=Queue]").WaitForAsync();
        await page.Locator("[data-add=AutoReply]").ClickAsync();
        await page.Locator("[data-row=AutoReply] textarea").FillAsync("Sorry {{contact.firstName}}, nobody is free.");

        // What is not saved yet is tried as it stands on the page.
        await page.Locator("#try-text").FillAsync("Is anybody there?");
        await page.Locator("#try-name").FillAsync("Wilma");
        await page.Locator("[data-action=dry-run]").ClickAsync();

        var story = page.Locator("[data-dry-run] .story li");
        await Assertions.Expect(story.Filter(new() { HasText = "Queue Support desk is asked, for 60 seconds." })).ToHaveCountAsync(1);
        await Assertions.Expect(story.Filter(new() { HasText = "Sorry Wilma, nobody is free." })).ToHaveCountAsync(1);
        await Assertions.Expect(page.Locator("[data-dry-run] .outcome")).ToContainTextAsync("nassigned");
        await page.ExpectNoSeriousFindingAsync("dry run");
        Assert.Equal(0, (await ReadAsync(motion, "/api/v1/whatsapp/interactions"))["count"]!.GetValue<int>());
        Assert.Equal(0, (await ReadAsync(motion, "/api/v1/contacts"))["count"]!.GetValue<int>());
    }

    [Journey]
    public async Task Interval_Added_AnswersForAnyTime_AndGoesOnlyWhenNoPlanUsesIt()
    {
        await using var motion = await RunningMotion.StartAsync();
        var page = await chromium.AdministratorAsync(motion, "/routing/intervals/add");
        await page.GetByLabel("Name", new() { Exact = true }).FillAsync("Night shift");
        await page.GetByLabel("From", new() { Exact = true }).FillAsync("22:00");
        await page.GetByLabel("to", new() { Exact = true }).FillAsync("02:00");
        foreach (var day in new[] { "Monday", "Tuesday", "Wednesday", "Thursday" })
            await page.GetByLabel(day, new() { Exact = true }).UncheckAsync();
        await Assertions.Expect(page.GetByText("Fri · 22:00–02:00 (next day)")).ToBeVisibleAsync();

        await page.GetByLabel("At another time").FillAsync("2026-11-28T01:30"); // the night from Friday to Saturday
        await Assertions.Expect(page.Locator("[data-check]")).ToContainTextAsync("Holds");
        await page.GetByLabel("At another time").FillAsync("2026-11-28T22:30");
        await Assertions.Expect(page.Locator("[data-check]")).ToContainTextAsync("Does not hold");
        await page.Locator("[data-action=save-interval]").ClickAsync();
        await page.Locator("[data-interval='Night shift']").WaitForAsync();

        await page.GotoAsync("/accounts/1/actions");
        await page.InteractiveAsync();
        await page.GetByLabel("When row 1 holds").SelectOptionAsync("Night shift");
        await page.GetByRole(AriaRole.Button, new() { Name = "Save", Exact = true }).ClickAsync();
        await page.GetByText("The plan was saved.").WaitForAsync();
        await page.GotoAsync("/routing/intervals");
        await page.InteractiveAsync();
        await page.GetByRole(AriaRole.Button, new() { Name = "Delete Night shift" }).ClickAsync();
        await page.GetByRole(AriaRole.Button, new() { Name = "Delete interval" }).ClickAsync();
        await page.GetByText("The action plan of these accounts uses the interval: Support").WaitForAsync();
        await Assertions.Expect(page.Locator("[data-interval='Night shift']")).ToBeVisibleAsync();
    }

    [JourneyTheory]
    [InlineData("en-GB")]
    [InlineData("it-IT")]
    public async Task Pages_OfRouting_HaveNoSeriousFinding(string locale)
    {
        await using var motion = await RunningMotion.StartAsync();
        using (var api = motion.Api())
        {
            foreach (var (path, body) in new (string, object)[]
            {
                ("tags", new { name = "Urgent", colour = "red" }),
                ("tags", new { name = "Later", colour = "amber" }),
                ("canned-answers", new { key = "hello", text = "Hello" }),
                ("assistants", new { name = "Helper", endpoint = "https://ai.example.com/v1", model = "small" }),
            })
                Assert.True((await api.PostAsJsonAsync($"/api/v1/{path}", body, TestContext.Current.CancellationToken)).IsSuccessStatusCode);
        }
        var page = await chromium.PersonAsync(motion, locale: locale);
        await page.SignInAsDemoAsync("administrator");

        foreach (var path in new[]
        {
            "/routing/intervals", "/routing/intervals/1", "/routing/pauses", "/routing/dispositions", "/routing/tags", "/canned-answers",
            "/accounts/1/dispositions", "/accounts/1/canned-answers", "/administration/assistants", "/administration/jobs", "/queues/1",
        })
        {
            await page.GotoAsync(path);
            await page.InteractiveAsync();
            await page.Locator("main h1").WaitForAsync();
            await Assertions.Expect(page.Locator("main .rows[role=status]")).ToHaveCountAsync(0);
            await page.ExpectNoSeriousFindingLightAndDarkAsync(path);
        }

        await page.GotoAsync("/accounts/1/actions");
        await page.InteractiveAsync();
        await page.Locator("[data-row=Queue]").WaitForAsync();
        foreach (var application in new[] { "Agent", "AutoReply", "Tag", "Close", "GoToIf", "GoTo", "Assistant", "Http", "Log" })
        {
            await page.Locator($"[data-add={application}]").ClickAsync();
            await page.Locator($"[data-row={application}]").WaitForAsync();
        }
        await page.ExpectNoSeriousFindingLightAndDarkAsync("actions, all ten");
        await page.GotoAsync("/routing/tags");
        await page.InteractiveAsync();
        await page.Locator("[data-action=add-tag]").ClickAsync();
        await page.Locator("#tag-name").WaitForAsync();
        await page.ExpectNoSeriousFindingLightAndDarkAsync("tag dialog");
    }

    private static async Task PressAsync(IPage page, ILocator button)
    {
        await button.FocusAsync();
        await page.Keyboard.PressAsync("Enter");
    }

    private static async Task<JsonNode> ReadAsync(RunningMotion motion, string path)
    {
        using var api = motion.Api();
        return (await api.GetFromJsonAsync<JsonNode>(path, TestContext.Current.CancellationToken))!;
    }
}
