using System.Collections.Concurrent;
using System.Net;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.AspNetCore.Mvc.Testing;
using Microsoft.AspNetCore.TestHost;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Motion.Blazor.Data;
using Npgsql;

namespace Motion.Tests.Support;

/// <summary>
/// The real application on a real port with a data directory and a database of its own. SQLite, or PostgreSQL when MOTION_TEST_POSTGRES
/// holds a connection string to a server where databases may be made. One test starts one, and stops it by disposing.
/// </summary>
public sealed class MotionApp : IAsyncDisposable
{
    public const string AdminEmail = "admin@test.local";
    public const string AdminPassword = "four words make one";
    public const string ApiKey = "test-key-that-is-long-enough-0123456789";

    public static string? PostgresServer { get; } = Environment.GetEnvironmentVariable("MOTION_TEST_POSTGRES");

    /// <summary>What the first start leaves: schema, what is ready made, the administrator, the key. Made once for all tests that begin there.</summary>
    private static readonly Lazy<Task<FirstStart>> Begun = new(FirstStart.MakeAsync);

    private readonly WebApplicationFactory<Program> _factory;
    private readonly string _directory;
    private readonly string? _database;
    private bool _isHandedOn;

    private MotionApp(WebApplicationFactory<Program> factory, string directory, string? database, ConcurrentQueue<string> log)
    {
        (_factory, _directory, _database, Log) = (factory, directory, database, log);
        Address = new Uri(factory.Services.GetRequiredService<IServer>().Features.Get<IServerAddressesFeature>()!.Addresses.First());
    }

    /// <summary>Where it listens, e.g. http://127.0.0.1:40123/.</summary>
    public Uri Address { get; }

    public IServiceProvider Services => _factory.Services;

    /// <summary>Every line it logged, for tests about what must be there and what must not.</summary>
    public ConcurrentQueue<string> Log { get; }

    /// <summary>Starts it. An administrator (<see cref="AdminEmail"/>) and an API key (<see cref="ApiKey"/>) are there; people and accounts of the demo only in Development.</summary>
    /// <param name="environment">Development brings demo data and demo sign-in.</param>
    /// <param name="settings">Configuration beside or instead of the defaults; null takes a default away.</param>
    /// <param name="services">Last word on the container, e.g. another clock.</param>
    /// <param name="continueFrom">A stopped application whose data this one continues with: a restart. Dispose the first with <see cref="StopAsync"/>.</param>
    public static async Task<MotionApp> StartAsync(
        string environment = "Production", IReadOnlyDictionary<string, string?>? settings = null,
        Action<IServiceCollection>? services = null, MotionApp? continueFrom = null)
    {
        var directory = continueFrom?._directory ?? Directory.CreateTempSubdirectory("motion-test-").FullName;
        var database = PostgresServer is null ? null : continueFrom?._database ?? $"motion_{Guid.NewGuid():N}";
        if (continueFrom is null)
        {
            // With other settings or services a first start may leave something else.
            if (environment == "Production" && services is null && settings?.Keys.Any(key => key.StartsWith("Bootstrap:", StringComparison.Ordinal)) != true)
                await (await Begun.Value).CopyToAsync(directory, database);
            else if (database is not null)
                await OnPostgresAsync($"CREATE DATABASE {database}");
        }
        return await StartOnAsync(environment, settings, services, continueFrom, directory, database);
    }

    private static async Task<MotionApp> StartOnAsync(
        string environment, IReadOnlyDictionary<string, string?>? settings, Action<IServiceCollection>? services, MotionApp? continueFrom, string directory, string? database)
    {

        var log = new ConcurrentQueue<string>();
        var factory = new WebApplicationFactory<Program>().WithWebHostBuilder(host =>
        {
            _ = host.UseEnvironment(environment).UseUrls("http://127.0.0.1:0");
            foreach (var (key, value) in Settings(directory, database, settings))
                _ = host.UseSetting(key, value);
            _ = host.ConfigureLogging(logging => logging.ClearProviders().AddProvider(new QueueLog(log)));
            if (services is not null)
                _ = host.ConfigureTestServices(services);
        });
        factory.UseKestrel();
        try
        {
            factory.StartServer();
        }
        catch
        {
            await factory.DisposeAsync();
            await RemoveAsync(directory, database);
            throw;
        }

        if (continueFrom is not null)
            continueFrom._isHandedOn = true;
        return new MotionApp(factory, directory, database, log);
    }

    /// <summary>A client that keeps cookies and follows no redirect, as a browser would be watched.</summary>
    public HttpClient Browser() => new(new SocketsHttpHandler { AllowAutoRedirect = false, CookieContainer = new CookieContainer() }) { BaseAddress = Address };

    /// <summary>A client with the API key.</summary>
    public HttpClient Api(string? key = ApiKey)
    {
        var client = new HttpClient(new SocketsHttpHandler { AllowAutoRedirect = false }) { BaseAddress = Address };
        if (key is not null)
            client.DefaultRequestHeaders.Add("X-Api-Key", key);
        return client;
    }

    /// <summary>A fresh context on its database.</summary>
    internal Task<MotionDbContext> OpenDatabaseAsync() =>
        Services.GetRequiredService<IDbContextFactory<MotionDbContext>>().CreateDbContextAsync(TestContext.Current.CancellationToken);

    /// <summary>Stops the server and keeps the data, for a restart with <c>continueFrom</c>.</summary>
    public ValueTask StopAsync() => _factory.DisposeAsync();

    public async ValueTask DisposeAsync()
    {
        await _factory.DisposeAsync();
        if (!_isHandedOn)
            await RemoveAsync(_directory, _database);
    }

    private static Dictionary<string, string?> Settings(string directory, string? database, IReadOnlyDictionary<string, string?>? given)
    {
        var settings = new Dictionary<string, string?>(StringComparer.OrdinalIgnoreCase)
        {
            ["urls"] = "http://127.0.0.1:0",
            ["Motion:DataDirectory"] = directory,
            ["Bootstrap:AdminEmail"] = AdminEmail,
            ["Bootstrap:AdminPassword"] = AdminPassword,
            ["Bootstrap:ApiKey"] = ApiKey,
        };
        if (database is not null)
        {
            settings["Database:Provider"] = "PostgreSql";
            settings["ConnectionStrings:Motion"] = new NpgsqlConnectionStringBuilder(PostgresServer) { Database = database }.ConnectionString;
        }

        foreach (var (key, value) in given ?? new Dictionary<string, string?>(StringComparer.Ordinal))
        {
            if (value is null)
                _ = settings.Remove(key);
            else
                settings[key] = value;
        }

        return settings;
    }

    private static async Task RemoveAsync(string directory, string? database)
    {
        Microsoft.Data.Sqlite.SqliteConnection.ClearAllPools();
        Directory.Delete(directory, recursive: true);
        if (database is not null)
            await OnPostgresAsync($"DROP DATABASE {database} WITH (FORCE)");
    }

    /// <summary>A statement on the server of this run, outside every test's own database.</summary>
    internal static async Task OnPostgresAsync(string statement)
    {
        await using var connection = new NpgsqlConnection(PostgresServer);
        await connection.OpenAsync();
        await using var command = new NpgsqlCommand(statement, connection);
        _ = await command.ExecuteNonQueryAsync();
    }

    private sealed record FirstStart(string Directory, string? Database)
    {
        public static async Task<FirstStart> MakeAsync()
        {
            var made = new FirstStart(System.IO.Directory.CreateTempSubdirectory("motion-test-first-").FullName, PostgresServer is null ? null : $"motion_first_{Guid.NewGuid():N}");
            if (made.Database is not null)
                await OnPostgresAsync($"CREATE DATABASE {made.Database}");
            var app = await StartOnAsync("Production", null, null, null, made.Directory, made.Database);
            await app.StopAsync();
            Microsoft.Data.Sqlite.SqliteConnection.ClearAllPools();
            // Nobody may be connected to a database that is copied.
            NpgsqlConnection.ClearAllPools();
            AppDomain.CurrentDomain.ProcessExit += (_, _) => made.Remove();
            return made;
        }

        public async Task CopyToAsync(string directory, string? database)
        {
            foreach (var file in System.IO.Directory.EnumerateFiles(Directory, "motion.db*"))
                File.Copy(file, Path.Combine(directory, Path.GetFileName(file)));
            if (database is not null)
                await OnPostgresAsync($"CREATE DATABASE {database} TEMPLATE {Database} STRATEGY FILE_COPY");
        }

        private void Remove()
        {
            System.IO.Directory.Delete(Directory, recursive: true);
            if (Database is null)
                return;
            using var connection = new NpgsqlConnection(PostgresServer);
            connection.Open();
            using var command = new NpgsqlCommand($"DROP DATABASE {Database} WITH (FORCE)", connection);
            _ = command.ExecuteNonQuery();
        }
    }

    private sealed class QueueLog(ConcurrentQueue<string> lines) : ILoggerProvider, ILogger
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
