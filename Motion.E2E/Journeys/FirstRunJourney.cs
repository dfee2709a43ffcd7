using System.Text.RegularExpressions;
using Microsoft.Playwright;
using Motion.E2E.Support;

namespace Motion.E2E.Journeys;

/// <summary>A new installation: the password on the console, the first sign-in, and a wrong one.</summary>
public sealed partial class FirstRunJourney(Chromium chromium)
{
    [Journey]
    public async Task Newcomer_ReadsThePasswordOnTheConsoleAndSignsIn()
    {
        await using var motion = await MotionProcess.StartFirstAsync("Production", ("Bootstrap__AdminEmail", "admin@first.run"));
        var password = motion.Console.Select(line => Password().Match(line)).First(match => match.Success).Groups[1].Value;
        var page = await chromium.PersonAsync(motion);

        await page.GotoAsync("/");
        await Assertions.Expect(page.GetByRole(AriaRole.Heading, new() { Name = "Sign in" })).ToBeVisibleAsync();
        await Assertions.Expect(page.Locator("[data-demo]")).ToHaveCountAsync(0);

        await page.GetByLabel("E-mail address").FillAsync("admin@first.run");
        await page.GetByLabel("Password", new() { Exact = true }).FillAsync("not the password");
        await page.GetByRole(AriaRole.Button, new() { Name = "Sign in" }).ClickAsync();
        await Assertions.Expect(page.GetByRole(AriaRole.Alert)).ToContainTextAsync("not right");

        await page.GetByLabel("Password", new() { Exact = true }).FillAsync(password);
        await page.GetByRole(AriaRole.Button, new() { Name = "Sign in" }).ClickAsync();
        await page.InteractiveAsync();
        await Assertions.Expect(page.GetByRole(AriaRole.Link, new() { Name = "Accounts" }).First).ToBeVisibleAsync();

        await motion.KillAsync();
        motion.Console.Clear();
        await motion.StartAgainAsync();
        Assert.DoesNotContain(motion.Console, line => Password().IsMatch(line));
    }

    [GeneratedRegex(@"[Pp]assword:?\s+(\S+)")]
    private static partial Regex Password();
}
