using System.Collections.Concurrent;
using System.Diagnostics;
using System.Net;
using System.Net.Sockets;
using Motion.E2E.Clock;

namespace Motion.E2E.Support;

/// <summary>The application as a process of its own, started as a newcomer would, on a data directory of its own; can be killed and started again.</summary>
public sealed class RunningMotion : IAsyncDisposable
{
    public const string ApiKey = "e2e-key-that-is-long-enough-0123456789";

    private static readonly TimeSpan StartPatience = TimeSpan.FromSeconds(90);
    private readonly string _directory = Directory.CreateTempSubdirectory("motion-e2e-").FullName;
    private readonly Dictionary<string, string> _environment;
    private readonly ConcurrentBag<Func<Task>> _endings = [];
    private MovableClock? _clock;
    private Process? _process;

    private RunningMotion(Dictionary<string, string> environment) => _environment = environment;

    public Uri Address { get; } = new($"http://127.0.0.1:{FreePort()}/");

    public string DataDirectory => _directory;

    /// <summary>What it wrote to its console.</summary>
    public ConcurrentQueue<string> Console { get; } = [];

    /// <summary>
    /// Development, with the demo data, the demo people on the sign-in page, and the sandbox: as after its first start, which happens once
    /// for all journeys.
    /// </summary>
    public static async Task<RunningMotion> StartAsync()
    {
        var motion = new RunningMotion([]);
        await DemoHouse.MoveIntoAsync(motion._directory);
        return await StartAsync(motion, "Development");
    }

    /// <summary>For the first time, on nothing.</summary>
    public static Task<RunningMotion> StartAsync(string environment, params (string Name, string Value)[] settings) =>
        StartAsync(new RunningMotion(settings.ToDictionary(setting => setting.Name, setting => setting.Value, StringComparer.Ordinal)), environment);

    /// <summary>Development with a clock that <see cref="PutClockForward"/> moves.</summary>
    public static async Task<RunningMotion> StartWithClockAsync()
    {
        var motion = new RunningMotion([]);
        await DemoHouse.MoveIntoAsync(motion._directory);
        var file = Path.Combine(motion._directory, "clock");
        motion._clock = new MovableClock(file);
        motion._environment[MovableClock.FileVariable] = file;
        motion._environment["DOTNET_STARTUP_HOOKS"] = typeof(MovableClock).Assembly.Location;
        motion._environment["ASPNETCORE_HOSTINGSTARTUPASSEMBLIES"] = typeof(MovableClock).Assembly.GetName().Name!;
        return await StartAsync(motion, "Development");
    }

    private static async Task<RunningMotion> StartAsync(RunningMotion motion, string environment)
    {
        motion._environment["ASPNETCORE_ENVIRONMENT"] = environment;
        motion._environment["ASPNETCORE_URLS"] = motion.Address.GetLeftPart(UriPartial.Authority);
        motion._environment["Motion__DataDirectory"] = motion._directory;
        motion._environment.TryAdd("Bootstrap__ApiKey", ApiKey);
        // A journey is over before the runtime could gain anything from watching the code.
        motion._environment["DOTNET_TieredPGO"] = "0";
        await motion.StartProcessAsync();
        return motion;
    }

    /// <summary>For the application it is later at once; nobody waits.</summary>
    public void PutClockForward(TimeSpan by) => _clock!.PutForward(by);

    /// <summary>As a power cut: no time to tidy up.</summary>
    public async Task KillAsync()
    {
        _process!.Kill();
        await _process.WaitForExitAsync();
        _process.Dispose();
        _process = null;
    }

    /// <summary>Starts it again on the same data and the same port.</summary>
    public async Task StartProcessAsync()
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

    public void WhenItEnds(Func<Task> ending) => _endings.Add(ending);

    public async ValueTask DisposeAsync()
    {
        foreach (var ending in _endings)
            await ending();
        if (_process is not null)
            await KillAsync();
        // What the application said, for whoever looks into a journey that failed.
        if (System.Environment.GetEnvironmentVariable("MOTION_E2E_CONSOLES") is { Length: > 0 } kept)
            await File.WriteAllLinesAsync(Path.Combine(Directory.CreateDirectory(kept).FullName, $"{TestContext.Current.Test?.TestDisplayName.Split('(')[0]}.{Address.Port}.log"), Console);
        _clock?.Dispose();
        Directory.Delete(_directory, recursive: true);
    }

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

    private static int FreePort()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }
}
