using System.Security.Claims;
using Bunit;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.DataProtection;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Motion.Blazor.Data;
using Motion.Blazor.Features.Accounts;
using Motion.Blazor.Features.Desk;
using Motion.Blazor.Features.Desk.Work;
using Motion.Blazor.Features.Templates;
using Motion.Blazor.Hosting;
using Motion.Blazor.Identity;
using Motion.Blazor.Pipeline;
using Motion.Blazor.Realtime;
using Motion.Domain.Accounts;
using Motion.Domain.Agents;
using Motion.Domain.Contacts;
using Motion.Domain.Interactions;
using Motion.Domain.Messaging;
using Motion.Domain.Queues;
using Motion.Domain.Routing;
using Motion.Tests.Support;

namespace Motion.Tests.Features.Desk;

/// <summary>The desk's services on a real SQLite file with a clock of the test's own; no web server, no background work.</summary>
internal sealed class DeskWorld : IAsyncDisposable
{
    public static readonly DateTimeOffset Start = new(2026, 3, 2, 9, 0, 0, TimeSpan.Zero);

    private readonly string _directory = Directory.CreateTempSubdirectory("motion-desk-").FullName;
    private int _messages;

    private DeskWorld()
    {
        var builder = WebApplication.CreateEmptyBuilder(new WebApplicationOptions());
        builder.AddMotionRealtime();
        builder.AddMotionPipeline();
        builder.AddMotionDeskWork();
        builder.AddMotionDesk();
        builder.AddMotionTemplates();
        builder.Services.AddLogging();
        builder.Services.AddLocalization();
        builder.Services.AddMotionDatabase(DatabaseProvider.Sqlite, $"Data Source={Path.Combine(_directory, "motion.db")}", new DataPaths(_directory));
        builder.Services.AddSingleton<TimeProvider>(Clock);
        builder.Services.AddSingleton<IDataProtectionProvider>(new EphemeralDataProtectionProvider());
        builder.Services.AddSingleton<CredentialVault>();
        builder.Services.AddScoped<CurrentUser>();
        Descriptors = builder.Services;
        Services = builder.Services.BuildServiceProvider();
    }

    public FakeClock Clock { get; } = new(Start);

    /// <summary>For a renderer with a container of its own.</summary>
    private IServiceCollection Descriptors { get; }

    public ServiceProvider Services { get; }

    public int AgentId { get; private set; }

    public int OtherAgentId { get; private set; }

    public int StrangerId { get; private set; }

    public int AccountId { get; private set; }

    public int QueueId { get; private set; }

    private int ListId { get; set; }

    /// <summary>Two online agents of one account and its queue, and one person who belongs to neither.</summary>
    public static async Task<DeskWorld> StartAsync()
    {
        var world = new DeskWorld();
        await using var database = await world.OpenAsync();
        await database.MigrateWithTextIndexAsync(Xunit.TestContext.Current.CancellationToken);
        var people = new[] { "Agent One", "Agent Two", "Agent Three" }.Select(name => new MotionUser { FullName = name, UserName = name }).ToArray();
        var list = new ContactList { Name = "Customers" };
        var queue = new Queue { Name = "Support desk" };
        database.AddRange([.. people, list, queue]);
        await database.SaveChangesAsync(Xunit.TestContext.Current.CancellationToken);
        var credentials = new MetaCredentials("1", "token", "2", "3", "secret", "verify");
        var account = new Account
        {
            Name = "Support",
            Key = "SUP",
            Type = AccountType.Meta,
            Phone = "15550100100",
            Domain = "localhost",
            ContactListId = list.Id,
            ProtectedCredentials = world.Get<CredentialVault>().Protect(credentials),
            ProxyToken = "proxy",
            CreatedAt = Start,
        };
        database.Add(account);
        await database.SaveChangesAsync(Xunit.TestContext.Current.CancellationToken);
        database.Add(new PlanRow { AccountId = account.Id, Position = 1, Application = PlanApplication.Queue, QueueId = queue.Id, Timeout = 600, Enabled = true });
        foreach (var agent in people[..2])
        {
            database.Add(new AccountAgent { AccountId = account.Id, UserId = agent.Id });
            database.Add(new QueueMember { QueueId = queue.Id, UserId = agent.Id });
            database.Add(new AgentState { UserId = agent.Id, Availability = AgentAvailability.Online, Since = Start.AddHours(-1) });
        }
        await database.SaveChangesAsync(Xunit.TestContext.Current.CancellationToken);
        (world.AgentId, world.OtherAgentId, world.StrangerId) = (people[0].Id, people[1].Id, people[2].Id);
        (world.AccountId, world.QueueId, world.ListId) = (account.Id, queue.Id, list.Id);
        return world;
    }

    public T Get<T>() where T : notnull => Services.GetRequiredService<T>();

    public Task<MotionDbContext> OpenAsync() =>
        Get<IDbContextFactory<MotionDbContext>>().CreateDbContextAsync(Xunit.TestContext.Current.CancellationToken);

    public async Task<T> ReadAsync<T>(Func<MotionDbContext, Task<T>> read)
    {
        await using var database = await OpenAsync();
        return await read(database);
    }

    public async Task<long> InteractionAsync(string firstName = "Anna", string lastName = "Rossi", int? ownerId = null)
    {
        await using var database = await OpenAsync();
        var phone = $"39333{Interlocked.Increment(ref _messages):D7}";
        var contact = new Contact { ListId = ListId, FirstName = firstName, LastName = lastName, Mobile = phone, Phone = phone, CreatedAt = Start };
        var interaction = new Interaction
        {
            AccountId = AccountId,
            Contact = contact,
            OwnerId = ownerId,
            CustomerIdentity = phone,
            StartedAt = Start,
            LastMessageAt = Start,
            LastInboundAt = Start,
        };
        database.Add(interaction);
        await database.SaveChangesAsync(Xunit.TestContext.Current.CancellationToken);
        return interaction.Id;
    }

    public async Task<long> MessageAsync(long interactionId, MessageContent content, Action<Message>? change = null)
    {
        await using var database = await OpenAsync();
        var message = new Message
        {
            InteractionId = interactionId,
            AccountId = AccountId,
            Direction = MessageDirection.In,
            Kind = content.Kind,
            Body = content.Summary,
            Content = System.Text.Json.JsonSerializer.Serialize(content),
            CreatedAt = Clock.GetUtcNow(),
            ProviderMessageId = $"wamid.{Interlocked.Increment(ref _messages)}",
        };
        change?.Invoke(message);
        database.Add(message);
        await database.SaveChangesAsync(Xunit.TestContext.Current.CancellationToken);
        return message.Id;
    }

    public static ClaimsPrincipal Person(int userId, string name) => new(new ClaimsIdentity(
        [new Claim(ClaimTypes.NameIdentifier, userId.ToString(System.Globalization.CultureInfo.InvariantCulture)), new Claim(MotionClaims.FullName, name)], "test"));

    /// <summary>The first agent's page.</summary>
    public BunitContext Page()
    {
        var page = new BunitContext { JSInterop = { Mode = JSRuntimeMode.Loose } };
        foreach (var descriptor in Descriptors)
            page.Services.Add(descriptor);
        page.JSInterop.SetupModule(_ => true);
        page.Services.GetRequiredService<CurrentUser>().Become(Person(AgentId, "Agent One"));
        return page;
    }

    public async ValueTask DisposeAsync()
    {
        await Services.DisposeAsync();
        Microsoft.Data.Sqlite.SqliteConnection.ClearAllPools();
        Directory.Delete(_directory, recursive: true);
    }
}
