using System.Net;
using Microsoft.EntityFrameworkCore;
using Motion.Tests.Support;

namespace Motion.Tests.Hosting;

[Trait("Database", "Any")]
public sealed class HealthTests
{
    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData("/health/live")]
    [InlineData("/health/ready")]
    public async Task Health_OfARunningApplication_IsGoodWithoutAKey(string path)
    {
        await using var app = await MotionApp.StartAsync();
        using var client = app.Api(key: null);

        using var answer = await client.GetAsync(path, Cancel);

        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
    }

    [Fact]
    public async Task Ready_WithAMigrationMissing_IsNotReadyButAlive()
    {
        await using var app = await MotionApp.StartAsync();
        await using (var database = await app.OpenDatabaseAsync())
            _ = await database.Database.ExecuteSqlRawAsync("DELETE FROM \"__EFMigrationsHistory\"", Cancel);
        using var client = app.Api(key: null);

        using var ready = await client.GetAsync("/health/ready", Cancel);
        using var live = await client.GetAsync("/health/live", Cancel);

        Assert.Equal(HttpStatusCode.ServiceUnavailable, ready.StatusCode);
        Assert.Equal(HttpStatusCode.OK, live.StatusCode);
        Assert.Equal("Unhealthy", await ready.Content.ReadAsStringAsync(Cancel));
    }
}
