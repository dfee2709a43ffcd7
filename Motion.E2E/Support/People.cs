using Microsoft.Playwright;

namespace Motion.E2E.Support;

/// <summary>What people do in the browser, in their own words.</summary>
internal static class People
{
    /// <summary>Waits until the page answers clicks.</summary>
    public static Task InteractiveAsync(this IPage page) => page.Locator("body[data-interactive]").WaitForAsync(new() { State = WaitForSelectorState.Attached });

    public static async Task SignInAsDemoAsync(this IPage page, string slug)
    {
        await page.GotoAsync("/sign-in");
        await page.Locator($"[data-demo={slug}]").ClickAsync();
        await page.WaitForURLAsync(url => !url.Contains("sign-in", StringComparison.Ordinal));
    }

    /// <summary>A new browser in which the demo administrator has opened that page.</summary>
    public static async Task<IPage> AdministratorAsync(this Chromium chromium, RunningMotion motion, string path)
    {
        var page = await chromium.PersonAsync(motion);
        await page.SignInAsDemoAsync("administrator");
        await page.GotoAsync(path);
        await page.InteractiveAsync();
        return page;
    }

    /// <summary>Signs in as a demo agent and sits down at the desk, online.</summary>
    public static async Task SitDownAsync(this IPage page, string slug)
    {
        await page.SignInAsDemoAsync(slug);
        await page.GotoAsync("/desk");
        await page.InteractiveAsync();
        await page.GetByRole(AriaRole.Button, new() { NameRegex = new("My state: Online") }).WaitForAsync();
    }

    /// <summary>Takes a customer's phone in hand. The account is chosen by its name.</summary>
    public static async Task TakePhoneAsync(this IPage page, string account, string name, string phone)
    {
        await page.GotoAsync("/sandbox/phone");
        await page.InteractiveAsync();
        var option = await page.Locator("#phone-account option").Filter(new() { HasText = account }).GetAttributeAsync("value");
        await page.Locator("#phone-account").SelectOptionAsync(option!);
        await page.Locator("#new-name").FillAsync(name);
        await page.Locator("#new-phone").FillAsync(phone);
        // By the key: the list above may grow meanwhile, and the button then moves away from under a click.
        await page.Locator("#new-phone").PressAsync("Enter");
        await Assertions.Expect(page.GetByRole(AriaRole.Textbox, new() { Name = "Message", Exact = true })).ToBeVisibleAsync();
    }

    /// <summary>Looks on until it is sent: who puts the phone away before that may have written nothing.</summary>
    public static async Task WriteAsCustomerAsync(this IPage page, string text)
    {
        var field = page.GetByRole(AriaRole.Textbox, new() { Name = "Message", Exact = true });
        await field.FillAsync(text);
        await page.GetByRole(AriaRole.Button, new() { Name = "Send", Exact = true }).ClickAsync();
        await Assertions.Expect(field).ToHaveValueAsync("");
    }

    /// <summary>The ringing card for that customer.</summary>
    public static ILocator OfferOf(this IPage page, string customer) => page.GetByRole(AriaRole.Region, new() { Name = $"Offer: {customer}" });

    public static ILocator Composer(this IPage page) => page.Locator("textarea[data-composer=answer]");

    /// <summary>The message with that text in the agent's thread.</summary>
    public static ILocator Message(this IPage page, string text) => page.Locator("article[data-message]").Filter(new() { HasText = text });

    /// <summary>The composer's file field, behind "File" of its menu.</summary>
    public static ILocator Files(this IPage page) => page.Locator(".composer input[type=file]");

    /// <summary>Opens the composer's menu and chooses from it.</summary>
    public static async Task AttachAsync(this IPage page, string what)
    {
        await page.GetByRole(AriaRole.Button, new() { Name = "Attach", Exact = true }).ClickAsync();
        await page.GetByRole(AriaRole.Group, new() { Name = "Attach" }).GetByRole(AriaRole.Button, new() { Name = what }).ClickAsync();
    }

    /// <summary>The message with that text on the customer's phone.</summary>
    public static ILocator Bubble(this IPage page, string text) => page.Locator("article.bubble[data-message]").Filter(new() { Has = page.GetByText(text) });
}
