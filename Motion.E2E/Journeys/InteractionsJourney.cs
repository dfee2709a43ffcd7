using System.Globalization;
using System.IO.Compression;
using System.Net.Http.Json;
using System.Text.Json.Nodes;
using Microsoft.Playwright;
using Motion.E2E.Support;

namespace Motion.E2E.Journeys;

/// <summary>Find it, read it, take it away, delete it: what someone who supervises does all day.</summary>
public sealed class InteractionsJourney(Chromium chromium)
{
    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Journey]
    public async Task Search_BuiltEditedDisabledAndShared_FindsWhatItSays()
    {
        await using var motion = await RunningMotion.StartAsync();
        await WriteAsync(motion, ("Anna Rossi", "+39 333 200 0001", "Where is my parcel?"), ("Bruno Verdi", "+39 333 200 0002", "The invoice is wrong"), ("Carla Neri", "+39 333 200 0003", "Parcel and invoice"));
        var admin = await chromium.PersonAsync(motion);
        await admin.SignInAsDemoAsync("administrator");
        await admin.GotoAsync("/interactions");
        await Assertions.Expect(Rows(admin)).ToHaveCountAsync(3);
        await admin.ExpectNoSeriousFindingAsync("list");

        // Build.
        await admin.Locator("[data-advanced]").ClickAsync();
        await AddAsync(admin, "MessageText", "Contains", "PARCEL");
        await Assertions.Expect(Rows(admin)).ToHaveCountAsync(2);
        await Assertions.Expect(admin.Locator("[data-live-count]")).ToHaveTextAsync("2 interactions");
        await admin.Locator("[data-add-condition]").ClickAsync();
        await AddAsync(admin, "ContactName", "StartsWith", "bruno");
        await Assertions.Expect(Rows(admin)).ToHaveCountAsync(0);

        // All, or at least one.
        await admin.Locator("[data-match]").SelectOptionAsync("Any");
        await Assertions.Expect(Rows(admin)).ToHaveCountAsync(3);

        // In force: the button blinks in light blue, the plain filters are greyed.
        var button = admin.Locator("[data-advanced]");
        Assert.NotEqual("none", await button.EvaluateAsync<string>("e => getComputedStyle(e).animationName"));
        await Assertions.Expect(admin.Locator("[data-filter=status]")).ToBeDisabledAsync();
        await admin.EmulateMediaAsync(new() { ReducedMotion = ReducedMotion.Reduce });
        Assert.Equal("none", await button.EvaluateAsync<string>("e => getComputedStyle(e).animationName"));
        await admin.ExpectNoSeriousFindingAsync("search in force");

        // Edit.
        var name = admin.Locator("[data-chip=contactName]");
        await name.GetByRole(AriaRole.Button, new() { NameRegex = new("^Edit") }).ClickAsync();
        await admin.ExpectNoSeriousFindingAsync("search being edited");
        await admin.Locator("[data-condition-editor] [data-value]").FillAsync("nobody");
        await admin.Locator("[data-apply]").ClickAsync();
        await Assertions.Expect(Rows(admin)).ToHaveCountAsync(2);

        // The link, in another session.
        var link = admin.Url;
        var supervisor = await chromium.PersonAsync(motion, dark: true);
        await supervisor.SignInAsDemoAsync("supervisor");
        await supervisor.GotoAsync(new Uri(link).PathAndQuery);
        await Assertions.Expect(Rows(supervisor)).ToHaveCountAsync(2);
        await Assertions.Expect(supervisor.Locator("[data-chip]")).ToHaveCountAsync(2);
        await supervisor.ExpectNoSeriousFindingAsync("search in force, dark");

        // Disable, enable, delete, clear.
        var text = admin.Locator("[data-chip=messageText]");
        await text.GetByRole(AriaRole.Button, new() { NameRegex = new("^Disable") }).ClickAsync();
        await Assertions.Expect(Rows(admin)).ToHaveCountAsync(0);
        await text.GetByRole(AriaRole.Button, new() { NameRegex = new("^Enable") }).ClickAsync();
        await Assertions.Expect(Rows(admin)).ToHaveCountAsync(2);
        await text.GetByRole(AriaRole.Button, new() { NameRegex = new("^Delete") }).ClickAsync();
        await Assertions.Expect(Rows(admin)).ToHaveCountAsync(0);
        await admin.Locator("[data-clear-all]").ClickAsync();
        await Assertions.Expect(Rows(admin)).ToHaveCountAsync(3);
        await Assertions.Expect(admin.Locator("[data-filter=status]")).ToBeEnabledAsync();
    }

    [Journey]
    public async Task SavedSearch_WithAGroupWithin_IsSharedAndChosenByAColleague()
    {
        await using var motion = await RunningMotion.StartAsync();
        await WriteAsync(motion, ("Anna Rossi", "+39 333 200 0021", "Where is my parcel?"), ("Bruno Verdi", "+39 333 200 0022", "The invoice is wrong"), ("Carla Neri", "+39 333 200 0023", "Only greetings"));
        var admin = await chromium.PersonAsync(motion);
        await admin.SignInAsDemoAsync("administrator");
        await admin.GotoAsync("/interactions");
        await admin.Locator("[data-advanced]").ClickAsync();
        await AddAsync(admin, "MessageCount", "AtLeast", "1");
        await admin.Locator("[data-add-group]").ClickAsync();
        await AddAsync(admin, "MessageText", "Contains", "parcel");
        await Assertions.Expect(Rows(admin)).ToHaveCountAsync(1);
        await admin.Locator(".group.inner [data-add-condition]").ClickAsync();
        await AddAsync(admin, "ContactName", "StartsWith", "bruno");
        await Assertions.Expect(Rows(admin)).ToHaveCountAsync(2);

        await admin.Locator("[data-save-search]").ClickAsync();
        await admin.Locator("[data-save-now]").ClickAsync();
        await Assertions.Expect(admin.GetByText("Enter a name for the search.")).ToBeVisibleAsync();
        await admin.Locator("[data-search-name]").FillAsync("Parcels and Bruno");
        await admin.GetByLabel("Share with everyone who may search").CheckAsync();
        await admin.Locator("[data-save-now]").ClickAsync();
        await Assertions.Expect(admin.GetByText("“Parcels and Bruno” was saved.")).ToBeVisibleAsync();
        await admin.Locator("[data-save-search]").ClickAsync();
        await admin.Locator("[data-search-name]").FillAsync("Parcels and Bruno");
        await Assertions.Expect(admin.GetByText("Takes the place of your search of this name.")).ToBeVisibleAsync();

        var supervisor = await chromium.PersonAsync(motion);
        await supervisor.SignInAsDemoAsync("supervisor");
        await supervisor.GotoAsync("/interactions");
        await Assertions.Expect(Rows(supervisor)).ToHaveCountAsync(3);
        await supervisor.Locator("[data-advanced]").ClickAsync();
        await supervisor.Locator("[data-saved]").SelectOptionAsync(new SelectOptionValue { Label = "Parcels and Bruno (of Demo Administrator)" });
        await Assertions.Expect(Rows(supervisor)).ToHaveCountAsync(2);
        await Assertions.Expect(supervisor.Locator(".group.inner [data-chip]")).ToHaveCountAsync(2);

        await admin.GetByText("My saved searches").ClickAsync();
        await admin.GetByRole(AriaRole.Button, new() { Name = "Delete the saved search Parcels and Bruno" }).ClickAsync();
        await admin.GetByRole(AriaRole.Dialog).GetByRole(AriaRole.Button, new() { Name = "Delete search" }).ClickAsync();
        await Assertions.Expect(admin.GetByText("My saved searches")).ToHaveCountAsync(0);
        await supervisor.ReloadAsync();
        await Assertions.Expect(Rows(supervisor)).ToHaveCountAsync(2);
    }

    [Journey]
    public async Task Interaction_SpiedExportedDownloadedAndDeleted()
    {
        await using var motion = await RunningMotion.StartAsync();
        var phone = await chromium.PersonAsync(motion, width: 1200);
        await phone.TakePhoneAsync("Support", "Dora <i>Blu</i>", "+39 333 200 0010");
        await phone.WriteAsCustomerAsync("=SUM(A1) is what I need");
        await motion.UntilAsync("""SELECT COUNT(*) FROM "Messages" """);
        var admin = await chromium.PersonAsync(motion);
        await admin.SignInAsDemoAsync("administrator");
        await admin.GotoAsync("/interactions");
        await Assertions.Expect(Rows(admin)).ToHaveCountAsync(1);

        // Something new waits behind a pill, and nothing moves.
        await phone.TakePhoneAsync("Sales", "Emil Neu", "+39 333 200 0011");
        await phone.WriteAsCustomerAsync("Hello");
        await Assertions.Expect(admin.Locator("[data-new]")).ToBeVisibleAsync();
        await Assertions.Expect(Rows(admin)).ToHaveCountAsync(1);
        await admin.Locator("[data-new]").ClickAsync();
        await Assertions.Expect(Rows(admin)).ToHaveCountAsync(2);

        // Spy: the note is for the agents only, and unread stays unread.
        await admin.GetByRole(AriaRole.Link, new() { Name = "Dora <i>Blu</i>" }).ClickAsync();
        await Assertions.Expect(admin.Message("is what I need")).ToBeVisibleAsync();
        await admin.Locator("[data-note]").FillAsync("Watch the tone");
        await admin.Locator("[data-write-note]").ClickAsync();
        await Assertions.Expect(admin.Message("Watch the tone")).ToBeVisibleAsync();
        await admin.ExpectNoSeriousFindingAsync("spy");
        var zip = await admin.RunAndWaitForDownloadAsync(() => admin.Locator("[data-spy-zip]").ClickAsync());
        await using (var stream = File.OpenRead(await zip.PathAsync()))
        using (var archive = new ZipArchive(stream))
        {
            using var html = new StreamReader(archive.GetEntry("transcript.html")!.Open());
            var page = await html.ReadToEndAsync(Cancellation);
            Assert.Contains("Watch the tone", page, StringComparison.Ordinal);
            Assert.DoesNotContain("<i>Blu</i>", page, StringComparison.Ordinal);
            var messages = (await JsonNode.ParseAsync(archive.GetEntry("transcript.json")!.Open(), cancellationToken: Cancellation))!["messages"]!.AsArray();
            Assert.Equal(["in", "note"], messages.Select(message => message!["direction"]!.GetValue<string>()));
        }
        await phone.TakePhoneAsync("Support", "Dora <i>Blu</i>", "+39 333 200 0010");
        await Assertions.Expect(phone.Bubble("is what I need")).ToBeVisibleAsync();
        await Assertions.Expect(phone.GetByText("Watch the tone")).ToHaveCountAsync(0);

        // The chosen row as CSV.
        await admin.GotoAsync("/interactions?status=open");
        await Assertions.Expect(Rows(admin)).ToHaveCountAsync(2);
        await Assertions.Expect(Rows(admin).Filter(new() { HasText = "Dora" })).ToContainTextAsync("Unread");
        await Rows(admin).Filter(new() { HasText = "Dora" }).GetByRole(AriaRole.Checkbox).CheckAsync();
        await admin.Locator("[data-bulk-export]").ClickAsync();
        await admin.ExpectNoSeriousFindingAsync("export");
        var csv = await admin.RunAndWaitForDownloadAsync(() => admin.GetByRole(AriaRole.Button, new() { Name = "Download", Exact = true }).ClickAsync());
        using (var reader = new StreamReader(await csv.PathAsync()))
        {
            var lines = (await reader.ReadToEndAsync(Cancellation)).Split("\r\n", StringSplitOptions.RemoveEmptyEntries);
            Assert.Equal(2, lines.Length);
            Assert.Contains("Dora <i>Blu</i>,393332000010,393332000010,Support,SUP,", lines[1], StringComparison.Ordinal);
        }
        await Assertions.Expect(admin.Locator("[data-export-progress]")).ToContainTextAsync("Rows: 1");

        // And everything in the background.
        await admin.Locator("[data-export]").ClickAsync();
        await admin.GetByRole(AriaRole.Switch, new() { NameRegex = new("background") }).CheckAsync();
        await admin.GetByRole(AriaRole.Button, new() { Name = "Write it" }).ClickAsync();
        await admin.WaitForURLAsync(url => url.EndsWith("/downloads", StringComparison.Ordinal));
        var file = await admin.RunAndWaitForDownloadAsync(() => admin.Locator("[data-download]").ClickAsync());
        using (var reader = new StreamReader(await file.PathAsync()))
            Assert.Equal(3, (await reader.ReadToEndAsync(Cancellation)).Split("\r\n", StringSplitOptions.RemoveEmptyEntries).Length);
        await admin.ExpectNoSeriousFindingAsync("downloads");

        // Deleted: here and in the search.
        await admin.GotoAsync("/interactions");
        await Rows(admin).Filter(new() { HasText = "Dora" }).GetByRole(AriaRole.Button, new() { NameRegex = new("^Actions") }).ClickAsync();
        await admin.GetByRole(AriaRole.Menuitem, new() { Name = "Delete" }).ClickAsync();
        await admin.GetByRole(AriaRole.Dialog).GetByRole(AriaRole.Button, new() { Name = "Delete", Exact = true }).ClickAsync();
        await Assertions.Expect(Rows(admin)).ToHaveCountAsync(1);
        await Assertions.Expect(Rows(admin)).ToContainTextAsync("Emil Neu");
        await admin.GotoAsync("/interactions/logs");
        await admin.InteractiveAsync();
        await admin.ExpectNoSeriousFindingAsync("log files");
    }

    private static ILocator Rows(IPage page) => page.Locator("tr[data-interaction]");

    private static async Task AddAsync(IPage page, string field, string comparison, string value)
    {
        await page.Locator("[data-field]").SelectOptionAsync(field);
        await page.Locator("[data-operator]").SelectOptionAsync(comparison);
        await page.Locator("[data-value]").FillAsync(value);
        await page.Locator("[data-apply]").ClickAsync();
    }

    private async Task WriteAsync(RunningMotion motion, params (string Name, string Phone, string Text)[] customers)
    {
        var phone = await chromium.PersonAsync(motion, width: 1200);
        foreach (var (name, number, text) in customers)
        {
            await phone.TakePhoneAsync("Support", name, number);
            await phone.WriteAsCustomerAsync(text);
        }
        await motion.UntilAsync(string.Create(CultureInfo.InvariantCulture, $"""SELECT COUNT(*) >= {customers.Length} FROM "Interactions" """));
        await phone.Context.CloseAsync();
    }
}
