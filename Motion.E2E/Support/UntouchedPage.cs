using System.Text.Json;
using Microsoft.Playwright;

namespace Motion.E2E.Support;

/// <summary>
/// A page that no person has touched yet, which a browser lets make no sound. Playwright's own questions count as touches, so this one
/// asks the browser past it.
/// </summary>
internal sealed class UntouchedPage : IAsyncDisposable
{
    private readonly IPage _page;
    private readonly ICDPSession _browser;

    private UntouchedPage(IPage page, ICDPSession browser) => (_page, _browser) = (page, browser);

    public static async Task<UntouchedPage> OpenAsync(IPage page, string path)
    {
        var browser = await page.Context.NewCDPSessionAsync(page);
        await page.GotoAsync(path);
        return new(page, browser);
    }

    /// <summary>Until the expression is true in the page.</summary>
    public async Task UntilAsync(string expression)
    {
        for (var tried = 0; tried < 300; tried++)
        {
            if (await AskAsync($"Boolean({expression})") is { ValueKind: JsonValueKind.True })
                return;
            await Task.Delay(100, TestContext.Current.CancellationToken);
        }
        Assert.Fail($"It never came to this: {expression}");
    }

    /// <summary>The first touch.</summary>
    public async Task ClickAsync(string element)
    {
        var place = await AskAsync($"(box => [box.x + box.width / 2, box.y + box.height / 2])({element}.getBoundingClientRect())");
        await _page.Mouse.ClickAsync(place[0].GetSingle(), place[1].GetSingle());
    }

    public async ValueTask DisposeAsync() => await _browser.DetachAsync();

    private async Task<JsonElement> AskAsync(string expression)
    {
        var answer = await _browser.SendAsync("Runtime.evaluate", new() { ["expression"] = expression, ["userGesture"] = false, ["returnByValue"] = true });
        return answer!.Value.GetProperty("result").GetProperty("value");
    }
}
