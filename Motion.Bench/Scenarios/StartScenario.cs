using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Motion.Bench.Support;

namespace Motion.Bench.Scenarios;

/// <summary>Process start until ready, beside a Blazor application with nothing in it; the median of five each, in turn.</summary>
internal static class StartScenario
{
    private const int Runs = 5;

    public static async Task RunAsync(Figures figures)
    {
        var data = Directory.CreateTempSubdirectory("motion-bench-").FullName;
        var motion = new Latencies();
        var empty = new Latencies();
        try
        {
            // The first start makes the database; a service starts on one it has.
            await MeasureAsync(() => RunningProcess.MotionAsync(data));
            await MeasureAsync(() => RunningProcess.OwnAsync(EmptyApp.Name));
            for (var run = 0; run < Runs; run++)
            {
                motion.Add(await MeasureAsync(() => RunningProcess.MotionAsync(data)));
                empty.Add(await MeasureAsync(() => RunningProcess.OwnAsync(EmptyApp.Name)));
            }
        }
        finally
        {
            Directory.Delete(data, recursive: true);
        }
        figures.Add("ready_ms", motion.Percentile(0.5));
        figures.Add("empty_ms", empty.Percentile(0.5));
        figures.Add("ratio", motion.Percentile(0.5) / empty.Percentile(0.5), "wanted <= 3");
    }

    private static async Task<TimeSpan> MeasureAsync(Func<Task<RunningProcess>> start)
    {
        await using var process = await start();
        return process.Start;
    }
}

/// <summary>The limit of <see cref="StartScenario"/>: Blazor Server with no page, database or job.</summary>
internal static class EmptyApp
{
    public const string Name = "empty-app";

    public static async Task<int> RunAsync(string address)
    {
        var builder = WebApplication.CreateBuilder();
        builder.WebHost.UseUrls(address);
        builder.Logging.SetMinimumLevel(LogLevel.Warning);
        builder.Services.AddRazorComponents().AddInteractiveServerComponents();
        var app = builder.Build();
        app.MapGet("/", () => Results.Text("ready"));
        await app.RunAsync();
        return 0;
    }
}
