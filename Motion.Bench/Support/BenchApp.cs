using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.AspNetCore.Mvc.Testing;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Motion.Blazor.Data;
using Motion.Blazor.Features.Accounts;
using Motion.Domain.Accounts;
using Motion.Domain.Agents;

namespace Motion.Bench.Support;

/// <summary>The real application with its demo data on loopback, SQLite in a directory of its own, logging warnings only.</summary>
internal sealed class BenchApp : IAsyncDisposable
{
    private readonly WebApplicationFactory<MotionDbContext> _factory;
    private readonly string _directory;

    private BenchApp(WebApplicationFactory<MotionDbContext> factory, string directory)
    {
        (_factory, _directory) = (factory, directory);
        Address = new Uri(factory.Services.GetRequiredService<IServer>().Features.Get<IServerAddressesFeature>()!.Addresses.First());
    }

    public Uri Address { get; }

    public string DataDirectory => _directory;

    public IServiceProvider Services => _factory.Services;

    /// <summary>The demo account at Meta.</summary>
    public Account Account { get; private set; } = null!;

    public MetaCredentials Credentials { get; private set; } = null!;

    public string NotifyPath => $"/api/whatsapp/accounts/{Account.Id}/notify?token={Account.ProxyToken}";

    /// <param name="postgres">A database to use instead of SQLite.</param>
    public static async Task<BenchApp> StartAsync(string? postgres = null)
    {
        var directory = Directory.CreateTempSubdirectory("motion-bench-").FullName;
        // A page that leaves in the last moment may still write into it when its application has stopped.
        AppDomain.CurrentDomain.ProcessExit += (_, _) => Directory.Delete(directory, recursive: true);
        var factory = new WebApplicationFactory<MotionDbContext>().WithWebHostBuilder(host => (postgres is null ? host : host
                .UseSetting("Database:Provider", "PostgreSql")
                .UseSetting("ConnectionStrings:Motion", postgres))
            .UseEnvironment("Development")
            .UseUrls("http://127.0.0.1:0")
            .UseSetting("Motion:DataDirectory", directory)
            .ConfigureLogging(logging => logging.ClearProviders().AddConsole().SetMinimumLevel(LogLevel.Warning)));
        factory.UseKestrel();
        factory.StartServer();

        var app = new BenchApp(factory, directory);
        await using var database = await app.OpenDatabaseAsync();
        app.Account = await database.Accounts.AsNoTracking().SingleAsync(account => account.Type == AccountType.Meta);
        app.Credentials = (MetaCredentials)app.Services.GetRequiredService<CredentialVault>().Read(app.Account);
        return app;
    }

    public Task<MotionDbContext> OpenDatabaseAsync() => Services.GetRequiredService<IDbContextFactory<MotionDbContext>>().CreateDbContextAsync();

    /// <summary>Agents who are there for as long as the run takes, without a browser.</summary>
    public async Task SeatAgentsAsync()
    {
        await using var database = await OpenDatabaseAsync();
        foreach (var state in await database.AgentStates.ToListAsync())
        {
            state.Availability = AgentAvailability.Online;
            database.PresenceLeases.Add(new PresenceLease { Id = Guid.NewGuid(), UserId = state.UserId, NodeId = Guid.NewGuid(), BeatAt = TimeProvider.System.GetUtcNow().AddHours(1) });
        }
        await database.SaveChangesAsync();
    }

    /// <summary>All that was acknowledged is worked off.</summary>
    public async Task WorkedOffAsync()
    {
        await using var database = await OpenDatabaseAsync();
        while (await database.Inbox.AnyAsync(payload => payload.DoneAt == null))
            await Task.Delay(10);
    }

    public async ValueTask DisposeAsync()
    {
        await _factory.DisposeAsync();
        Microsoft.Data.Sqlite.SqliteConnection.ClearAllPools();
    }
}
