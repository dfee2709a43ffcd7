using System.Text.RegularExpressions;
using Microsoft.EntityFrameworkCore;
using Motion.Tests.Support;

namespace Motion.Tests.Identity;

/// <summary>Two-step sign-in, as a person goes through it (product.md section 8, users).</summary>
[Trait("Database", "Any")]
public sealed partial class SecondFactorTests
{
    private const string Page = "/account/second-factor";

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task TurnedOn_ThePasswordAloneNoLongerSignsIn_TheCodeDoes()
    {
        await using var app = await MotionApp.StartAsync();
        using var here = await SignedInAsync(app);
        var (key, codes) = await TurnOnAsync(here);
        Assert.Equal(10, codes.Distinct(StringComparer.Ordinal).Count());
        Assert.True(await here.IsSignedInAsync());

        using var elsewhere = app.Browser();
        using var answer = await elsewhere.SignInAsync(MotionApp.AdminEmail, MotionApp.AdminPassword, "/accounts");
        var codePage = answer.Headers.Location!.PathAndQuery;
        Assert.StartsWith("/sign-in/code?", codePage, StringComparison.Ordinal);
        Assert.False(await elsewhere.IsSignedInAsync());

        using var wrong = await GiveCodeAsync(elsewhere, codePage, "000 000");
        Assert.Contains("This code is not right.", await TextAsync(wrong), StringComparison.Ordinal);
        Assert.False(await elsewhere.IsSignedInAsync());
        using var right = await GiveCodeAsync(elsewhere, codePage, AuthenticatorApp.CodeOf(key));
        Assert.Equal("/accounts", right.Headers.Location!.PathAndQuery);
        Assert.True(await elsewhere.IsSignedInAsync());
    }

    [Fact]
    public async Task RecoveryCode_SignsInOnce()
    {
        await using var app = await MotionApp.StartAsync();
        using var here = await SignedInAsync(app);
        var (_, codes) = await TurnOnAsync(here);

        Assert.True(await SignsInWithAsync(app, codes[0].ToLowerInvariant()));
        Assert.False(await SignsInWithAsync(app, codes[0]));
        Assert.True(await SignsInWithAsync(app, codes[1]));
        Assert.Contains("8 recovery codes are left.", await here.GetStringAsync(Page, Cancellation), StringComparison.Ordinal);
    }

    [Fact]
    public async Task CodeGuessed_LocksTheUser()
    {
        await using var app = await MotionApp.StartAsync();
        using var here = await SignedInAsync(app);
        var (key, codes) = await TurnOnAsync(here);
        using var guesser = app.Browser();
        using var answer = await guesser.SignInAsync(MotionApp.AdminEmail, MotionApp.AdminPassword);
        var codePage = answer.Headers.Location!.PathAndQuery;
        for (var tried = 0; tried < 5; tried++)
            (await GiveCodeAsync(guesser, codePage, "000000")).Dispose();

        using var locked = await GiveCodeAsync(guesser, codePage, AuthenticatorApp.CodeOf(key));

        using var recovered = await GiveCodeAsync(guesser, codePage, codes[0]);

        Assert.Contains("This user is locked.", await TextAsync(locked), StringComparison.Ordinal);
        Assert.Contains("This user is locked.", await TextAsync(recovered), StringComparison.Ordinal);
        Assert.False(await guesser.IsSignedInAsync());
    }

    [Fact]
    public async Task CodePage_WithoutThePassword_LeadsBackToTheBeginning()
    {
        await using var app = await MotionApp.StartAsync();
        using var stranger = app.Browser();

        using var answer = await GiveCodeAsync(stranger, "/sign-in/code", "123456");

        Assert.StartsWith("/sign-in?", answer.Headers.Location!.PathAndQuery, StringComparison.Ordinal);
    }

    [Fact]
    public async Task TurnedOff_OnlyWithThePassword()
    {
        await using var app = await MotionApp.StartAsync();
        using var here = await SignedInAsync(app);
        _ = await TurnOnAsync(here);

        using var refused = await TurnOffAsync(here, "not my password");
        Assert.Contains("This is not your current password.", await TextAsync(refused), StringComparison.Ordinal);
        using var done = await TurnOffAsync(here, MotionApp.AdminPassword);
        Assert.Contains("Two-step sign-in is off.", await TextAsync(done), StringComparison.Ordinal);

        using var elsewhere = await SignedInAsync(app);
        Assert.True(await elsewhere.IsSignedInAsync());
        await using var database = await app.OpenDatabaseAsync();
        Assert.Equal(2, await database.Audit.CountAsync(entry => entry.Changes!.Contains("twoFactor"), Cancellation));
    }

    [Fact]
    public async Task KeyAndCodes_StandNowhereInTheDatabase()
    {
        await using var app = await MotionApp.StartAsync();
        using var here = await SignedInAsync(app);
        var (key, codes) = await TurnOnAsync(here);

        await using var database = await app.OpenDatabaseAsync();
        var kept = await database.UserTokens.Select(token => token.Value!).ToListAsync(Cancellation);

        Assert.Equal(2, kept.Count);
        Assert.All(kept, value => Assert.DoesNotContain(key, value, StringComparison.OrdinalIgnoreCase));
        Assert.All(kept, value => Assert.DoesNotContain(codes[0], value, StringComparison.OrdinalIgnoreCase));
    }

    private static async Task<HttpClient> SignedInAsync(MotionApp app)
    {
        var browser = app.Browser();
        (await browser.SignInAsync(MotionApp.AdminEmail, MotionApp.AdminPassword)).Dispose();
        return browser;
    }

    private static async Task<(string Key, List<string> Codes)> TurnOnAsync(HttpClient browser)
    {
        var key = Key().Match(await browser.GetStringAsync(Page, Cancellation)).Groups[1].Value.Replace(" ", "", StringComparison.Ordinal);
        using var answer = await browser.SubmitAsync(Page, new() { ["_handler"] = "second-factor-off", ["Entry.Code"] = AuthenticatorApp.CodeOf(key) });
        return (key, [.. Recovery().Matches(await TextAsync(answer)).Select(match => match.Groups[1].Value)]);
    }

    private static Task<HttpResponseMessage> TurnOffAsync(HttpClient browser, string password) =>
        browser.SubmitAsync(Page, new() { ["_handler"] = "second-factor-on", ["Entry.Password"] = password, ["Entry.Action"] = "off" });

    private static Task<HttpResponseMessage> GiveCodeAsync(HttpClient browser, string page, string code) =>
        browser.SubmitAsync(page, new() { ["_handler"] = "sign-in-code", ["Entry.Code"] = code });

    private static async Task<bool> SignsInWithAsync(MotionApp app, string code)
    {
        using var browser = app.Browser();
        using var answer = await browser.SignInAsync(MotionApp.AdminEmail, MotionApp.AdminPassword);
        (await GiveCodeAsync(browser, answer.Headers.Location!.PathAndQuery, code)).Dispose();
        return await browser.IsSignedInAsync();
    }

    private static Task<string> TextAsync(HttpResponseMessage answer) => answer.Content.ReadAsStringAsync(Cancellation);

    [GeneratedRegex("<code class=\"key\"[^>]*>([A-Z2-7 ]+)</code>")]
    private static partial Regex Key();

    [GeneratedRegex("<li[^>]*>([A-Z0-9]{5}-[A-Z0-9]{5})</li>")]
    private static partial Regex Recovery();
}
