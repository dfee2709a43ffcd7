using System.Collections.Concurrent;
using System.Net;
using System.Net.Sockets;
using Microsoft.Extensions.DependencyInjection;

namespace Motion.E2E.Support;

/// <summary>The whole application on a port, a data directory and a database of its own.</summary>
public abstract class RunningMotion : IAsyncDisposable
{
    public const string ApiKey = "e2e-key-that-is-long-enough-0123456789";

    private readonly ConcurrentBag<Func<Task>> _endings = [];

    public Uri Address { get; } = new($"http://127.0.0.1:{FreePort()}/");

    public string DataDirectory { get; } = Scratch.NewDirectory();

    /// <summary>What it wrote to its console.</summary>
    public ConcurrentQueue<string> Console { get; } = [];

    /// <summary>
    /// Development, with the demo data, the demo people on the sign-in page, and the sandbox: as after its first start, which happens once
    /// for all journeys.
    /// </summary>
    /// <param name="configure">What is other than usual: its clock, for example.</param>
    public static async Task<RunningMotion> StartAsync(Action<IServiceCollection>? configure = null)
    {
        var motion = new MotionHost();
        await DemoHouse.MoveIntoAsync(motion.DataDirectory);
        motion.Start(configure);
        return motion;
    }

    /// <summary>As a program with the key of the configuration.</summary>
    public HttpClient Api() => new() { BaseAddress = Address, DefaultRequestHeaders = { { "X-Api-Key", ApiKey } } };

    public void WhenItEnds(Func<Task> ending) => _endings.Add(ending);

    public async ValueTask DisposeAsync()
    {
        GC.SuppressFinalize(this);
        foreach (var ending in _endings)
            await ending();
        await StopAsync();
        // What the application said, for whoever looks into a journey that failed.
        if (Environment.GetEnvironmentVariable("MOTION_E2E_CONSOLES") is { Length: > 0 } kept)
            await File.WriteAllLinesAsync(Path.Combine(Directory.CreateDirectory(kept).FullName, $"{TestContext.Current.Test?.TestDisplayName.Split('(')[0]}.{Address.Port}.log"), Console);
    }

    public abstract Task StopAsync();

    private static int FreePort()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }
}
