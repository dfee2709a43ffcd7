using System.Text.Json;
using Microsoft.Playwright;

namespace Motion.E2E.Support;

/// <summary>
/// A page that no person has touched yet, which a browser lets make no sound. Playwright's own questions count as touches, so this one
/// asks the browser past it.
/// </summary>
internal sealed class UntouchedPage : IAsyncDisposable
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(30);

    private readonly IPage _page;
    private readonly ICDPSession _browser;

    private UntouchedPage(IPage page, ICDPSession browser) => (_page, _browser) = (page, browser);

    public static async Task<UntouchedPage> OpenAsync(IPage page, string path)
    {
        var browser = await page.Context.NewCDPSessionAsync(page);
        await page.GotoAsync(path);
        return new(page, browser);
    }

    /// <summary>Until the expression is true in the page, which looks with every picture it draws.</summary>
    public Task UntilAsync(string expression) =>
        AskAsync($"new Promise(done => {{ const look = () => {expression} ? done(true) : requestAnimationFrame(look); look(); }})").WaitAsync(Patience, TestContext.Current.CancellationToken);

    /// <summary>The first touch.</summary>
    public async Task ClickAsync(string element)
    {
        var place = await AskAsync($"(box => [box.x + box.width / 2, box.y + box.height / 2])({element}.getBoundingClientRect())");
        await _page.Mouse.ClickAsync(place[0].GetSingle(), place[1].GetSingle());
    }

    public async ValueTask DisposeAsync() => await _browser.DetachAsync();

    private async Task<JsonElement> AskAsync(string expression)
    {
        var answer = await _browser.SendAsync("Runtime.evaluate", new() { ["expression"] = expression, ["userGesture"] = false, ["returnByValue"] = true, ["awaitPromise"] = true });
        return answer!.Value.GetProperty("result").GetProperty("value");
    }
}
