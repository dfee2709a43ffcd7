using Microsoft.AspNetCore.Hosting;
using Microsoft.Extensions.DependencyInjection;

[assembly: HostingStartup(typeof(Motion.E2E.Clock.ClockStartup))]

namespace Motion.E2E.Clock;

/// <summary>Gives the application the movable clock before it takes the real one; the application itself knows nothing of it.</summary>
public sealed class ClockStartup : IHostingStartup
{
    public void Configure(IWebHostBuilder builder) => builder.ConfigureServices(services =>
        services.AddSingleton<TimeProvider>(new MovableClock(Environment.GetEnvironmentVariable(MovableClock.FileVariable)!)));
}
