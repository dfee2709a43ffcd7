using System.Diagnostics;
using System.Runtime.InteropServices;
using Motion.Bench.Support;

namespace Motion.Bench.Scenarios;

/// <summary>
/// Process start until ready, beside a Blazor Server application with one page and nothing behind it. Both are published as the README says,
/// compiled ahead of time; the median of seven starts each, in turn.
/// </summary>
internal static class StartScenario
{
    private const int Runs = 7;
    private const string ReadyPath = "/health/ready";

    public static async Task RunAsync(Figures figures)
    {
        var directory = Directory.CreateTempSubdirectory("motion-bench-").FullName;
        var motion = new Latencies();
        var empty = new Latencies();
        try
        {
            var motionFolder = await PublishAsync("Motion.Blazor", directory);
            var emptyFolder = await PublishAsync(Path.Combine("Motion.Bench", "EmptyApp"), directory);
            var data = Path.Combine(directory, "data");
            // The first start makes the database; a service starts on one it has.
            await MeasureAsync(() => RunningProcess.MotionAsync(data, motionFolder));
            await MeasureAsync(() => RunningProcess.PublishedAsync(Path.Combine(emptyFolder, "EmptyApp.dll"), ReadyPath));
            for (var run = 0; run < Runs; run++)
            {
                motion.Add(await MeasureAsync(() => RunningProcess.MotionAsync(data, motionFolder)));
                empty.Add(await MeasureAsync(() => RunningProcess.PublishedAsync(Path.Combine(emptyFolder, "EmptyApp.dll"), ReadyPath)));
            }
        }
        finally
        {
            Directory.Delete(directory, recursive: true);
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

    /// <summary>The folder it was published to.</summary>
    private static async Task<string> PublishAsync(string project, string directory)
    {
        var folder = Path.Combine(directory, Path.GetFileName(project));
        var start = new ProcessStartInfo("dotnet")
        {
            WorkingDirectory = RepositoryRoot(),
            ArgumentList = { "publish", project, "-c", "Release", "-r", RuntimeInformation.RuntimeIdentifier, "--self-contained", "false", "-o", folder, "-v", "quiet" },
            RedirectStandardOutput = true,
            UseShellExecute = false,
        };
        using var publishing = Process.Start(start)!;
        var output = await publishing.StandardOutput.ReadToEndAsync();
        await publishing.WaitForExitAsync();
        return publishing.ExitCode == 0 ? folder : throw new InvalidOperationException($"{project} could not be published:\n{output}");
    }

    private static string RepositoryRoot()
    {
        var directory = new DirectoryInfo(AppContext.BaseDirectory);
        while (directory is not null && !File.Exists(Path.Combine(directory.FullName, "Motion.sln")))
            directory = directory.Parent;
        return directory?.FullName ?? throw new InvalidOperationException("Motion.sln was not found above the bench; this scenario publishes from the sources.");
    }
}
