using System.Diagnostics;
using System.Net;
using System.Net.Sockets;

namespace Motion.Bench.Support;

/// <summary>A program of this build in a process of its own, listening on loopback; disposing ends it.</summary>
internal sealed class RunningProcess : IAsyncDisposable
{
    private readonly Process _process;

    private RunningProcess(Process process, Uri address) => (_process, Address) = (process, address);

    public Uri Address { get; }

    /// <summary>From the start of the process until it answered.</summary>
    public TimeSpan Start { get; private set; }

    /// <summary>What it holds in memory now, in bytes.</summary>
    public long WorkingSet
    {
        get
        {
            _process.Refresh();
            return _process.WorkingSet64;
        }
    }

    /// <summary>What it has had of the processors so far.</summary>
    public TimeSpan ProcessorTime
    {
        get
        {
            _process.Refresh();
            return _process.TotalProcessorTime;
        }
    }

    /// <summary>Motion in Production on that data.</summary>
    public static Task<RunningProcess> MotionAsync(string data, params (string Name, string Value)[] settings) =>
        MotionAsync(data, AppContext.BaseDirectory, settings);

    /// <summary>The same, of another folder than this build's.</summary>
    public static Task<RunningProcess> MotionAsync(string data, string folder, params (string Name, string Value)[] settings) => StartAsync(
        "/health/ready",
        [Path.Combine(folder, "Motion.Blazor.dll")],
        [("ASPNETCORE_ENVIRONMENT", "Production"), ("Motion__DataDirectory", data), .. settings]);

    /// <summary>A published program in Production.</summary>
    public static Task<RunningProcess> PublishedAsync(string program, string readyPath) => StartAsync(readyPath, [program], [("ASPNETCORE_ENVIRONMENT", "Production")]);

    /// <summary>One of the bench's own programs; it is given its address as the last argument.</summary>
    public static Task<RunningProcess> OwnAsync(string program) => StartAsync("/", [Path.Combine(AppContext.BaseDirectory, "Motion.Bench.dll"), program], []);

    public async ValueTask DisposeAsync()
    {
        _process.Kill();
        await _process.WaitForExitAsync();
        _process.Dispose();
    }

    private static async Task<RunningProcess> StartAsync(string readyPath, IReadOnlyList<string> arguments, IReadOnlyList<(string Name, string Value)> settings)
    {
        var address = new Uri($"http://127.0.0.1:{FreePort()}");
        var start = new ProcessStartInfo("dotnet") { WorkingDirectory = Path.GetDirectoryName(arguments[0]), UseShellExecute = false, RedirectStandardOutput = true, RedirectStandardError = true };
        foreach (var argument in arguments)
            start.ArgumentList.Add(argument);
        start.ArgumentList.Add(address.GetLeftPart(UriPartial.Authority));
        start.Environment["ASPNETCORE_URLS"] = address.GetLeftPart(UriPartial.Authority);
        foreach (var (name, value) in settings)
            start.Environment[name] = value;

        var begun = Stopwatch.GetTimestamp();
        var running = new RunningProcess(Process.Start(start)!, address);
        running._process.OutputDataReceived += (_, _) => { };
        running._process.ErrorDataReceived += (_, _) => { };
        running._process.BeginOutputReadLine();
        running._process.BeginErrorReadLine();
        using var client = new HttpClient { BaseAddress = address };
        while (!await IsReadyAsync(client, readyPath))
        {
            if (running._process.HasExited)
                throw new InvalidOperationException($"{arguments[0]} ended with {running._process.ExitCode} before it was ready.");
            await Task.Delay(5);
        }
        running.Start = Stopwatch.GetElapsedTime(begun);
        return running;
    }

    private static async Task<bool> IsReadyAsync(HttpClient client, string path)
    {
        try
        {
            using var answer = await client.GetAsync(path);
            return answer.StatusCode == HttpStatusCode.OK;
        }
        catch (HttpRequestException)
        {
            return false;
        }
    }

    private static int FreePort()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }
}
