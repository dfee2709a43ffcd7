using Microsoft.Playwright;

namespace Motion.E2E.Support;

/// <summary>A customer who talks with an agent, and what the agent presses.</summary>
internal static class Floor
{
    /// <summary>The customer writes, the agent accepts.</summary>
    public static async Task TalkAsync(IPage agent, IPage phone, string customer, string text, string number, string account = "Support")
    {
        await phone.TakePhoneAsync(account, customer, number);
        await phone.WriteAsCustomerAsync(text);
        await agent.OfferOf(customer).GetByRole(AriaRole.Button, new() { NameRegex = new("^Accept") }).ClickAsync();
        await Assertions.Expect(agent.Message(text)).ToBeVisibleAsync();
        await Assertions.Expect(agent.Composer()).ToBeVisibleAsync();
    }

    /// <summary>A key of the desk, outside every field.</summary>
    public static async Task ShortcutAsync(this IPage page, string key)
    {
        await page.EvaluateAsync("() => document.activeElement?.blur()");
        await page.Keyboard.PressAsync(key);
    }

    public static ILocator Question(this IPage page, string title) => page.GetByRole(AriaRole.Dialog, new() { Name = title });

    public static ILocator Confirm(this ILocator dialog) => dialog.Locator("[data-confirm]");

    public static ILocator NoteField(this IPage page) => page.Locator("textarea[data-composer=note]");

    /// <summary>Opens the conversation's menu and chooses from it.</summary>
    public static async Task ChooseAsync(this IPage page, string entry)
    {
        await page.GetByRole(AriaRole.Button, new() { Name = "More", Exact = true }).ClickAsync();
        await page.GetByRole(AriaRole.Group, new() { Name = "More" }).GetByRole(AriaRole.Button, new() { Name = entry }).ClickAsync();
    }

    public static async Task HandOverAsync(IPage agent, string to, string note)
    {
        await agent.GetByRole(AriaRole.Button, new() { Name = "Hand over", Exact = true }).First.ClickAsync();
        var dialog = agent.Question("Hand over the conversation");
        await dialog.GetByRole(AriaRole.Radio, new() { NameRegex = new($"^{to}") }).CheckAsync();
        await dialog.GetByLabel("Note for your colleagues").FillAsync(note);
        await dialog.Confirm().ClickAsync();
        await Assertions.Expect(dialog).ToHaveCountAsync(0);
    }
}
