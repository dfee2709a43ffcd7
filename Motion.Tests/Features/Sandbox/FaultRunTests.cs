using System.Collections.Concurrent;
using System.Net;
using System.Net.Http.Json;
using System.Net.Sockets;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Motion.Blazor.Features.Desk.Work;
using Motion.Blazor.Features.Sandbox;
using Motion.Blazor.Realtime;
using Motion.Domain.Messaging;
using Motion.Providers;
using Motion.Providers.Sandbox;
using Motion.Tests.Support;

namespace Motion.Tests.Features.Sandbox;

/// <summary>Two hundred answers while the provider fails in every way it can (providers.md 8.2 and 8.5).</summary>
public sealed class FaultRunTests
{
    private const int Customers = 20;
    private const int MessagesEach = 10;
    private const int LostSends = 8;
    private const int RefusedConnections = 3;

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData("SUP", "130429")]
    [InlineData("SAL", "63018")]
    [InlineData("SINCH", "RATE_LIMITED")]
    [InlineData("KAL1", "130429")]
    public async Task EveryAnswer_EndsInTheRightState_NoneTwice_AndNoTickGoesBack(string key, string heldBackCode)
    {
        var line = new BrokenLine();
        await using var app = await MotionApp.StartAsync("Development", services: services => services.Replace(
            ServiceDescriptor.Singleton<IProviderEndpoints>(found => line.Before(ActivatorUtilities.CreateInstance<SandboxProviderEndpoints>(found)))));
        await FurtherAccounts.AddAsync(app, key);
        await using var database = await app.OpenDatabaseAsync();
        var account = await database.Accounts.SingleAsync(candidate => candidate.Key == key, Cancellation);
        var agent = await database.AccountAgents.Where(member => member.AccountId == account.Id).Select(member => member.UserId).FirstAsync(Cancellation);
        _ = await database.PlanRows.ExecuteDeleteAsync(Cancellation);
        app.Services.GetRequiredService<ConfigurationChanges>().Publish();
        var interactions = await BeginAsync(app, account.Id, agent);
        AskForFaults(app, account.Id, heldBackCode);
        line.Break(RefusedConnections);
        using var done = CancellationTokenSource.CreateLinkedTokenSource(Cancellation);
        var watching = WatchTicksAsync(app, account.Id, done.Token);

        var texts = await AnswerAllAsync(app, agent, interactions);

        await Eventually.IsAsync(async () =>
        {
            await using var now = await app.OpenDatabaseAsync();
            return await now.Messages.Where(m => m.AccountId == account.Id && m.Direction == MessageDirection.Out
                    && m.Status != DeliveryStatus.Read && m.Status != DeliveryStatus.OutcomeUnknown)
                .Select(m => new { m.Id, m.Status, m.WasResent, m.ProviderMessageId, m.EarlierProviderMessageId, m.FailureDetail }).ToListAsync(Cancellation);
        }, waiting => waiting.Count == 0, TimeSpan.FromMinutes(1.5));
        await done.CancelAsync();
        Assert.Empty(await watching);
        Assert.True(line.IsWhole, "Not every connection that was to be refused was tried.");

        var ended = await database.Messages.AsNoTracking().Where(m => texts.Keys.Contains(m.Id)).ToDictionaryAsync(m => m.Id, m => m.Status, Cancellation);
        Assert.Equal(LostSends, ended.Count(message => message.Value == DeliveryStatus.OutcomeUnknown));
        Assert.Equal(0, await database.Outbox.CountAsync(Cancellation));
        var onPhones = TextsOnPhones(app, account.Id);
        Assert.All(ended, message => Assert.Equal(message.Value == DeliveryStatus.Read ? 1 : 0, onPhones.GetValueOrDefault(texts[message.Key])));
        Assert.Equal(Customers * MessagesEach - LostSends, onPhones.Values.Sum());
    }

    private static async Task<List<long>> BeginAsync(MotionApp app, int accountId, int agent)
    {
        using var browser = app.Browser();
        var interactions = new List<long>();
        for (var i = 0; i < Customers; i++)
        {
            var customer = $"120255501{i:00}";
            using var written = await browser.PostAsJsonAsync("/sandbox/phone/messages", new { accountId, from = customer, text = "Hello" }, Cancellation);
            using var reads = await browser.PutAsJsonAsync("/sandbox/phone/conversations", new { accountId, customer, autoRead = true }, Cancellation);
        }
        await using var database = await app.OpenDatabaseAsync();
        _ = await Eventually.IsAsync(() => database.Interactions.CountAsync(i => i.AccountId == accountId, Cancellation), Customers);
        foreach (var id in await database.Interactions.Where(i => i.AccountId == accountId).Select(i => i.Id).ToListAsync(Cancellation))
        {
            _ = await Eventually.IsAsync(() => app.Services.GetRequiredService<TakeInteraction>().HandleAsync(agent, id, Cancellation), taken => taken.IsDone);
            interactions.Add(id);
        }
        return interactions;
    }

    private static void AskForFaults(MotionApp app, int accountId, string heldBackCode)
    {
        var faults = app.Services.GetRequiredService<SandboxFaults>();
        faults.Set(accountId, new SandboxFault(SandboxFaultKind.RateLimit, Times: 4, Seconds: 1));
        faults.Set(accountId, new SandboxFault(SandboxFaultKind.ServerError, Times: LostSends));
        faults.Set(accountId, new SandboxFault(SandboxFaultKind.TimeOut, Times: 2));
        faults.Set(accountId, new SandboxFault(SandboxFaultKind.Failed, Times: 5, Code: heldBackCode));
        faults.Set(accountId, new SandboxFault(SandboxFaultKind.EarlyStatus, Times: 20));
        faults.Set(accountId, new SandboxFault(SandboxFaultKind.Duplicate, Times: 60));
        faults.Set(accountId, new SandboxFault(SandboxFaultKind.Reorder, Times: 40));
        faults.Set(accountId, new SandboxFault(SandboxFaultKind.Delay, Times: 10, Seconds: 2));
    }

    private static async Task<ConcurrentDictionary<long, string>> AnswerAllAsync(MotionApp app, int agent, List<long> interactions)
    {
        var texts = new ConcurrentDictionary<long, string>();
        await Parallel.ForEachAsync(interactions, Cancellation, async (interaction, cancellation) =>
        {
            for (var i = 0; i < MessagesEach; i++)
            {
                var text = $"answer {i} of {interaction}";
                var result = await app.Services.GetRequiredService<SendMessage>()
                    .HandleAsync(agent, interaction, new TextContent(text), Guid.NewGuid(), null, cancellation);
                Assert.True(result.IsDone, $"{result.Refusal}");
                texts[result.MessageId!.Value] = text;
            }
        });
        return texts;
    }

    /// <summary>Looks at all ticks again and again; gives back those that went backwards other than to be sent anew.</summary>
    private static async Task<List<string>> WatchTicksAsync(MotionApp app, int accountId, CancellationToken done)
    {
        var seen = new Dictionary<long, DeliveryStatus?>();
        var backwards = new List<string>();
        while (!done.IsCancellationRequested)
        {
            await using var database = await app.OpenDatabaseAsync();
            foreach (var message in await database.Messages.Where(m => m.AccountId == accountId && m.Direction == MessageDirection.Out)
                .Select(m => new { m.Id, m.Status, m.WasResent }).ToListAsync(CancellationToken.None))
            {
                if (seen.TryGetValue(message.Id, out var before) && !message.WasResent && DeliveryLattice.Join(before!.Value, message.Status!.Value) != message.Status)
                    backwards.Add($"{message.Id}: {before} to {message.Status}");
                seen[message.Id] = message.Status;
            }
            await Task.Delay(50, CancellationToken.None);
        }
        return backwards;
    }

    /// <summary>The next calls of a provider's interface go to a port where nobody listens.</summary>
    private sealed class BrokenLine : IProviderEndpoints
    {
        private static readonly Uri Nobody = new($"http://127.0.0.1:{FreePort()}");
        private IProviderEndpoints? _real;
        private int _left;

        public bool IsWhole => Volatile.Read(ref _left) <= 0;

        public BrokenLine Before(IProviderEndpoints real)
        {
            _real = real;
            return this;
        }

        public void Break(int calls) => Volatile.Write(ref _left, calls);

        public Uri For(ProviderHost host, string? own = null) =>
            host is ProviderHost.MetaGraph or ProviderHost.TwilioApi or ProviderHost.SinchApi or ProviderHost.KaleyraApi && Interlocked.Decrement(ref _left) >= 0
                ? Nobody
                : _real!.For(host, own);

        private static int FreePort()
        {
            using var listener = new TcpListener(IPAddress.Loopback, 0);
            listener.Start();
            return ((IPEndPoint)listener.LocalEndpoint).Port;
        }
    }

    private static Dictionary<string, int> TextsOnPhones(MotionApp app, int accountId)
    {
        var phones = app.Services.GetRequiredService<SandboxPhones>();
        return phones.List(accountId).Select(conversation => phones.Find(accountId, conversation.Customer.Key)!)
            .SelectMany(conversation => conversation.Messages)
            .Where(message => !message.FromCustomer && message.Status != DeliveryStatus.Failed)
            .GroupBy(message => message.Content.Summary)
            .ToDictionary(same => same.Key, same => same.Count());
    }
}
