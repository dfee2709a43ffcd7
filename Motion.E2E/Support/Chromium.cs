using Microsoft.Playwright;

[assembly: AssemblyFixture(typeof(Motion.E2E.Support.Chromium))]

namespace Motion.E2E.Support;

/// <summary>One browser for all journeys; every person gets a context, that is a fresh profile.</summary>
public sealed class Chromium : IAsyncLifetime
{
    /// <summary>How long a person waits for the page; a busy machine is slow, not wrong.</summary>
    private const int Patience = 30_000;

    private IPlaywright? _playwright;
    private IBrowser? _browser;

    public async ValueTask InitializeAsync()
    {
        _playwright = await Playwright.CreateAsync();
        _browser = await _playwright.Chromium.LaunchAsync(new()
        {
            ExecutablePath = Environment.GetEnvironmentVariable("CHROMIUM") ?? "/usr/bin/chromium",
            Args =
            [
                "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking",
                "--disable-component-update", "--disable-sync",
                "--autoplay-policy=document-user-activation-required",
            ],
        });
    }

    /// <summary>Leaves when <paramref name="motion"/> ends. <paramref name="through"/> is where the browser goes instead of straight to it.</summary>
    public async Task<IPage> PersonAsync(RunningMotion motion, bool dark = false, int width = 1440, int height = 900, string locale = "en-GB", Uri? through = null)
    {
        var context = await _browser!.NewContextAsync(new()
        {
            BaseURL = (through ?? motion.Address).ToString(),
            Locale = locale,
            ColorScheme = dark ? ColorScheme.Dark : ColorScheme.Light,
            ViewportSize = new() { Width = width, Height = height },
        });
        motion.WhenItEnds(() => context.CloseAsync());
        context.SetDefaultTimeout(Patience);
        Assertions.SetDefaultExpectTimeout(Patience);
        return await context.NewPageAsync();
    }

    public async ValueTask DisposeAsync()
    {
        if (_browser is not null)
            await _browser.DisposeAsync();
        _playwright?.Dispose();
    }
}
