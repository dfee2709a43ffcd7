using System.Net;
using Microsoft.Extensions.DependencyInjection;
using Motion.Blazor.Identity;
using Motion.Tests.Support;

namespace Motion.Tests.Identity;

[Trait("Database", "Any")]
public sealed class PasswordTests
{
    private const string NewPassword = "five other words make two";

    [Fact]
    public async Task ChangePassword_WithTwoSessions_EndsTheOtherWithinTheInterval()
    {
        var clock = new ShiftedClock();
        await using var app = await MotionApp.StartAsync(services: services => services.AddSingleton<TimeProvider>(clock));
        using var here = app.Browser();
        using var elsewhere = app.Browser();
        (await here.SignInAsync(MotionApp.AdminEmail, MotionApp.AdminPassword)).Dispose();
        (await elsewhere.SignInAsync(MotionApp.AdminEmail, MotionApp.AdminPassword)).Dispose();

        using var answer = await ChangeAsync(here, MotionApp.AdminPassword, NewPassword, NewPassword);
        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
        Assert.Contains("Your password is changed.", await answer.Content.ReadAsStringAsync(TestContext.Current.CancellationToken), StringComparison.Ordinal);
        clock.Advance(IdentityRegistration.RevalidationInterval + TimeSpan.FromSeconds(1));

        Assert.True(await here.IsSignedInAsync());
        Assert.False(await elsewhere.IsSignedInAsync());
    }

    [Theory]
    [InlineData("not my password", NewPassword, NewPassword, "This is not your current password.")]
    [InlineData(MotionApp.AdminPassword, "short", "short", "Take at least 10 characters")]
    [InlineData(MotionApp.AdminPassword, "aaaaaaaaaaaa", "aaaaaaaaaaaa", "not all the same")]
    [InlineData(MotionApp.AdminPassword, NewPassword, "something different", "The two entries differ.")]
    [InlineData(MotionApp.AdminPassword, MotionApp.AdminPassword, MotionApp.AdminPassword, "Choose another.")]
    public async Task ChangePassword_SomethingWrong_SaysWhatAndKeepsTheOld(string current, string next, string repeat, string words)
    {
        await using var app = await MotionApp.StartAsync();
        using var browser = app.Browser();
        (await browser.SignInAsync(MotionApp.AdminEmail, MotionApp.AdminPassword)).Dispose();

        using var answer = await ChangeAsync(browser, current, next, repeat);

        Assert.Contains(words, await answer.Content.ReadAsStringAsync(TestContext.Current.CancellationToken), StringComparison.Ordinal);
        using var other = app.Browser();
        using var again = await other.SignInAsync(MotionApp.AdminEmail, MotionApp.AdminPassword);
        Assert.Equal(HttpStatusCode.Redirect, again.StatusCode);
    }

    [Fact]
    public void Generate_Always_PassesTheRulesAndDiffers()
    {
        var passwords = Enumerable.Range(0, 100).Select(_ => PasswordRules.Generate()).ToList();

        Assert.All(passwords, password => Assert.InRange(password.Length, PasswordRules.ShortestLength, PasswordRules.LongestLength));
        Assert.Equal(100, passwords.Distinct(StringComparer.Ordinal).Count());
    }

    private static Task<HttpResponseMessage> ChangeAsync(HttpClient browser, string current, string next, string repeat) =>
        browser.SubmitAsync("/account/password", new()
        {
            ["_handler"] = "change-password",
            ["Entry.Current"] = current,
            ["Entry.New"] = next,
            ["Entry.Repeat"] = repeat,
        });
}
