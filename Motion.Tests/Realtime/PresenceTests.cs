using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Motion.Blazor.Features.Desk.Availability;
using Motion.Blazor.Pipeline;
using Motion.Blazor.Realtime;
using Motion.Domain.Agents;
using Motion.Domain.Interactions;
using Motion.Domain.Routing;
using Motion.Tests.Features.Desk;

namespace Motion.Tests.Realtime;

public sealed class PresenceTests
{
    private static readonly CancellationToken Cancellation = TestContext.Current.CancellationToken;

    [Fact]
    public async Task Agent_OneOfTwoTabsCloses_IsStillPresent()
    {
        await using var world = await DeskWorld.StartAsync();
        var leases = world.Get<PresenceLeases>();
        var (first, second) = (Guid.NewGuid(), Guid.NewGuid());
        await leases.HoldAsync(first, world.AgentId, Cancellation);
        await leases.HoldAsync(second, world.AgentId, Cancellation);

        await leases.EndAsync(first, Cancellation);

        Assert.Equal(1, await LiveAsync(world));
    }

    [Fact]
    public async Task Lease_HeldByThePageAndTheHeartbeatAtOnce_IsThereOnce()
    {
        await using var world = await DeskWorld.StartAsync();
        var leases = world.Get<PresenceLeases>();

        for (var round = 1; round <= 20; round++)
        {
            var page = Guid.NewGuid();
            await Task.WhenAll(Enumerable.Range(0, 4).Select(_ => Task.Run(() => leases.HoldAsync(page, world.AgentId, Cancellation), Cancellation)));
            Assert.Equal(round, await LiveAsync(world));
        }
    }

    [Fact]
    public async Task Agent_BeatGoesOn_StaysPresentPastTheLifetime()
    {
        await using var world = await DeskWorld.StartAsync();
        var leases = world.Get<PresenceLeases>();
        await leases.HoldAsync(Guid.NewGuid(), world.AgentId, Cancellation);

        for (var beat = 0; beat < 6; beat++)
        {
            world.Clock.Advance(PresenceTimes.Heartbeat);
            await leases.BeatAsync(Cancellation);
        }

        Assert.Equal(1, await LiveAsync(world));
    }

    [Fact]
    public async Task Agent_LastTabCloses_HisOfferIsTakenBack()
    {
        await using var world = await DeskWorld.StartAsync();
        var leases = world.Get<PresenceLeases>();
        var lease = Guid.NewGuid();
        await leases.HoldAsync(lease, world.AgentId, Cancellation);
        var interactionId = await RingAsync(world);

        await leases.EndAsync(lease, Cancellation);

        var offer = await world.ReadAsync(database => database.Offers.SingleAsync(o => o.InteractionId == interactionId, Cancellation));
        Assert.Equal((OfferState.Withdrawn, WithdrawReason.AgentUnavailable), (offer.State, offer.Reason));
    }

    [Fact]
    public async Task Agent_ConnectionComesBack_IsRungAgain()
    {
        await using var world = await DeskWorld.StartAsync();
        var leases = world.Get<PresenceLeases>();
        var lease = Guid.NewGuid();
        await leases.HoldAsync(lease, world.AgentId, Cancellation);
        var interactionId = await RingAsync(world);
        await leases.EndAsync(lease, Cancellation);

        await leases.HoldAsync(lease, world.AgentId, Cancellation);

        Assert.Equal(1, await RingingAsync(world, interactionId));
        Assert.Equal(1, await LiveAsync(world));
    }

    [Fact]
    public async Task Node_StopsBeating_AnotherOneEndsItsLeasesAndTakesTheOffersBack()
    {
        await using var world = await DeskWorld.StartAsync();
        var dead = ActivatorUtilities.CreateInstance<PresenceLeases>(world.Services);
        await dead.HoldAsync(Guid.NewGuid(), world.AgentId, Cancellation);
        var interactionId = await RingAsync(world);
        var alive = world.Get<PresenceLeases>();

        world.Clock.Advance(PresenceTimes.LeaseLifetime);
        await alive.BeatAsync(Cancellation);

        Assert.Equal(0, await LiveAsync(world));
        Assert.Equal(0, await RingingAsync(world, interactionId));
    }

    [Fact]
    public async Task Node_StartedAfterAllWereDown_LetsTheOffersGoOnUntilTheAgentsCanBeBack()
    {
        await using var world = await DeskWorld.StartAsync();
        await ActivatorUtilities.CreateInstance<PresenceLeases>(world.Services).HoldAsync(Guid.NewGuid(), world.AgentId, Cancellation);
        var interactionId = await RingAsync(world);
        world.Clock.Advance(PresenceTimes.LeaseLifetime);
        var restarted = ActivatorUtilities.CreateInstance<PresenceLeases>(world.Services);

        await restarted.BeatAsync(Cancellation);
        Assert.Equal(1, await RingingAsync(world, interactionId));

        world.Clock.Advance(PresenceTimes.LeaseLifetime);
        await restarted.BeatAsync(Cancellation);
        Assert.Equal(0, await RingingAsync(world, interactionId));
    }

    [Fact]
    public async Task Node_StoodStillAndLostItsLeases_PutsThemBackWithTheNextBeat()
    {
        await using var world = await DeskWorld.StartAsync();
        var asleep = ActivatorUtilities.CreateInstance<PresenceLeases>(world.Services);
        await asleep.HoldAsync(Guid.NewGuid(), world.AgentId, Cancellation);
        world.Clock.Advance(PresenceTimes.LeaseLifetime);
        await world.Get<PresenceLeases>().BeatAsync(Cancellation);

        await asleep.BeatAsync(Cancellation);

        Assert.Equal(1, await LiveAsync(world));
    }

    [Theory]
    [InlineData(59, AgentAvailability.Online)]
    [InlineData(60, AgentAvailability.Offline)]
    public async Task Agent_GoneForSeconds_IsSignedOffAfterTheGrace(int seconds, AgentAvailability expected)
    {
        await using var world = await DeskWorld.StartAsync();
        var leases = world.Get<PresenceLeases>();
        var lease = Guid.NewGuid();
        await leases.HoldAsync(lease, world.AgentId, Cancellation);
        await leases.EndAsync(lease, Cancellation);

        world.Clock.Advance(TimeSpan.FromSeconds(seconds));
        await leases.BeatAsync(Cancellation);
        _ = await world.Get<SignOffLostAgents>().HandleAsync(Cancellation);

        Assert.Equal(expected, (await StateAsync(world, world.AgentId)).Availability);
    }

    [Fact]
    public async Task Agent_NeverAtHisDesk_IsNotSignedOff()
    {
        await using var world = await DeskWorld.StartAsync();
        world.Clock.Advance(TimeSpan.FromHours(2));

        Assert.Equal(0, await world.Get<SignOffLostAgents>().HandleAsync(Cancellation));
    }

    [Fact]
    public async Task Agent_Pauses_StopsRingingAndKeepsTheReason()
    {
        await using var world = await DeskWorld.StartAsync();
        await world.Get<PresenceLeases>().HoldAsync(Guid.NewGuid(), world.AgentId, Cancellation);
        var interactionId = await RingAsync(world);
        var pauseId = await PauseAsync(world, "Lunch");

        var refusal = await world.Get<SetAvailability>().HandleAsync(world.AgentId, AgentAvailability.Paused, pauseId, Cancellation);

        Assert.Null(refusal);
        Assert.Equal(0, await RingingAsync(world, interactionId));
        Assert.Equal(pauseId, (await StateAsync(world, world.AgentId)).PauseId);
    }

    [Fact]
    public async Task Availability_PauseUnknownOrNoMember_IsRefused()
    {
        await using var world = await DeskWorld.StartAsync();
        var use = world.Get<SetAvailability>();

        Assert.Equal(AvailabilityRefusal.NoSuchPause, await use.HandleAsync(world.AgentId, AgentAvailability.Paused, 999, Cancellation));
        Assert.Equal(AvailabilityRefusal.NotMember, await use.HandleAsync(world.StrangerId, AgentAvailability.Online, null, Cancellation));
    }

    private static async Task<long> RingAsync(DeskWorld world)
    {
        var interactionId = await world.InteractionAsync();
        _ = await world.Get<RoutingRunner>().RunAsync(interactionId, RoutingEvent.CustomerWrote(DeskWorld.Start), Cancellation);
        Assert.Equal(1, await RingingAsync(world, interactionId));
        return interactionId;
    }

    private static Task<int> RingingAsync(DeskWorld world, long interactionId) => world.ReadAsync(database =>
        database.Offers.CountAsync(o => o.InteractionId == interactionId && o.State == OfferState.Ringing, Cancellation));

    private static Task<int> LiveAsync(DeskWorld world)
    {
        var aliveSince = world.Clock.GetUtcNow() - PresenceTimes.LeaseLifetime;
        return world.ReadAsync(database => database.PresenceLeases.CountAsync(lease => lease.UserId == world.AgentId && lease.BeatAt > aliveSince, Cancellation));
    }

    private static Task<AgentState> StateAsync(DeskWorld world, int userId) =>
        world.ReadAsync(database => database.AgentStates.AsNoTracking().SingleAsync(s => s.UserId == userId, Cancellation));

    private static async Task<int> PauseAsync(DeskWorld world, string name)
    {
        await using var database = await world.OpenAsync();
        var pause = new Pause { Name = name };
        database.Add(pause);
        await database.SaveChangesAsync(Cancellation);
        return pause.Id;
    }
}
