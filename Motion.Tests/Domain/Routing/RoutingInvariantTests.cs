using FsCheck;
using FsCheck.Fluent;
using Motion.Domain.Interactions;
using Motion.Domain.Queues;
using Motion.Domain.Routing;

namespace Motion.Tests.Domain.Routing;

/// <summary>Whatever happens, in whatever order: what must always hold after every step.</summary>
public sealed class RoutingInvariantTests
{
    private static readonly int[] Agents = [1, 2, 3, 4];

    [Theory]
    [InlineData(QueueStrategy.BeepAll)]
    [InlineData(QueueStrategy.RoundRobinMemory)]
    public void AnyHistory_KeepsTheInvariants(QueueStrategy strategy) =>
        Check.One(Config.QuickThrowOnFailure.WithMaxTest(2000), Prop.ForAll(Gen.ListOf(Steps()).ToArbitrary(), steps => Run(strategy, steps)));

    private static void Run(QueueStrategy strategy, IEnumerable<(int Kind, int Agent, int Seconds)> steps)
    {
        var world = new RoutingWorld().WithQueue(strategy, 1, 2, 3).WithAgentRow(4, 7).WithQueueRow(25).WithQueueRow(10).WithOnline(1, 2, 4);
        world.CustomerWrites();
        foreach (var (kind, agent, seconds) in steps)
        {
            var before = world.State;
            var refusal = Step(world, kind, agent, seconds);
            Hold(world, before, refusal, strategy);
        }
    }

    private static RoutingRefusal? Step(RoutingWorld world, int kind, int agent, int seconds)
    {
        world.Later(seconds);
        return kind switch
        {
            0 => world.CustomerWrites(),
            1 => world.Happens(RoutingEvent.Accepted(agent)),
            2 => world.Happens(RoutingEvent.Rejected(agent)),
            3 => world.Happens(RoutingEvent.OfferTimeEnded(agent, world.State.RoundNumber)),
            4 => world.Happens(RoutingEvent.RoundTimeEnded(world.State.RoundNumber)),
            5 => world.WithOnline(agent).Happens(RoutingEvent.BecameFree(agent)),
            6 => world.WithAway(agent).Happens(RoutingEvent.WentAway(agent)),
            7 => world.Happens(RoutingEvent.Took(agent)),
            8 => world.Happens(RoutingEvent.Answered(agent)),
            9 => world.Happens(RoutingEvent.Read(agent)),
            10 => world.Happens(RoutingEvent.RoundTimeEnded(world.State.RoundNumber - 1)),
            _ => agent == 3 ? world.Happens(RoutingEvent.Closed(agent, null)) : null,
        };
    }

    private static void Hold(RoutingWorld world, RoutingState before, RoutingRefusal? refusal, QueueStrategy strategy)
    {
        var state = world.State;
        if (refusal is not null)
            Assert.Same(before, state);
        Assert.True(state.OwnerId is null || state.Round is null, "An owned conversation asks nobody.");
        Assert.True(state.Status == InteractionStatus.Open || state.Round is null, "A closed conversation asks nobody.");
        Assert.True(state.RoundNumber >= before.RoundNumber, "Rounds only count up.");
        Assert.True(before.Status == InteractionStatus.Open || state.Status == InteractionStatus.Closed, "Nothing reopens.");
        if (state.Round is not { } round)
            return;
        Assert.Equal(round.Ringing.Count, round.Ringing.Select(offer => offer.UserId).Distinct().Count());
        Assert.DoesNotContain(round.Ringing, offer => round.Rejected.Contains(offer.UserId));
        Assert.All(round.Ringing, offer => Assert.True(offer.EndsAt <= round.EndsAt));
        if (strategy == QueueStrategy.RoundRobinMemory)
            Assert.True(round.Ringing.Count <= 1, "One at a time.");
        Assert.True((round.AgentId is null) != (round.QueueId is null), "A round asks an agent or a queue.");
    }

    private static Gen<(int Kind, int Agent, int Seconds)> Steps() =>
        from kind in Gen.Choose(0, 11)
        from agent in Gen.Elements(Agents)
        from seconds in Gen.Choose(0, 12)
        select (kind, agent, seconds);
}
