using System.Collections.Concurrent;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Mvc.Testing;
using Microsoft.AspNetCore.TestHost;
using Microsoft.Data.Sqlite;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace Motion.E2E.Support;

/// <summary>
/// The application in the process of the tests: nothing of it is shared with its neighbours but the compiled code, which one process for
/// each journey would compile again and again.
/// </summary>
internal sealed class MotionHost : RunningMotion
{
    private WebApplicationFactory<Program>? _factory;

    public void Start(Action<IServiceCollection>? configure = null)
    {
        _factory = new WebApplicationFactory<Program>().WithWebHostBuilder(host =>
        {
            _ = host.UseEnvironment("Development")
                .UseSetting("urls", Address.GetLeftPart(UriPartial.Authority))
                .UseSetting("Motion:DataDirectory", DataDirectory)
                .UseSetting("Bootstrap:ApiKey", ApiKey)
                .ConfigureLogging(logging => logging.ClearProviders().AddProvider(new ConsoleLines(Console)));
            if (configure is not null)
                _ = host.ConfigureTestServices(configure);
        });
        _factory.UseKestrel();
        _factory.StartServer();
    }

    public override async Task StopAsync()
    {
        if (_factory is not null)
            await _factory.DisposeAsync();
        SqliteConnection.ClearAllPools();
    }

    private sealed class ConsoleLines(ConcurrentQueue<string> lines) : ILoggerProvider, ILogger
    {
        public ILogger CreateLogger(string categoryName) => this;

        public IDisposable? BeginScope<TState>(TState state) where TState : notnull => null;

        public bool IsEnabled(LogLevel logLevel) => logLevel >= LogLevel.Information;

        public void Log<TState>(LogLevel logLevel, EventId eventId, TState state, Exception? exception, Func<TState, Exception?, string> formatter) =>
            lines.Enqueue($"{logLevel}: {formatter(state, exception)} {exception}".TrimEnd());

        public void Dispose()
        {
        }
    }
}
