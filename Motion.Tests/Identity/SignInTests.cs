using System.Net;
using Microsoft.EntityFrameworkCore;
using Motion.Blazor.Identity;
using Motion.Tests.Support;

namespace Motion.Tests.Identity;

[Trait("Database", "Any")]
public sealed class SignInTests
{
    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task SignIn_RightPassword_LeadsToTheReturnAddress()
    {
        await using var app = await MotionApp.StartAsync();
        using var browser = app.Browser();

        using var answer = await browser.SignInAsync(MotionApp.AdminEmail, MotionApp.AdminPassword, "/users?search=x");

        Assert.Equal(HttpStatusCode.Redirect, answer.StatusCode);
        Assert.Equal("/users?search=x", new Uri(app.Address, answer.Headers.Location!).PathAndQuery);
        Assert.True(await browser.IsSignedInAsync());
    }

    [Theory]
    [InlineData("https://evil.example/")]
    [InlineData("//evil.example/")]
    [InlineData("/\\evil.example/")]
    public async Task SignIn_ReturnAddressOfAnotherSite_LeadsHome(string address)
    {
        await using var app = await MotionApp.StartAsync();
        using var browser = app.Browser();

        using var answer = await browser.SignInAsync(MotionApp.AdminEmail, MotionApp.AdminPassword, address);

        Assert.Equal(app.Address, new Uri(app.Address, answer.Headers.Location!));
    }

    [Theory]
    [InlineData(MotionApp.AdminEmail, "wrong words make none")]
    [InlineData("nobody@test.local", MotionApp.AdminPassword)]
    public async Task SignIn_WrongAddressOrPassword_SaysTheSame(string email, string password)
    {
        await using var app = await MotionApp.StartAsync();
        using var browser = app.Browser();

        using var answer = await browser.SignInAsync(email, password);

        var html = await answer.Content.ReadAsStringAsync(Cancel);
        Assert.Contains("The e-mail address or the password is not right.", html, StringComparison.Ordinal);
        Assert.DoesNotContain(password, html, StringComparison.Ordinal);
        Assert.False(await browser.IsSignedInAsync());
    }

    [Fact]
    public async Task SignIn_FiveWrongPasswords_LocksTheRightOneOut()
    {
        await using var app = await MotionApp.StartAsync();
        using var browser = app.Browser();
        for (var attempt = 0; attempt < 5; attempt++)
            (await browser.SignInAsync(MotionApp.AdminEmail, "wrong words make none")).Dispose();

        using var answer = await browser.SignInAsync(MotionApp.AdminEmail, MotionApp.AdminPassword);

        Assert.Contains("This user is locked.", await answer.Content.ReadAsStringAsync(Cancel), StringComparison.Ordinal);
        Assert.False(await browser.IsSignedInAsync());
    }

    [Fact]
    public async Task SignIn_WithoutAntiforgeryToken_IsRefused()
    {
        await using var app = await MotionApp.StartAsync();
        using var browser = app.Browser();
        using var form = new FormUrlEncodedContent(new Dictionary<string, string>
        {
            ["_handler"] = "sign-in",
            ["Entry.Email"] = MotionApp.AdminEmail,
            ["Entry.Password"] = MotionApp.AdminPassword,
        });

        using var answer = await browser.PostAsync("/sign-in", form, Cancel);

        Assert.Equal(HttpStatusCode.BadRequest, answer.StatusCode);
    }

    [Fact]
    public async Task SignOut_Posted_EndsTheSession()
    {
        await using var app = await MotionApp.StartAsync();
        using var browser = app.Browser();
        (await browser.SignInAsync(MotionApp.AdminEmail, MotionApp.AdminPassword)).Dispose();

        using var answer = await browser.SubmitAsync("/account/password", [], "/sign-out");

        Assert.Equal(HttpStatusCode.Redirect, answer.StatusCode);
        Assert.False(await browser.IsSignedInAsync());
    }

    [Fact]
    public async Task DemoSignIn_InDevelopment_SignsInAndNobodyKnowsThePassword()
    {
        await using var app = await MotionApp.StartAsync("Development");
        using var browser = app.Browser();

        using var answer = await browser.SubmitAsync("/sign-in", [], "/sign-in/demo/agent-one");

        Assert.Equal(HttpStatusCode.Redirect, answer.StatusCode);
        Assert.True(await browser.IsSignedInAsync());
    }

    [Fact]
    public async Task DemoSignIn_InProduction_DoesNotExist()
    {
        await using var app = await MotionApp.StartAsync("Production");
        using var browser = app.Browser();

        var html = await browser.GetStringAsync("/sign-in", Cancel);
        using var answer = await browser.SubmitAsync("/sign-in", [], "/sign-in/demo/administrator");

        Assert.DoesNotContain("data-demo", html, StringComparison.Ordinal);
        Assert.NotEqual(HttpStatusCode.Redirect, answer.StatusCode);
        Assert.False(await browser.IsSignedInAsync());
        await using var database = await app.OpenDatabaseAsync();
        Assert.Equal([MotionApp.AdminEmail], await database.Users.Select(u => u.Email).ToListAsync(Cancel));
        Assert.False(await database.Accounts.AnyAsync(Cancel));
    }

    [Fact]
    public async Task SignIn_OfAPersonWithALanguage_RemembersItInTheCookie()
    {
        await using var app = await MotionApp.StartAsync();
        await using (var database = await app.OpenDatabaseAsync())
            _ = await database.Users.ExecuteUpdateAsync(set => set.SetProperty(u => u.Language, "it"), Cancel);
        using var browser = app.Browser();
        (await browser.SignInAsync(MotionApp.AdminEmail, MotionApp.AdminPassword)).Dispose();

        var html = await browser.GetStringAsync("/account/password", Cancel);

        Assert.Contains("Cambia password", html, StringComparison.Ordinal);
        Assert.Contains("<html lang=\"it\"", html, StringComparison.Ordinal);
    }
}
