using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Logging.Abstractions;
using Motion.Blazor.Data;
using Motion.Blazor.Features.Desk;
using Motion.Blazor.Features.Desk.Work;
using Motion.Blazor.Pipeline;
using Motion.Domain.Interactions;
using Motion.Domain.Messaging;
using Motion.Domain.Queues;
using Motion.Tests.Support;

namespace Motion.Tests.Pipeline;

/// <summary>What agents do with an offer, on the real database.</summary>
[Trait("Database", "Any")]
public sealed class DeskWorkTests
{
    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Accept_ByAllAtOnce_ExactlyOneWinsAndTheOthersReadWho()
    {
        await using var world = await PipelineWorld.StartAsync(agents: 6);
        await world.PostAsync(world.Payload().Text("393331110001", "wamid.1", "Hello"));
        await world.AllDoneAsync();
        var id = await world.ReadAsync(database => database.Interactions.Select(i => i.Id).SingleAsync());
        var accept = world.Use<AcceptOffer>();

        var results = await Task.WhenAll(world.Agents.Select(agent => Task.Run(() => accept.HandleAsync(agent, id, Cancellation))));

        var winner = world.Agents[Array.FindIndex(results, result => result.IsDone)];
        Assert.Single(results, result => result.IsDone);
        Assert.All(results.Where(result => !result.IsDone), result => Assert.Equal((DeskRefusal.AlreadyTaken, winner), (result.Refusal!.Value, result.OwnerId!.Value)));
        Assert.Equal(0, await world.ReadAsync(database => database.Deadlines.CountAsync()));
        Assert.Equal(1, await world.ReadAsync(database => database.Offers.CountAsync(offer => offer.State == OfferState.Accepted)));
        Assert.Equal(5, await world.ReadAsync(database => database.Offers.CountAsync(offer => offer.Reason == WithdrawReason.TakenByOther)));
    }

    [Fact]
    public async Task Reject_RoundRobin_RingsTheNextAgent()
    {
        await using var world = await PipelineWorld.StartAsync(QueueStrategy.RoundRobinMemory);
        await world.PostAsync(world.Payload().Text("393331110001", "wamid.1", "Hello"));
        await world.AllDoneAsync();
        var id = await world.ReadAsync(database => database.Interactions.Select(i => i.Id).SingleAsync());
        Assert.Equal([world.Agents[0]], await RingingAsync(world));

        Assert.True((await world.Use<RejectOffer>().HandleAsync(world.Agents[0], id, Cancellation)).IsDone);

        Assert.Equal([world.Agents[1]], await RingingAsync(world));
    }

    [Fact]
    public async Task Offer_NotAnswered_GoesToTheNextByItsDueTimeAndEndsUnassigned()
    {
        await using var world = await PipelineWorld.StartAsync(QueueStrategy.RoundRobinMemory, agentSeconds: 1, queueSeconds: 2);

        await world.PostAsync(world.Payload().Text("393331110001", "wamid.1", "Hello"));

        await world.EventuallyAsync(database => database.Offers.Where(offer => offer.State == OfferState.Ringing).Select(offer => offer.UserId).FirstOrDefaultAsync(), world.Agents[1]);
        await world.EventuallyAsync(database => database.Interactions.CountAsync(i => i.Stage == null && i.OwnerId == null), 1);
        Assert.Equal(0, await world.ReadAsync(database => database.Deadlines.CountAsync()));
        Assert.Contains(TimelineKind.PlanEnded, await world.ReadAsync(database => database.Timeline.Select(entry => entry.Kind).ToListAsync()));
    }

    [Fact]
    public async Task Offer_RunningOverARestart_EndsByItsDueTime()
    {
        await using var world = await PipelineWorld.StartAsync(queueSeconds: 3);
        await world.PostAsync(world.Payload().Text("393331110001", "wamid.1", "Hello"));
        await world.AllDoneAsync();
        Assert.Equal(2, (await RingingAsync(world)).Count);

        await world.RestartAsync();

        await world.EventuallyAsync(database => database.Interactions.CountAsync(i => i.Stage == null && i.OwnerId == null), 1);
        Assert.Equal([OfferState.TimedOut, OfferState.TimedOut], await world.ReadAsync(database => database.Offers.Select(offer => offer.State).ToListAsync()));
        Assert.Equal(1, await world.ReadAsync(database => database.Timeline.CountAsync(entry => entry.Kind == TimelineKind.RoundTimedOut)));
    }

    [Fact]
    public async Task SilentRound_AgentWhoCameOnlineUnnoticed_IsRungAtTheSecondLook()
    {
        await using var world = await PipelineWorld.StartAsync(agents: 1, online: false);
        var id = await WaitingForOneWhoCameUnnoticedAsync(world);

        world.Use<SilentRoundSignal>().LookAgainAt(id);

        await world.EventuallyAsync(database => database.Offers.CountAsync(offer => offer.State == OfferState.Ringing), 1);
    }

    [Fact]
    public async Task SilentRound_DatabaseAwayAtTheSecondLook_IsLookedAtWhenItIsBack()
    {
        await using var world = await PipelineWorld.StartAsync(agents: 1, online: false);
        var id = await WaitingForOneWhoCameUnnoticedAsync(world);
        var signal = new SilentRoundSignal();
        using var service = new SilentRoundService(
            new AwayOnce(world.Use<IDbContextFactory<MotionDbContext>>()), signal, world.Use<RoutingRunner>(), TimeProvider.System, NullLogger<SilentRoundService>.Instance);
        await service.StartAsync(Cancellation);

        signal.LookAgainAt(id);
        signal.LookAgainAt(id);

        await world.EventuallyAsync(database => database.Offers.CountAsync(offer => offer.State == OfferState.Ringing), 1);
        Assert.False(service.ExecuteTask!.IsFaulted, "The application would stop.");
        await service.StopAsync(Cancellation);
    }

    [Fact]
    public async Task Agent_NotOfTheAccount_MayDoNothing()
    {
        await using var world = await PipelineWorld.StartAsync();
        var id = await world.ConversationAsync();
        const int stranger = 999_999;

        Assert.Equal(DeskRefusal.NotMember, (await world.Use<TakeInteraction>().HandleAsync(stranger, id, Cancellation)).Refusal);
        Assert.Equal(DeskRefusal.NotMember, (await world.Use<CloseInteraction>().HandleAsync(stranger, id, null, Cancellation)).Refusal);
        Assert.Equal(DeskRefusal.NotMember,
            (await world.Use<SendMessage>().HandleAsync(stranger, id, new TextContent("Hi"), Guid.NewGuid(), null, Cancellation)).Refusal);
    }

    [Fact]
    public async Task Message_OutsideTheWindow_IsRefusedByTheServer()
    {
        await using var world = await PipelineWorld.StartAsync();
        var id = await world.ConversationAsync();
        await using (var database = await world.App.OpenDatabaseAsync())
            await database.Interactions.ExecuteUpdateAsync(row => row.SetProperty(i => i.LastInboundAt, TimeProvider.System.GetUtcNow().AddHours(-25)), Cancellation);

        var result = await world.Use<SendMessage>().HandleAsync(world.Agents[0], id, new TextContent("Too late"), Guid.NewGuid(), null, Cancellation);

        Assert.Equal(DeskRefusal.OutsideWindow, result.Refusal);
        Assert.Empty(world.Sends);
    }

    [Fact]
    public async Task Message_SentTwiceWithOneKey_LeavesOnce()
    {
        await using var world = await PipelineWorld.StartAsync();
        var id = await world.ConversationAsync();
        var key = Guid.NewGuid();
        var send = world.Use<SendMessage>();

        var results = await Task.WhenAll(Enumerable.Range(0, 4).Select(_ => Task.Run(() => send.HandleAsync(world.Agents[0], id, new TextContent("Once"), key, null, Cancellation))));

        Assert.Single(results.Select(result => result.MessageId).Distinct());
        await world.EventuallyAsync(database => database.Messages.CountAsync(message => message.Status == DeliveryStatus.Sent), 1);
        Assert.Single(world.Sends);
    }

    private static Task<List<int>> RingingAsync(PipelineWorld world) =>
        world.ReadAsync(database => database.Offers.Where(offer => offer.State == OfferState.Ringing).Select(offer => offer.UserId).ToListAsync());

    private static async Task<long> WaitingForOneWhoCameUnnoticedAsync(PipelineWorld world)
    {
        await world.PostAsync(world.Payload().Text("393331110001", "wamid.1", "Hello"));
        await world.AllDoneAsync();
        var id = await world.ReadAsync(database => database.Interactions.Where(i => i.Stage != null).Select(i => i.Id).SingleAsync());
        Assert.Empty(await RingingAsync(world));
        await using var database = await world.App.OpenDatabaseAsync();
        database.PresenceLeases.Add(new() { Id = Guid.NewGuid(), UserId = world.Agents[0], NodeId = Guid.NewGuid(), BeatAt = TimeProvider.System.GetUtcNow() });
        await database.SaveChangesAsync(Cancellation);
        return id;
    }

    /// <summary>A database that cannot be reached the first time it is asked for.</summary>
    private sealed class AwayOnce(IDbContextFactory<MotionDbContext> databases) : IDbContextFactory<MotionDbContext>
    {
        private bool _wasAway;

        public MotionDbContext CreateDbContext()
        {
            if (_wasAway)
                return databases.CreateDbContext();
            _wasAway = true;
            throw new IOException("The database is away.");
        }
    }
}
