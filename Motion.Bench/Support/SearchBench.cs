using System.Diagnostics;
using System.Security.Claims;
using Microsoft.Extensions.DependencyInjection;
using Motion.Blazor.Identity;
using Npgsql;

namespace Motion.Bench.Support;

/// <summary>The application on a full history, on SQLite or on a PostgreSQL of its own; an administrator asks.</summary>
internal sealed class SearchBench : IAsyncDisposable
{
    private readonly string? _server;
    private readonly string? _name;
    private readonly AsyncServiceScope _scope;

    private SearchBench(BenchApp app, string? server, string? name)
    {
        (App, _server, _name, _scope) = (app, server, name, app.Services.CreateAsyncScope());
        _scope.ServiceProvider.GetRequiredService<CurrentUser>().Become(
            new ClaimsPrincipal(new ClaimsIdentity([new Claim(ClaimTypes.Role, Roles.Administrator)], "bench")));
    }

    /// <summary>MOTION_BENCH_POSTGRES holds a connection string to a server where databases may be made; without it PostgreSQL is left out.</summary>
    public static IEnumerable<(string Suffix, string? Server)> Databases =>
        Environment.GetEnvironmentVariable("MOTION_BENCH_POSTGRES") is { Length: > 0 } server ? [("", null), ("_postgresql", server)] : [("", null)];

    public BenchApp App { get; }

    public string? Connection { get; private init; }

    public T Get<T>() where T : notnull => _scope.ServiceProvider.GetRequiredService<T>();

    public static async Task<SearchBench> StartAsync(string? server, int interactions)
    {
        var name = server is null ? null : $"motion_bench_{Guid.NewGuid():N}";
        if (name is not null)
            await OnServerAsync(server!, $"CREATE DATABASE {name}");
        var connection = name is null ? null : new NpgsqlConnectionStringBuilder(server) { Database = name }.ConnectionString;
        var app = await BenchApp.StartAsync(connection);
        var begun = Stopwatch.GetTimestamp();
        await using (var database = await app.OpenDatabaseAsync())
            await new SearchData(database, interactions).WriteAsync();
        Console.Error.WriteLine($"{interactions:N0} interactions written in {Stopwatch.GetElapsedTime(begun).TotalSeconds:N0} s");
        return new SearchBench(app, server, name) { Connection = connection };
    }

    public async ValueTask DisposeAsync()
    {
        await _scope.DisposeAsync();
        await App.DisposeAsync();
        if (_name is null)
            return;
        NpgsqlConnection.ClearAllPools();
        await OnServerAsync(_server!, $"DROP DATABASE {_name} WITH (FORCE)");
    }

    private static async Task OnServerAsync(string server, string statement)
    {
        await using var connection = new NpgsqlConnection(server);
        await connection.OpenAsync();
        await using var command = connection.CreateCommand();
        command.CommandText = statement;
        await command.ExecuteNonQueryAsync();
    }
}
