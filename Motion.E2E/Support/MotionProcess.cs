using System.Diagnostics;

namespace Motion.E2E.Support;

/// <summary>The application as a process of its own, started as a newcomer would; can be killed and started again.</summary>
public sealed class MotionProcess : RunningMotion
{
    private static readonly TimeSpan StartPatience = TimeSpan.FromSeconds(90);
    private readonly Dictionary<string, string> _environment;
    private Process? _process;

    private MotionProcess(string environment, IEnumerable<(string Name, string Value)> settings)
    {
        _environment = settings.ToDictionary(setting => setting.Name, setting => setting.Value, StringComparer.Ordinal);
        _environment["ASPNETCORE_ENVIRONMENT"] = environment;
        _environment["ASPNETCORE_URLS"] = Address.GetLeftPart(UriPartial.Authority);
        _environment["Motion__DataDirectory"] = DataDirectory;
        _environment["Bootstrap__ApiKey"] = ApiKey;
    }

    /// <summary>With the demo data, as <see cref="RunningMotion.StartAsync"/>.</summary>
    public static async Task<MotionProcess> StartDemoAsync()
    {
        var motion = new MotionProcess("Development", []);
        await DemoHouse.MoveIntoAsync(motion.DataDirectory);
        await motion.StartAgainAsync();
        return motion;
    }

    /// <summary>For the first time, on nothing.</summary>
    public static async Task<MotionProcess> StartFirstAsync(string environment, params (string Name, string Value)[] settings)
    {
        var motion = new MotionProcess(environment, settings);
        await motion.StartAgainAsync();
        return motion;
    }

    /// <summary>As a power cut: no time to tidy up.</summary>
    public async Task KillAsync()
    {
        _process!.Kill();
        await _process.WaitForExitAsync();
        _process.Dispose();
        _process = null;
    }

    /// <summary>On the same data and the same port.</summary>
    public async Task StartAgainAsync()
    {
        var project = Path.Combine(RepositoryRoot(), "Motion.Blazor");
        var output = new DirectoryInfo(AppContext.BaseDirectory);
        var start = new ProcessStartInfo("dotnet")
        {
            // The same configuration (Debug or Release) as this test.
            ArgumentList = { Path.Combine(project, "bin", output.Parent!.Name, output.Name, "Motion.Blazor.dll") },
            WorkingDirectory = project,
            UseShellExecute = false,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        foreach (var (name, value) in _environment)
            start.Environment[name] = value;
        _process = Process.Start(start)!;
        _process.OutputDataReceived += (_, line) => Console.Enqueue(line.Data ?? "");
        _process.ErrorDataReceived += (_, line) => Console.Enqueue(line.Data ?? "");
        _process.BeginOutputReadLine();
        _process.BeginErrorReadLine();
        await ReadyAsync();
    }

    public override Task StopAsync() => _process is null ? Task.CompletedTask : KillAsync();

    private async Task ReadyAsync()
    {
        using var client = new HttpClient { BaseAddress = Address };
        var started = Stopwatch.StartNew();
        while (true)
        {
            try
            {
                using var answer = await client.GetAsync("health/ready", TestContext.Current.CancellationToken);
                if (answer.IsSuccessStatusCode)
                    return;
            }
            catch (HttpRequestException) when (started.Elapsed < StartPatience && !_process!.HasExited)
            {
                // It does not listen yet.
            }
            Assert.True(started.Elapsed < StartPatience && !_process!.HasExited, $"Motion did not start:\n{string.Join('\n', Console)}");
            await Task.Delay(50, TestContext.Current.CancellationToken);
        }
    }

    private static string RepositoryRoot()
    {
        var directory = new DirectoryInfo(AppContext.BaseDirectory);
        while (directory is not null && !File.Exists(Path.Combine(directory.FullName, "Motion.sln")))
            directory = directory.Parent;
        return directory?.FullName ?? throw new InvalidOperationException("Motion.sln was not found above the tests.");
    }
}
