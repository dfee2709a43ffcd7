using System.Net;
using System.Net.Http.Json;
using System.Security.Cryptography;
using Microsoft.Playwright;
using Motion.E2E.Support;

namespace Motion.E2E.Journeys;

/// <summary>Who may come in, and what with: an invitation, a second factor, a key for machines; and how one is put out again.</summary>
public sealed class PeopleJourney(Chromium chromium)
{
    private const string Email = "three@shop.example";
    private const string Password = "a long enough password";

    [Journey]
    public async Task Invited_ChoosesAPassword_TurnsOnTheSecondFactor_AndIsLockedOut()
    {
        await using var motion = await RunningMotion.StartAsync();
        var (admin, person) = (await chromium.PersonAsync(motion), await chromium.PersonAsync(motion));
        await admin.SignInAsDemoAsync("administrator");
        await admin.GotoAsync("/users");
        await admin.Locator("[data-action=add-user]").ClickAsync();
        var dialog = admin.GetByRole(AriaRole.Dialog);
        await dialog.Locator("#user-name").FillAsync("Agent Three");
        await dialog.Locator("#user-email").FillAsync(Email);
        await dialog.GetByRole(AriaRole.Switch).CheckAsync();
        await dialog.GetByRole(AriaRole.Button, new() { Name = "Add user" }).ClickAsync();
        var link = await dialog.Locator("code").InnerTextAsync();
        await dialog.GetByRole(AriaRole.Button, new() { Name = "Done" }).ClickAsync();
        var row = admin.Locator($"tr[data-user='{Email}']");
        await Assertions.Expect(row).ToContainTextAsync("Invited");

        // The link opens the door once.
        await person.GotoAsync(new Uri(link).PathAndQuery);
        await person.Locator("#new").FillAsync(Password);
        await person.Locator("#repeat").FillAsync("something else entirely");
        await person.GetByRole(AriaRole.Button, new() { Name = "Choose and sign in" }).ClickAsync();
        await Assertions.Expect(person.GetByText("The two entries differ")).ToBeVisibleAsync();
        await person.Locator("#new").FillAsync(Password);
        await person.Locator("#repeat").FillAsync(Password);
        await person.GetByRole(AriaRole.Button, new() { Name = "Choose and sign in" }).ClickAsync();
        await person.WaitForURLAsync(url => !url.Contains("invitation", StringComparison.Ordinal));
        var stranger = await chromium.PersonAsync(motion);
        await stranger.GotoAsync(new Uri(link).PathAndQuery);
        await stranger.Locator("#new").FillAsync(Password);
        await stranger.Locator("#repeat").FillAsync(Password);
        await stranger.GetByRole(AriaRole.Button, new() { Name = "Choose and sign in" }).ClickAsync();
        await Assertions.Expect(stranger.GetByText("This link was used")).ToBeVisibleAsync();

        // The second factor.
        await person.GotoAsync("/account/second-factor");
        var key = await person.Locator("code.key").InnerTextAsync();
        await person.Locator("#code").FillAsync("000000");
        await person.GetByRole(AriaRole.Button, new() { Name = "Turn on" }).ClickAsync();
        await Assertions.Expect(person.GetByText("This code is not right")).ToBeVisibleAsync();
        await person.Locator("#code").FillAsync(CodeOf(key));
        await person.GetByRole(AriaRole.Button, new() { Name = "Turn on" }).ClickAsync();
        var recovery = await person.GetByRole(AriaRole.List, new() { Name = "Recovery codes" }).GetByRole(AriaRole.Listitem).First.InnerTextAsync();
        await SignInAsync(stranger);
        await Assertions.Expect(stranger.GetByRole(AriaRole.Heading, new() { Name = "Your code" })).ToBeVisibleAsync();
        foreach (var (code, isRight) in new[] { ("111111", false), (recovery, true) })
        {
            await stranger.Locator("#code").FillAsync(code);
            await stranger.GetByRole(AriaRole.Button, new() { Name = "Sign in" }).ClickAsync();
            await (isRight ? stranger.WaitForURLAsync(url => !url.Contains("sign-in", StringComparison.Ordinal)) : Assertions.Expect(stranger.GetByText("This code is not right")).ToBeVisibleAsync());
        }

        // Locked out, and told so.
        await admin.ReloadAsync();
        await Assertions.Expect(row).ToContainTextAsync("On");
        await row.Locator(".row-menu button").ClickAsync();
        await admin.GetByRole(AriaRole.Menuitem, new() { Name = "Lock" }).ClickAsync();
        await admin.GetByRole(AriaRole.Dialog).GetByRole(AriaRole.Button, new() { Name = "Lock user" }).ClickAsync();
        await Assertions.Expect(row).ToContainTextAsync("Locked");
        var again = await chromium.PersonAsync(motion);
        await SignInAsync(again);
        await Assertions.Expect(again.GetByText("This user is locked")).ToBeVisibleAsync();
    }

    [Journey]
    public async Task Language_ChosenBeforeSigningIn_StaysUntilTheOneOfThePersonIsSet()
    {
        await using var motion = await RunningMotion.StartAsync();
        var (admin, agent) = (await chromium.AdministratorAsync(motion, "/users"), await chromium.PersonAsync(motion));
        await agent.GotoAsync("/sign-in");
        await agent.Locator("[data-culture=it]").ClickAsync();
        await Assertions.Expect(agent.GetByRole(AriaRole.Heading, new() { Name = "Accedi" })).ToBeVisibleAsync();
        await agent.SignInAsDemoAsync("agent-one");
        await agent.GotoAsync("/desk");
        await Assertions.Expect(agent.GetByRole(AriaRole.Button, new() { NameRegex = new("Il mio stato: Online") })).ToBeVisibleAsync();
        await agent.Locator("[data-culture=en]").First.ClickAsync();
        await Assertions.Expect(agent.GetByRole(AriaRole.Button, new() { NameRegex = new("My state: Online") })).ToBeVisibleAsync();

        await admin.Locator("tr[data-user*='agent.one'] .row-menu button").ClickAsync();
        await admin.GetByRole(AriaRole.Menuitem, new() { Name = "Edit" }).ClickAsync();
        await admin.Locator(".rz-dropdown").Filter(new() { Has = admin.Locator("#user-language") }).ClickAsync();
        await admin.GetByRole(AriaRole.Option, new() { NameRegex = new("Italian") }).ClickAsync();
        await admin.GetByRole(AriaRole.Dialog).GetByRole(AriaRole.Button, new() { Name = "Save" }).ClickAsync();
        await Assertions.Expect(admin.GetByRole(AriaRole.Dialog)).ToHaveCountAsync(0);

        var elsewhere = await chromium.PersonAsync(motion);
        await elsewhere.SignInAsDemoAsync("agent-one");
        await elsewhere.GotoAsync("/desk");
        await Assertions.Expect(elsewhere.GetByRole(AriaRole.Button, new() { NameRegex = new("Il mio stato: Online") })).ToBeVisibleAsync();
    }

    [Journey]
    public async Task KeyForAMachine_ShownOnce_WorksUntilItIsTakenBack()
    {
        await using var motion = await RunningMotion.StartAsync();
        var admin = await chromium.PersonAsync(motion);
        await admin.SignInAsDemoAsync("administrator");
        await admin.GotoAsync("/administration/api-keys");
        await admin.Locator("[data-action=add-key]").ClickAsync();
        await Assertions.Expect(admin.GetByText("Fill this in.")).ToBeVisibleAsync();
        await admin.Locator("#key-name").FillAsync("Shop system");
        await admin.Locator("#key-name").PressAsync("Enter");
        var key = await admin.Locator("[data-new-key] code").InnerTextAsync();
        using var shop = new HttpClient { BaseAddress = motion.Address, DefaultRequestHeaders = { { "X-Api-Key", key } } };

        Assert.Equal(HttpStatusCode.OK, (await shop.GetAsync("/api/v1/queues", TestContext.Current.CancellationToken)).StatusCode);
        await admin.ReloadAsync();
        await Assertions.Expect(admin.Locator("tr[data-key='Shop system']")).ToContainTextAsync("Works");
        Assert.DoesNotContain(key, await admin.ContentAsync(), StringComparison.Ordinal);

        await admin.GetByRole(AriaRole.Button, new() { NameRegex = new("Shop system") }).ClickAsync();
        await admin.GetByRole(AriaRole.Dialog).GetByRole(AriaRole.Button).Last.ClickAsync();

        await Assertions.Expect(admin.Locator("tr[data-key='Shop system']")).ToContainTextAsync("Revoked");
        Assert.Equal(HttpStatusCode.Unauthorized, (await shop.GetAsync("/api/v1/queues", TestContext.Current.CancellationToken)).StatusCode);
    }

    [Journey]
    public async Task TwoContactsOfOnePerson_Merged_KeepBothNumbers()
    {
        await using var motion = await RunningMotion.StartAsync();
        var (admin, phone) = (await chromium.PersonAsync(motion), await chromium.PersonAsync(motion, width: 1200));
        foreach (var (name, number) in new[] { ("Sofia", "+39 333 888 0001"), ("Sofia at work", "+39 333 888 0002") })
        {
            await phone.TakePhoneAsync("Support", name, number);
            await phone.WriteAsCustomerAsync($"This is {name}");
        }
        await motion.UntilAsync("""SELECT COUNT(*) - 1 FROM "Contacts" WHERE "FirstName" LIKE 'Sofia%'""");
        await admin.SignInAsDemoAsync("administrator");
        await admin.GotoAsync("/contacts");
        await admin.GetByRole(AriaRole.Link, new() { Name = "Sofia", Exact = true }).ClickAsync();
        await admin.Locator("[data-action=merge-contact]").ClickAsync();
        var dialog = admin.GetByRole(AriaRole.Dialog);
        await dialog.GetByRole(AriaRole.Searchbox).FillAsync("work");
        await dialog.GetByRole(AriaRole.Searchbox).PressAsync("Enter");
        await dialog.GetByRole(AriaRole.Radio, new() { NameRegex = new("Sofia at work") }).CheckAsync();
        await admin.Locator("[data-action=confirm-merge]").ClickAsync();

        await Assertions.Expect(admin.GetByRole(AriaRole.Heading, new() { Name = "Conversations (2)" })).ToBeVisibleAsync();
        await Assertions.Expect(admin.Locator(".aside")).ToContainTextAsync("+393338880002");
        await phone.WriteAsCustomerAsync("Still me");
        await admin.ReloadAsync();
        await admin.Locator(".interaction").Filter(new() { HasText = "Still me" }).GetByRole(AriaRole.Link).ClickAsync();
        await Assertions.Expect(admin.Message("Still me")).ToBeVisibleAsync();
    }

    private static async Task SignInAsync(IPage page)
    {
        await page.GotoAsync("/sign-in");
        await page.Locator("#email").FillAsync(Email);
        await page.Locator("#password").FillAsync(Password);
        await page.GetByRole(AriaRole.Button, new() { Name = "Sign in", Exact = true }).ClickAsync();
    }

    /// <summary>What an authenticator app shows for the key (RFC 6238).</summary>
    private static string CodeOf(string key)
    {
        var bits = string.Concat(key.Where(char.IsLetterOrDigit).Select(sign => Convert.ToString("ABCDEFGHIJKLMNOPQRSTUVWXYZ234567".IndexOf(char.ToUpperInvariant(sign)), 2).PadLeft(5, '0')));
        var secret = bits.Chunk(8).Where(eight => eight.Length == 8).Select(eight => Convert.ToByte(new string(eight), 2)).ToArray();
        var step = BitConverter.GetBytes(IPAddress.HostToNetworkOrder(TimeProvider.System.GetUtcNow().ToUnixTimeSeconds() / 30));
#pragma warning disable CA5350 // Authenticator apps reckon with SHA-1.
        var hash = HMACSHA1.HashData(secret, step);
#pragma warning restore CA5350
        var number = IPAddress.NetworkToHostOrder(BitConverter.ToInt32(hash, hash[^1] & 15)) & int.MaxValue;
        return $"{number % 1_000_000:000000}";
    }
}
