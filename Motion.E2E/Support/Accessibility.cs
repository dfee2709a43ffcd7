using Deque.AxeCore.Commons;
using Deque.AxeCore.Playwright;
using Microsoft.Playwright;

namespace Motion.E2E.Support;

internal static class Accessibility
{
    /// <summary>The page at rest has no serious or critical finding; <paramref name="name"/> says in the failure which page it was.</summary>
    public static async Task ExpectNoSeriousFindingAsync(this IPage page, string name)
    {
        await page.RestAsync();
        Expect(await page.RunAxe(), name);
    }

    /// <summary>The same in the light and in the dark, where only colours differ.</summary>
    public static async Task ExpectNoSeriousFindingLightAndDarkAsync(this IPage page, string name)
    {
        await page.ExpectNoSeriousFindingAsync($"{name}, light");
        await page.EmulateMediaAsync(new() { ColorScheme = ColorScheme.Dark });
        await page.RestAsync();
        Expect(await page.RunAxe(new AxeRunOptions { RunOnly = RunOnlyOptions.Rules("color-contrast") }), $"{name}, dark");
        await page.EmulateMediaAsync(new() { ColorScheme = ColorScheme.Light });
    }

    private static Task RestAsync(this IPage page) =>
        // A dialog that is still fading in shows colours nobody reads; a countdown goes on, and so does what blinks.
        page.EvaluateAsync("""
            () => Promise.all(document.getAnimations()
                .filter(animation => animation.effect.getComputedTiming().endTime < 1000)
                .map(animation => animation.finished.catch(() => {})))
            """);

    private static void Expect(AxeResult result, string name)
    {
        var serious = result.Violations.Where(violation => violation.Impact is "serious" or "critical")
            .Select(violation => $"{violation.Id}: {violation.Help} at {string.Join(" | ", violation.Nodes.Select(node => node.Html).Take(3))}");
        Assert.True(!serious.Any(), $"{name}:\n{string.Join('\n', serious)}");
    }
}
