using System.Net;
using System.Net.Http.Json;
using System.Text.Json.Nodes;
using Microsoft.Playwright;
using Motion.E2E.Support;

namespace Motion.E2E.Journeys;

/// <summary>An administrator sets things up with nothing but the forms' own help; two of them at once; and every page is open to everybody.</summary>
public sealed class AdministrationJourney(Chromium chromium)
{
    /// <summary>Where it names a directory, every page is photographed into it.</summary>
    private static readonly string? Shots = Environment.GetEnvironmentVariable("MOTION_E2E_SHOTS");

    private static readonly (string Type, (string Field, string Value)[] Credentials)[] Types =
    [
        ("Twilio", [("accountSid", "AC0123456789abcdef0123456789abcdef"), ("authorizationToken", "secret-of-twilio")]),
        ("SinchV2", [("baseUrl", "https://eu.conversation.api.sinch.com"), ("projectId", "p1"), ("appId", "a1"), ("keyId", "k1"), ("keySecret", "secret-of-sinch")]),
        ("Meta", [("accountSid", "102290129340398"), ("authorizationToken", "secret-of-meta"), ("appId", "1234567890"), ("phoneNumberId", "106540352242922")]),
        ("Kaleyra", [("baseUrl", "https://api.eu.kaleyra.io"), ("businessAccountId", "b1"), ("accountSid", "s1"), ("apiKey", "secret-of-kaleyra")]),
    ];

    private static readonly string[] Pages =
    [
        "/accounts", "/accounts/add", "/accounts/1/settings", "/accounts/1/advanced", "/accounts/1/tools", "/accounts/1/whitelist", "/accounts/1/video", "/accounts/1/actions", "/accounts/1/agents",
        "/contacts", "/contacts/add", "/contacts/lists", "/contacts/import", "/queues", "/users", "/administration", "/administration/settings", "/administration/features",
        "/administration/api-keys", "/administration/audit", "/administration/health", "/webhooks",
    ];

    private const int ImportedLines = 2000;

    [Journey]
    public async Task Accounts_OfEachType_AreMadeInTheForm()
    {
        await using var motion = await RunningMotion.StartAsync();
        var admin = await AdministratorAsync(motion);
        foreach (var (index, (type, credentials)) in Types.Index())
        {
            await OpenAsync(admin, "/accounts/add");
            await admin.Locator($"input[name=account-type][value={type}]").CheckAsync();
            await admin.Locator("[data-action=save-account]").ClickAsync();
            await Assertions.Expect(admin.GetByText("Fill this in.").First).ToBeVisibleAsync();
            await FillAsync(admin, "#account-name", $"Shop {type}");
            await FillAsync(admin, "#account-key", $"N{index}");
            await FillAsync(admin, "#account-phone", "+39 011 555 0199");
            foreach (var (field, value) in credentials)
                await FillAsync(admin, $"#credential-{field}", value);

            await admin.Locator("[data-action=save-account]").ClickAsync();

            await Assertions.Expect(admin.GetByRole(AriaRole.Heading, new() { Name = $"Shop {type}", Level = 1 })).ToBeVisibleAsync();
            await Assertions.Expect(admin.Locator("#receive-url")).ToContainTextAsync("/api/whatsapp/accounts/");
            Assert.DoesNotContain("secret-of", await admin.ContentAsync(), StringComparison.Ordinal);
        }
    }

    [Journey]
    public async Task TwoAdministrators_EditingOneAccount_OverwriteNothingUnseen()
    {
        await using var motion = await RunningMotion.StartAsync();
        var (one, two) = (await AdministratorAsync(motion), await AdministratorAsync(motion));
        await OpenAsync(one, "/accounts/1/whitelist");
        await OpenAsync(two, "/accounts/1/video");
        await FillAsync(one, "#whitelist-response", "Please write to our other number.");
        await one.GetByRole(AriaRole.Button, new() { Name = "Save", Exact = true }).ClickAsync();
        await Assertions.Expect(one.GetByRole(AriaRole.Region, new() { Name = "Unsaved changes" })).ToHaveCountAsync(0);

        await FillAsync(two, "#video-metadata", "{ \"team\": x }");
        await Assertions.Expect(two.GetByText("line and character 1:11")).ToBeVisibleAsync();
        await FillAsync(two, "#video-metadata", "{ \"team\": 7 }");
        await two.GetByRole(AriaRole.Button, new() { Name = "Save", Exact = true }).ClickAsync();
        await Assertions.Expect(two.GetByText("saved this account while you were editing").First).ToBeVisibleAsync();
        await two.GetByRole(AriaRole.Button, new() { Name = "Save", Exact = true }).ClickAsync();
        await Assertions.Expect(two.GetByRole(AriaRole.Region, new() { Name = "Unsaved changes" })).ToHaveCountAsync(0);

        var account = await AccountAsync(motion, 1);
        Assert.Equal("Please write to our other number.", account["whitelist"]!["responseMessage"]!.GetValue<string>());
        Assert.Equal(7, account["video"]!["metadata"]!["team"]!.GetValue<int>());

        // A queue: each changes another thing, and neither is lost.
        await OpenAsync(one, "/queues/1");
        await OpenAsync(two, "/queues/1");
        await FillAsync(one, "#queue-description", "Answers within the hour");
        await one.GetByRole(AriaRole.Button, new() { Name = "Save", Exact = true }).ClickAsync();
        await Assertions.Expect(one.GetByRole(AriaRole.Region, new() { Name = "Unsaved changes" })).ToHaveCountAsync(0);
        await FillAsync(two, "#queue-name", "First line");
        await two.GetByRole(AriaRole.Button, new() { Name = "Save", Exact = true }).ClickAsync();
        await Assertions.Expect(two.GetByText("Someone else saved this queue in the meantime").First).ToBeVisibleAsync();
        await Assertions.Expect(two.Locator("#queue-description")).ToHaveValueAsync("Answers within the hour");
        await two.GetByRole(AriaRole.Button, new() { Name = "Save", Exact = true }).ClickAsync();
        await Assertions.Expect(two.GetByRole(AriaRole.Region, new() { Name = "Unsaved changes" })).ToHaveCountAsync(0);
        await Assertions.Expect(two.GetByRole(AriaRole.Heading, new() { Level = 1 })).ToHaveTextAsync("First line");
        await two.GotoAsync("/accounts/1/video");
        await two.InteractiveAsync();

        // Leaving with unsaved changes asks.
        await FillAsync(two, "#video-note", "half written");
        await two.GetByRole(AriaRole.Link, new() { Name = "Tools", Exact = true }).ClickAsync();
        await Assertions.Expect(two.GetByText("Leave without saving?")).ToBeVisibleAsync();
    }

    [Journey]
    public async Task Account_DeletedWhileItIsWorkedOn_LeavesNoTraceOnTheDesksAndRefusesItsProvider()
    {
        await using var motion = await RunningMotion.StartAsync();
        var receive = await motion.AddMetaAccountAsync("Journal", "JOU", "an-app-secret");
        var (agent, phone) = (await chromium.PersonAsync(motion), await chromium.PersonAsync(motion, width: 1200));
        await agent.SitDownAsync("agent-one");
        await Floor.TalkAsync(agent, phone, "Xenia", "Mine", "+39 333 777 0001");
        await phone.TakePhoneAsync("Support", "Yves", "+39 333 777 0002");
        await phone.WriteAsCustomerAsync("Ringing");
        await agent.OfferOf("Yves").WaitForAsync();
        await phone.TakePhoneAsync("Sales", "Zora", "+39 333 777 0003");
        await phone.WriteAsCustomerAsync("Of another account");
        await agent.OfferOf("Zora").WaitForAsync();

        var admin = await chromium.AdministratorAsync(motion, "/accounts");
        await DeleteAsync("Support");
        await Assertions.Expect(agent.OfferOf("Yves")).ToHaveCountAsync(0);
        await Assertions.Expect(agent.Locator("[data-walk]").Filter(new() { HasText = "Xenia" })).ToHaveCountAsync(0);
        await Assertions.Expect(agent.Composer()).ToHaveCountAsync(0);
        await agent.GetByRole(AriaRole.Link, new() { Name = "Back to the list" }).ClickAsync();
        await agent.OfferOf("Zora").GetByRole(AriaRole.Button, new() { NameRegex = new("^Accept") }).ClickAsync();
        await Assertions.Expect(agent.Message("Of another account")).ToBeVisibleAsync();
        await Assertions.Expect(agent.Composer()).ToBeVisibleAsync();

        await DeleteAsync("Journal");
        using var provider = new HttpClient();
        using var answer = await provider.PostAsync(receive, new StringContent("{}"), TestContext.Current.CancellationToken);
        Assert.Equal(HttpStatusCode.Forbidden, answer.StatusCode);
        await admin.GotoAsync("/contacts");
        await Assertions.Expect(admin.GetByRole(AriaRole.Link, new() { Name = "Xenia" })).ToBeVisibleAsync();

        async Task DeleteAsync(string account)
        {
            await admin.Locator("table tbody tr").Filter(new() { Has = admin.GetByRole(AriaRole.Link, new() { Name = account, Exact = true }) }).Locator(".row-menu button").ClickAsync();
            await admin.GetByRole(AriaRole.Menuitem, new() { Name = "Delete" }).ClickAsync();
            var dialog = admin.GetByRole(AriaRole.Dialog);
            await Assertions.Expect(dialog.GetByRole(AriaRole.Button, new() { Name = "Delete" })).ToBeDisabledAsync();
            await dialog.Locator("#confirm-name").FillAsync(account);
            await dialog.GetByRole(AriaRole.Button, new() { Name = "Delete" }).ClickAsync();
            await Assertions.Expect(admin.GetByText($"{account} was deleted.")).ToBeVisibleAsync();
        }
    }

    [Journey]
    public async Task WhitelistAndAgents_ArePickedInDialogs()
    {
        await using var motion = await RunningMotion.StartAsync();
        var admin = await AdministratorAsync(motion);
        await OpenAsync(admin, "/accounts");
        await admin.Locator("tr[data-account]").Filter(new() { HasText = "Support" }).Locator(".row-menu button").ClickAsync();
        await admin.GetByText("Add whitelist", new() { Exact = true }).ClickAsync();
        await admin.GetByRole(AriaRole.Dialog).GetByRole(AriaRole.Searchbox).FillAsync("what");
        await admin.GetByRole(AriaRole.Dialog).GetByRole(AriaRole.Checkbox).First.CheckAsync();
        await CheckAsync(admin, "add whitelist", "dialog-whitelist");
        await admin.Locator("[data-action=pick]").ClickAsync();
        await Assertions.Expect(admin.GetByText("The whitelist of this account is off")).ToBeVisibleAsync();

        await OpenAsync(admin, "/accounts/1/whitelist");
        await admin.GetByRole(AriaRole.Switch, new() { Name = "Let in only senders of the lists" }).CheckAsync();
        await admin.GetByRole(AriaRole.Button, new() { NameRegex = new("^Remove ") }).ClickAsync();
        await Assertions.Expect(admin.Locator("[data-warning=nobody]")).ToBeVisibleAsync();
        await admin.GetByRole(AriaRole.Button, new() { Name = "Save", Exact = true }).ClickAsync();
        await Assertions.Expect(admin.GetByText("Write what the others are answered").First).ToBeVisibleAsync();
    }

    [Journey]
    public async Task Contacts_ImportedFromAFile_WithItsErrorsByLine()
    {
        await using var motion = await RunningMotion.StartAsync();
        var admin = await AdministratorAsync(motion);
        await OpenAsync(admin, "/contacts/import");
        var lines = Enumerable.Range(0, ImportedLines).Select(line => $"Anna {line},Rossi,+39 333 {line:0000000},anna{line}@shop.example,Via Roma {line}")
            .Append("Bruno,Verdi,12,bruno@shop.example,").Append("Anna again,Rossi,+39 333 0000007,,");
        var file = string.Join('\n', lines.Prepend("First name,Surname,Mobile number,Mail,Address"));
        await admin.Locator("#import-file").SetInputFilesAsync(new FilePayload { Name = "customers.csv", MimeType = "text/csv", Buffer = System.Text.Encoding.UTF8.GetBytes(file) });

        // What Motion guessed, with examples; then in one go.
        await Assertions.Expect(admin.GetByLabel("What the column Mobile number is")).ToHaveValueAsync("Mobile");
        await Assertions.Expect(admin.GetByLabel("What the column Surname is")).ToHaveValueAsync("LastName");
        await Assertions.Expect(admin.GetByLabel("What the column Address is")).ToHaveValueAsync("FreeField");
        await Assertions.Expect(admin.GetByText("Anna 0 · Anna 1 · Anna 2")).ToBeVisibleAsync();
        await admin.ExpectNoSeriousFindingLightAndDarkAsync("import, columns");
        await admin.Locator("[data-action=start-import]").ClickAsync();
        await Assertions.Expect(admin.GetByText($"{ImportedLines + 2:N0} lines read: {ImportedLines:N0} contacts added, 0 updated, 1 skipped.")).ToBeVisibleAsync();
        await Assertions.Expect(admin.GetByText("One line could not be taken.")).ToBeVisibleAsync();

        var errors = await admin.RunAndWaitForDownloadAsync(() => admin.GetByRole(AriaRole.Link, new() { Name = "Download what was refused, with line numbers and reasons" }).ClickAsync());
        var refused = await File.ReadAllLinesAsync((await errors.PathAsync())!, TestContext.Current.CancellationToken);
        Assert.Equal(2, refused.Length);
        Assert.StartsWith($"{ImportedLines + 2},", refused[1], StringComparison.Ordinal);
        Assert.EndsWith("Bruno,Verdi,12,bruno@shop.example,", refused[1], StringComparison.Ordinal);

        await admin.GetByRole(AriaRole.Button, new() { Name = "Look at the list" }).ClickAsync();
        await Assertions.Expect(admin.GetByRole(AriaRole.Heading, new() { Level = 1 })).ToContainTextAsync($"{ImportedLines:N0}");
    }

    [JourneyTheory]
    [InlineData("en-GB")]
    [InlineData("it-IT")]
    public async Task Pages_OfTheAdministration_HaveNoSeriousFinding(string locale)
    {
        await using var motion = await RunningMotion.StartAsync();
        var admin = await chromium.PersonAsync(motion, locale: locale);
        await admin.SignInAsDemoAsync("administrator");
        foreach (var path in Pages)
        {
            await OpenAsync(admin, path);
            await CheckAsync(admin, path, $"{path.Trim('/').Replace('/', '-')}-{locale[..2]}");
        }
        await OpenAsync(admin, "/users");
        await admin.Locator("[data-action=add-user]").ClickAsync();
        await admin.GetByRole(AriaRole.Dialog).WaitForAsync();
        await CheckAsync(admin, "add user", $"dialog-user-{locale[..2]}");
        if (Shots is null)
            return;
        await admin.SetViewportSizeAsync(390, 844);
        foreach (var path in Pages)
        {
            await OpenAsync(admin, path);
            await ShootAsync(admin, $"{path.Trim('/').Replace('/', '-')}-{locale[..2]}-narrow");
        }
    }

    private async Task<IPage> AdministratorAsync(RunningMotion motion)
    {
        var page = await chromium.PersonAsync(motion);
        await page.SignInAsDemoAsync("administrator");
        return page;
    }

    /// <summary>Until the page shows its own heading and nothing that is still loading.</summary>
    private static async Task OpenAsync(IPage page, string path)
    {
        await page.GotoAsync(path);
        await page.InteractiveAsync();
        await page.Locator("main h1").WaitForAsync();
        await Assertions.Expect(page.Locator("main .rows[role=status]")).ToHaveCountAsync(0);
    }

    /// <summary>As a person: types, and leaves the field.</summary>
    private static async Task FillAsync(IPage page, string field, string text)
    {
        await page.Locator(field).FillAsync(text);
        await page.Locator(field).BlurAsync();
    }

    private static async Task CheckAsync(IPage page, string name, string shot)
    {
        await ShootAsync(page, shot);
        await page.ExpectNoSeriousFindingLightAndDarkAsync(name);
    }

    private static async Task ShootAsync(IPage page, string name)
    {
        if (Shots is null)
            return;
        foreach (var scheme in new[] { ColorScheme.Dark, ColorScheme.Light })
        {
            await page.EmulateMediaAsync(new() { ColorScheme = scheme });
            await page.ScreenshotAsync(new() { Path = Path.Combine(Shots, $"{name}-{scheme}.png"), FullPage = true });
        }
    }

    private static async Task<JsonObject> AccountAsync(RunningMotion motion, int id)
    {
        using var api = motion.Api();
        return (await api.GetFromJsonAsync<JsonObject>($"/api/v1/whatsapp/accounts/{id}"))!;
    }
}
