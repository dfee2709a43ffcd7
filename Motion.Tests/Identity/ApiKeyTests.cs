using System.Net;
using Microsoft.EntityFrameworkCore;
using Motion.Tests.Support;

namespace Motion.Tests.Identity;

[Trait("Database", "Any")]
public sealed class ApiKeyTests
{
    private const string Anywhere = "/api/v1/there-is-nothing-here";

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData(null)]
    [InlineData("some-other-key-that-is-long-enough-000000")]
    public async Task Api_WithoutAKnownKey_AnswersAProblem401(string? key)
    {
        await using var app = await MotionApp.StartAsync();
        using var client = app.Api(key);

        using var answer = await client.GetAsync(Anywhere, Cancel);

        Assert.Equal(HttpStatusCode.Unauthorized, answer.StatusCode);
        Assert.Equal("application/problem+json", answer.Content.Headers.ContentType!.MediaType);
        Assert.Contains("X-Api-Key", await answer.Content.ReadAsStringAsync(Cancel), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Api_WithTheBootstrapKey_IsLetIn()
    {
        await using var app = await MotionApp.StartAsync();
        using var client = app.Api();

        using var answer = await client.GetAsync(Anywhere, Cancel);

        Assert.Equal(HttpStatusCode.NotFound, answer.StatusCode);
        Assert.Equal("application/problem+json", answer.Content.Headers.ContentType!.MediaType);
    }

    [Fact]
    public async Task Api_WithARevokedKey_IsRefusedAlsoAfterARestart()
    {
        await using var first = await MotionApp.StartAsync();
        await using (var database = await first.OpenDatabaseAsync())
        {
            var now = TimeProvider.System.GetUtcNow();
            _ = await database.ApiKeys.ExecuteUpdateAsync(set => set.SetProperty(k => k.RevokedAt, now), Cancel);
        }

        using (var client = first.Api())
        using (var answer = await client.GetAsync(Anywhere, Cancel))
            Assert.Equal(HttpStatusCode.Unauthorized, answer.StatusCode);

        await first.StopAsync();
        await using var second = await MotionApp.StartAsync(continueFrom: first);
        using var again = second.Api();
        using var answerAgain = await again.GetAsync(Anywhere, Cancel);
        Assert.Equal(HttpStatusCode.Unauthorized, answerAgain.StatusCode);
    }

    [Fact]
    public async Task Api_WithAPersonsCookie_IsRefused()
    {
        await using var app = await MotionApp.StartAsync();
        using var browser = app.Browser();
        (await browser.SignInAsync(MotionApp.AdminEmail, MotionApp.AdminPassword)).Dispose();

        using var answer = await browser.GetAsync(Anywhere, Cancel);

        Assert.Equal(HttpStatusCode.Unauthorized, answer.StatusCode);
    }

    [Fact]
    public async Task ApiKey_InTheDatabase_IsOnlyAHash()
    {
        await using var app = await MotionApp.StartAsync();
        await using var database = await app.OpenDatabaseAsync();

        var key = await database.ApiKeys.SingleAsync(Cancel);

        Assert.Equal(64, key.Hash.Length);
        Assert.DoesNotContain(MotionApp.ApiKey, key.Hash + key.Name, StringComparison.Ordinal);
    }
}
