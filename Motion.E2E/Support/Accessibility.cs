using Deque.AxeCore.Playwright;
using Microsoft.Playwright;

namespace Motion.E2E.Support;

internal static class Accessibility
{
    /// <summary>The page at rest has no serious or critical finding; <paramref name="name"/> says in the failure which page it was.</summary>
    public static async Task ExpectNoSeriousFindingAsync(this IPage page, string name)
    {
        // A dialog that is still fading in shows colours nobody reads; a countdown goes on, and so does what blinks.
        await page.EvaluateAsync("""
            () => Promise.all(document.getAnimations()
                .filter(animation => animation.effect.getComputedTiming().endTime < 1000)
                .map(animation => animation.finished.catch(() => {})))
            """);
        var result = await page.RunAxe();
        var serious = result.Violations.Where(violation => violation.Impact is "serious" or "critical")
            .Select(violation => $"{violation.Id}: {violation.Help} at {string.Join(" | ", violation.Nodes.Select(node => node.Html).Take(3))}");
        Assert.True(!serious.Any(), $"{name}:\n{string.Join('\n', serious)}");
    }
}
