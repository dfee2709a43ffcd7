using Deque.AxeCore.Commons;
using Microsoft.Playwright;

namespace Motion.E2E.Support;

internal static class Accessibility
{
    private static readonly string Axe = new BundledAxeScriptProvider().GetScript();

    /// <summary>The page at rest has no serious or critical finding; <paramref name="name"/> says in the failure which page it was.</summary>
    public static async Task ExpectNoSeriousFindingAsync(this IPage page, string name)
    {
        await page.RestAsync();
        await page.EvaluateAsync(Axe);
        await page.ExpectAsync(name, "{}");
    }

    /// <summary>The same in the light and in the dark, where only colours differ.</summary>
    public static async Task ExpectNoSeriousFindingLightAndDarkAsync(this IPage page, string name)
    {
        await page.ExpectNoSeriousFindingAsync($"{name}, light");
        await page.EmulateMediaAsync(new() { ColorScheme = ColorScheme.Dark });
        await page.RestAsync();
        await page.ExpectAsync($"{name}, dark", "{ runOnly: ['color-contrast'] }");
        await page.EmulateMediaAsync(new() { ColorScheme = ColorScheme.Light });
    }

    private static Task RestAsync(this IPage page) =>
        // A dialog that is still fading in shows colours nobody reads; a countdown goes on, and so does what blinks.
        page.EvaluateAsync("""
            () => Promise.all(document.getAnimations()
                .filter(animation => animation.effect.getComputedTiming().endTime < 1000)
                .map(animation => animation.finished.catch(() => {})))
            """);

    /// <summary>Asked in the page itself: the package's own call opens another page for each and takes eight times as long.</summary>
    private static async Task ExpectAsync(this IPage page, string name, string options)
    {
        var serious = await page.EvaluateAsync<string[]>($$"""
            async () => (await axe.run({ resultTypes: ['violations'], ...{{options}} })).violations
                .filter(violation => ['serious', 'critical'].includes(violation.impact))
                .map(violation => `${violation.id}: ${violation.help} at ${violation.nodes.slice(0, 3).map(node => node.html).join(' | ')}`)
            """);
        Assert.True(serious.Length == 0, $"{name}:\n{string.Join('\n', serious)}");
    }
}
