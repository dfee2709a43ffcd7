using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Motion.Blazor.Data;
using Motion.Blazor.Features.Accounts;
using Motion.Blazor.Features.Desk.Work;
using Motion.Blazor.Identity;
using Motion.Blazor.Realtime;
using Motion.Domain.Accounts;
using Motion.Domain.Agents;
using Motion.Domain.Contacts;
using Motion.Domain.Interactions;
using Motion.Domain.Queues;
using Motion.Domain.Routing;
using Motion.Tests.Support;

namespace Motion.Tests.Pipeline;

/// <summary>The real application with one Meta account whose provider is a fake on loopback, a queue, and agents at their desks.</summary>
internal sealed class PipelineWorld : IAsyncDisposable
{
    public const string AppSecret = "app-secret-for-tests";
    public const string PhoneNumberId = "106540352242922";
    public const string Token = "proxy-token-for-tests";
    public const string Customer = "393331112222";
    private const string SendPath = $"/{PhoneNumberId}/messages";

    private PipelineWorld(MotionApp app, FakeProviderServer provider) => (App, Provider) = (app, provider);

    public MotionApp App { get; private set; }
    public FakeProviderServer Provider { get; }
    public int AccountId { get; private set; }
    public int QueueId { get; private set; }
    public List<int> Agents { get; } = [];
    public HttpClient Client { get; private set; } = null!;
    public string NotifyPath => $"/api/whatsapp/accounts/{AccountId}/notify?token={Token}";

    public static async Task<PipelineWorld> StartAsync(
        QueueStrategy strategy = QueueStrategy.BeepAll, int agents = 2, int queueSeconds = 60, int agentSeconds = 15, bool online = true, TimeProvider? clock = null)
    {
        var provider = await FakeProviderServer.StartAsync();
        var app = await MotionApp.StartAsync(settings: Settings(provider), services: clock is null ? null : services => services.AddSingleton(clock));
        var world = new PipelineWorld(app, provider);
        world.Client = new HttpClient { BaseAddress = world.App.Address };
        await world.FillAsync(strategy, agents, queueSeconds, agentSeconds, online);
        world.TakesSends();
        return world;
    }

    /// <summary>The provider takes every send under a new id.</summary>
    public void TakesSends()
    {
        var count = 0;
        Provider.On("POST", SendPath, context => Replies.Json(200, $$"""{"messages":[{"id":"wamid.out{{Interlocked.Increment(ref count)}}"}]}""")(context));
    }

    public void AnswersSendsWith(params Reply[] replies) => Provider.On("POST", SendPath, replies);

    public IEnumerable<RecordedRequest> Sends => Provider.Requests.Where(request => request.Path == SendPath);

    public MetaPayload Payload() => new(PhoneNumberId);

    public Task<HttpResponseMessage> PostAsync(MetaPayload payload) => PostAsync(payload.Json());

    public Task<HttpResponseMessage> PostAsync(string json, string secret = AppSecret) =>
        Client.PostAsync(NotifyPath, MetaPayload.Signed(json, secret), TestContext.Current.CancellationToken);

    public Task<HttpResponseMessage> PostToAsync(string path, MetaPayload payload) =>
        Client.PostAsync(path, MetaPayload.Signed(payload.Json(), AppSecret), TestContext.Current.CancellationToken);

    public async Task<T> ReadAsync<T>(Func<MotionDbContext, Task<T>> read)
    {
        await using var database = await App.OpenDatabaseAsync();
        return await read(database);
    }

    public Task<T> EventuallyAsync<T>(Func<MotionDbContext, Task<T>> read, T expected) => Eventually.IsAsync(() => ReadAsync(read), expected);

    public Task AllDoneAsync() => EventuallyAsync(database => database.Inbox.CountAsync(payload => payload.DoneAt == null), 0);

    public TUseCase Use<TUseCase>() where TUseCase : notnull => App.Services.GetRequiredService<TUseCase>();

    /// <summary>One customer's message, accepted by the first agent.</summary>
    public async Task<long> ConversationAsync(string customer = Customer)
    {
        (await PostAsync(Payload().Text(customer, $"wamid.{Guid.NewGuid():N}", "Hello"))).EnsureSuccessStatusCode();
        await AllDoneAsync();
        var id = await ReadAsync(database => database.Interactions.Where(i => i.CustomerIdentity == customer).Select(i => i.Id).SingleAsync());
        Assert.True((await Use<AcceptOffer>().HandleAsync(Agents[0], id, TestContext.Current.CancellationToken)).IsDone);
        return id;
    }

    /// <summary>Changes the configuration and has it read again.</summary>
    public async Task ConfigureAsync(Func<MotionDbContext, Account, Task> change)
    {
        await using var database = await App.OpenDatabaseAsync();
        await change(database, await database.Accounts.SingleAsync(account => account.Id == AccountId));
        await database.SaveChangesAsync();
        App.Services.GetRequiredService<ConfigurationChanges>().Publish();
    }

    /// <summary>Replaces the plan.</summary>
    public Task PlanAsync(params PlanRow[] rows) => ConfigureAsync((database, account) =>
    {
        database.PlanRows.RemoveRange(database.PlanRows.Where(row => row.AccountId == account.Id));
        foreach (var (index, row) in rows.Index())
        {
            (row.AccountId, row.Position) = (account.Id, index + 1);
            database.PlanRows.Add(row);
        }
        return Task.CompletedTask;
    });

    /// <summary>One customer's text, worked off.</summary>
    public async Task CustomerWritesAsync(string text = "Hello", string customer = Customer)
    {
        (await PostAsync(Payload().Text(customer, $"wamid.{Guid.NewGuid():N}", text))).EnsureSuccessStatusCode();
        await AllDoneAsync();
    }

    /// <summary>Who is rung now.</summary>
    public Task<List<int>> RingingAsync() => ReadAsync(database => database.Offers
        .Where(offer => offer.State == OfferState.Ringing).OrderBy(offer => offer.UserId).Select(offer => offer.UserId).ToListAsync());

    /// <summary>The latest interaction.</summary>
    public Task<Interaction> LatestAsync() => ReadAsync(database => database.Interactions.AsNoTracking().OrderByDescending(i => i.Id).FirstAsync());

    public Task<List<TimelineKind>> TimelineAsync(long interactionId) => ReadAsync(database => database.Timeline
        .Where(entry => entry.InteractionId == interactionId).OrderBy(entry => entry.Id).Select(entry => entry.Kind).ToListAsync());

    /// <summary>The same account at another provider.</summary>
    public async Task MoveToAsync(ProviderCredentials credentials)
    {
        await using var database = await App.OpenDatabaseAsync();
        var account = await database.Accounts.SingleAsync(account => account.Id == AccountId);
        account.Type = credentials.Type;
        account.ProtectedCredentials = App.Services.GetRequiredService<CredentialVault>().Protect(credentials);
        await database.SaveChangesAsync();
        App.Services.GetRequiredService<ConfigurationChanges>().Publish();
    }

    /// <summary>Stops the application and starts it again on the same data.</summary>
    public async Task RestartAsync()
    {
        var before = App;
        await before.StopAsync();
        App = await MotionApp.StartAsync(settings: Settings(Provider), continueFrom: before);
        Client.Dispose();
        Client = new HttpClient { BaseAddress = App.Address };
    }

    private static Dictionary<string, string?> Settings(FakeProviderServer provider) => new(StringComparer.Ordinal)
    {
        ["Providers:Meta:BaseUrl"] = provider.Address.ToString(),
        ["Providers:Sinch:BaseUrl"] = provider.Address.ToString(),
        // HTTP request rows may then ask this machine.
        ["Sandbox:Enabled"] = "true",
        ["Providers:AwsTranslate:BaseUrl"] = provider.Address.ToString(),
        ["Providers:GoogleTranslate:BaseUrl"] = provider.Address.ToString(),
        ["Providers:Vidaoo:BaseUrl"] = provider.Address.ToString(),
    };

    private async Task FillAsync(QueueStrategy strategy, int agents, int queueSeconds, int agentSeconds, bool online)
    {
        await using var database = await App.OpenDatabaseAsync();
        var now = TimeProvider.System.GetUtcNow();
        var list = new ContactList { Name = "Customers of the test" };
        var queue = new Queue { Name = "Support", Strategy = strategy, AgentTimeout = agentSeconds };
        database.AddRange(list, queue);
        var people = Enumerable.Range(1, agents).Select(number => new MotionUser { UserName = $"agent{number}@test.local", FullName = $"Agent {number}" }).ToList();
        database.AddRange(people);
        await database.SaveChangesAsync();

        var account = new Account
        {
            Name = "Support line",
            Key = "SUP",
            ContactListId = list.Id,
            Domain = "care.test",
            Type = AccountType.Meta,
            Phone = "15550783881",
            ProxyToken = Token,
            CreatedAt = now,
            ProtectedCredentials = App.Services.GetRequiredService<CredentialVault>().Protect(
                new MetaCredentials("102290129340398", "meta-token", "app", PhoneNumberId, AppSecret, "verify-me")),
        };
        database.Add(account);
        await database.SaveChangesAsync();
        (AccountId, QueueId) = (account.Id, queue.Id);
        Agents.AddRange(people.Select(person => person.Id));
        foreach (var (id, position) in Agents.Select((id, position) => (id, position)))
        {
            database.AddRange(
                new AccountAgent { AccountId = account.Id, UserId = id },
                new QueueMember { QueueId = queue.Id, UserId = id, Position = position },
                new AgentState { UserId = id, Availability = AgentAvailability.Online, Since = now });
            if (online)
                database.Add(new PresenceLease { Id = Guid.NewGuid(), UserId = id, NodeId = Guid.NewGuid(), BeatAt = now.AddHours(1) });
        }
        database.Add(new PlanRow { AccountId = account.Id, Position = 0, Application = PlanApplication.Queue, QueueId = queue.Id, Timeout = queueSeconds });
        await database.SaveChangesAsync();
        App.Services.GetRequiredService<ConfigurationChanges>().Publish();
    }

    public async ValueTask DisposeAsync()
    {
        Client.Dispose();
        await App.DisposeAsync();
        await Provider.DisposeAsync();
    }
}
