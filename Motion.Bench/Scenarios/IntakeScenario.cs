using System.Diagnostics;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Motion.Bench.Support;
using Motion.Blazor.Data;
using Motion.Blazor.Pipeline;
using Motion.Providers;

namespace Motion.Bench.Scenarios;

/// <summary>
/// How fast webhooks are acknowledged, signature on, beside two limits measured in the same run: an endpoint that only reads and
/// verifies, and one that commits each request by itself.
/// </summary>
internal static class IntakeScenario
{
    private const int Requests = 6000;

    /// <summary>Each figure is the median of so many: a single one moves by a third.</summary>
    private const int Rounds = 5;

    public static async Task RunAsync(Figures figures)
    {
        await using var app = await BenchApp.StartAsync();
        await app.SeatAgentsAsync();
        await using var limits = await StartLimitsAsync(app);
        var limitsAddress = new Uri(limits.Urls.Single());
        var load = new MetaLoad(app.Credentials);

        await MeasureAsync(load, limitsAddress, "/percommit", 8, "warm", 1000);
        var flush = MeasureFlush(app.DataDirectory);
        figures.Add("flush_ms", flush.TotalMilliseconds, "the disk's own, median");
        foreach (var inFlight in (int[])[8, 64])
        {
            var rounds = new List<(Measured Bare, Measured Motion)>();
            for (var round = 0; round <= Rounds; round++)
            {
                var bare = await MeasureAsync(load, limitsAddress, "/bare", inFlight, $"b{inFlight}.{round}", Requests);
                var motion = await MeasureAsync(load, app.Address, app.NotifyPath, inFlight, $"m{inFlight}.{round}", Requests);
                await SettledAsync(app);
                // The first round is for the compiler: both are measured as they run later.
                if (round > 0)
                    rounds.Add((bare, motion));
            }
            var perCommit = inFlight == 64 ? await MeasureAsync(load, limitsAddress, "/percommit", inFlight, "p", 2000) : null;

            double Median(Func<(Measured Bare, Measured Motion), double> figure) => rounds.Select(figure).Order().ElementAt(Rounds / 2);
            var barePerSecond = Median(round => round.Bare.PerSecond);
            var motionPerSecond = Median(round => round.Motion.PerSecond);
            figures.Add($"acks_per_s_{inFlight}", motionPerSecond);
            figures.Add($"p50_ms_{inFlight}", Median(round => round.Motion.Latencies.Percentile(0.5)));
            figures.Add($"p95_ms_{inFlight}", Median(round => round.Motion.Latencies.Percentile(0.95)), inFlight == 8 ? "wanted <= 30" : "");
            figures.Add($"p99_ms_{inFlight}", Median(round => round.Motion.Latencies.Percentile(0.99)));
            figures.Add(
                $"ratio_bare_{inFlight}", Median(round => round.Motion.PerSecond / round.Bare.PerSecond), inFlight == 8 ? "wanted >= 0.5" : "wanted >= 0.6");
            // Nobody is acknowledged before a flush, and a closed loop has no more than so many waiting for it.
            figures.Add($"ratio_bound_{inFlight}", inFlight / flush.TotalSeconds / barePerSecond, "what the disk alone allows");
            if (perCommit is not null)
                figures.Add("ratio_percommit_64", motionPerSecond / perCommit.PerSecond, "wanted >= 2");
        }
    }

    private static async Task<Measured> MeasureAsync(MetaLoad load, Uri address, string path, int inFlight, string mark, int count)
    {
        var requests = Enumerable.Range(0, count)
            .Select(i => load.Request(path, load.Payload([load.Message($"3934{i % 400:00000000}", $"wamid.{mark}.{i}", $"message {i}")]))).ToList();
        var latencies = new Latencies();
        var took = await MetaLoad.PostAllAsync(address, requests, inFlight, latencies);
        return new Measured(count / took.TotalSeconds, latencies);
    }

    /// <summary>How long the disk takes to keep what eight payloads weigh.</summary>
    private static TimeSpan MeasureFlush(string directory)
    {
        var latencies = new Latencies();
        var path = Path.Combine(directory, "flush.bin");
        using (var file = File.OpenHandle(path, FileMode.Create, FileAccess.Write, preallocationSize: 8 << 20))
        {
            var block = new byte[16 * 1024];
            for (var i = 0; i < 300; i++)
            {
                RandomAccess.Write(file, block, (long)i * block.Length);
                var started = Stopwatch.GetTimestamp();
                RandomAccess.FlushToDisk(file);
                latencies.Add(Stopwatch.GetElapsedTime(started));
            }
        }
        File.Delete(path);
        return TimeSpan.FromMilliseconds(latencies.Percentile(0.5));
    }

    /// <summary>The next measurement begins when the routing of the last one is through.</summary>
    private static async Task SettledAsync(BenchApp app)
    {
        await using var database = await app.OpenDatabaseAsync();
        while (await database.Inbox.AnyAsync(payload => payload.DoneAt == null))
            await Task.Delay(20);
    }

    private static async Task<WebApplication> StartLimitsAsync(BenchApp app)
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        var limits = builder.Build();
        var databases = app.Services.GetRequiredService<IDbContextFactory<MotionDbContext>>();
        var provider = app.Services.GetRequiredService<ProviderRegistry>().For(app.Account.Type);

        limits.MapPost("/bare", async (HttpContext http) => await VerifyAsync(http) is null ? Results.Unauthorized() : Results.Ok());
        limits.MapPost("/percommit", async (HttpContext http) =>
        {
            if (await VerifyAsync(http) is not { } body)
                return Results.Unauthorized();
            await using var database = await databases.CreateDbContextAsync();
            database.Inbox.Add(new InboxPayload
            {
                AccountId = app.Account.Id,
                ReceivedAt = TimeProvider.System.GetUtcNow(),
                DoneAt = TimeProvider.System.GetUtcNow(),
                QueryString = "",
                Body = body,
            });
            await database.SaveChangesAsync();
            return Results.Ok();
        });
        await limits.StartAsync();
        return limits;

        async Task<byte[]?> VerifyAsync(HttpContext http)
        {
            using var buffer = new MemoryStream();
            await http.Request.Body.CopyToAsync(buffer);
            var body = buffer.ToArray();
            var request = new WebhookRequest(
                "POST", "", new Dictionary<string, string>(StringComparer.Ordinal), name => http.Request.Headers.TryGetValue(name, out var value) ? value.ToString() : null, body);
            return provider.Verify(request, app.Credentials) is WebhookVerdict.Accepted ? body : null;
        }
    }

    private sealed record Measured(double PerSecond, Latencies Latencies);
}
