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
    [InlineData(QueueStrategy.LeastRecent)]
    public void AnyHistory_KeepsTheInvariants(QueueStrategy strategy) =>
        Check.One(Config.QuickThrowOnFailure.WithMaxTest(2000), Prop.ForAll(Gen.ListOf(Steps()).ToArbitrary(), steps => Run(strategy, steps)));

    private static void Run(QueueStrategy strategy, IEnumerable<(int Kind, int Agent, int Seconds)> steps)
    {
        var world = new RoutingWorld().WithQueue(strategy, 1, 2, 3).WithAgentRow(4, 7).WithQueueRow(25)
            .WithRow(PlanApplication.AutoReply, step => step with { Text = "Soon", ReplyMode = AutoReplyMode.Always })
            .WithRow(PlanApplication.Http).WithQueueRow(10)
            .WithRow(PlanApplication.Assistant, step => step with { AssistantId = 1, Turns = 2 })
            .WithRow(PlanApplication.GoTo, step => step with { Target = 1 })
            .WithOnline(1, 2, 4);
        world.Account = new AccountFacts(
            TimeSpan.FromSeconds(5), TimeSpan.FromSeconds(5), TimeSpan.FromMinutes(1), TimeSpan.FromSeconds(8), TimeSpan.FromSeconds(8), MandatoryDisposition: true);
        world.CustomerWrites();
        foreach (var (kind, agent, seconds) in steps)
        {
            var before = world.State;
            var refusal = Step(world, kind, agent, seconds);
            Hold(world, before, refusal, strategy);
        }
        WaysOut(world);
    }

    private static RoutingRefusal? Step(RoutingWorld world, int kind, int agent, int seconds)
    {
        world.Later(seconds);
        world.OwnerIsThere = seconds % 2 == 0;
        var round = world.State.RoundNumber;
        return kind switch
        {
            0 => world.CustomerWrites(),
            1 => world.Happens(RoutingEvent.Accepted(agent)),
            2 => world.Happens(RoutingEvent.Rejected(agent)),
            3 => world.Happens(RoutingEvent.OfferTimeEnded(agent, round)),
            4 => world.Happens(RoutingEvent.RoundTimeEnded(round)),
            5 => world.WithOnline(agent).Happens(RoutingEvent.BecameFree(agent)),
            6 => world.WithAway(agent).Happens(RoutingEvent.WentAway(agent)),
            7 => world.Happens(RoutingEvent.Took(agent)),
            8 => world.Happens(RoutingEvent.Answered(agent)),
            9 => world.Happens(RoutingEvent.Read(agent)),
            10 => world.Happens(RoutingEvent.RoundTimeEnded(round - 1)),
            11 => world.Happens(RoutingEvent.TransferredToAgent(agent, (agent % 4) + 1)),
            12 => world.Happens(RoutingEvent.TransferredToQueue(agent, RoutingWorld.Support)),
            13 => world.Happens(RoutingEvent.OwnerLeft(agent)),
            14 => world.Happens(RoutingEvent.AssistantAnswered(round, "Yes?", handsOver: agent == 1)),
            15 => world.Happens(RoutingEvent.HttpAnswered(round, [1], "", agent)),
            16 => world.Happens(RoutingEvent.HttpFailed(round, "HTTP 500")),
            17 => world.Happens(RoutingEvent.AssistantFailed(round, "TimedOut")),
            18 => world.Happens(RoutingEvent.InactivityTimeEnded()),
            19 => world.Happens(RoutingEvent.Closed(agent, null)),
            20 => agent == 3 ? world.Happens(RoutingEvent.Closed(agent, "Solved")) : null,
            _ => agent == 3 ? world.Happens(RoutingEvent.ClosedFromOutside(0, "Solved")) : null,
        };
    }

    private static void Hold(RoutingWorld world, RoutingState before, RoutingRefusal? refusal, QueueStrategy strategy)
    {
        var state = world.State;
        if (refusal is not null)
            Assert.Same(before, state);
        Assert.True(state.Status == InteractionStatus.Open || state.Round is null, "A closed conversation asks nobody.");
        Assert.True(state.RoundNumber >= before.RoundNumber, "Rounds only count up.");
        Assert.True(before.Status == InteractionStatus.Open || state.Status == InteractionStatus.Closed, "Nothing reopens.");
        Assert.True(state.AnsweredAt is null || state.OwnerId is not null, "Only what somebody has can wait for the customer.");
        if (state.Round is not { } round)
            return;
        Assert.True(
            (state.OwnerId is null) == (round.Stage is RoundStage.Plan or RoundStage.Assistant or RoundStage.Http), "Only steps 5 and 6 and a transfer have an owner.");
        Assert.Equal(round.Ringing.Count, round.Ringing.Select(offer => offer.UserId).Distinct().Count());
        Assert.DoesNotContain(round.Ringing, offer => round.Rejected.Contains(offer.UserId));
        Assert.All(round.Ringing, offer => Assert.True(offer.EndsAt <= round.EndsAt));
        if (strategy != QueueStrategy.BeepAll)
            Assert.True(round.Ringing.Count <= 1, "One at a time.");
        var asksOutside = round.Stage is RoundStage.Assistant or RoundStage.Http;
        Assert.True(asksOutside ? round is { AgentId: null, QueueId: null } : (round.AgentId is null) != (round.QueueId is null), "A round asks an agent, a queue, or somebody outside.");
    }

    /// <summary>Whatever happened: time alone ends every round, and an agent can close what is left.</summary>
    private static void WaysOut(RoutingWorld world)
    {
        for (var rounds = 0; world.State.Round is not null; rounds++)
        {
            Assert.True(rounds < 100, "It goes round for ever.");
            world.RoundEnds();
        }
        if (world.State.Phase == RoutingPhase.Unassigned)
            Assert.Null(world.Happens(RoutingEvent.Took(2)));
        if (world.State.Phase == RoutingPhase.Owned)
            Assert.Null(world.Happens(RoutingEvent.Closed(world.State.OwnerId!.Value, "Solved")));
        Assert.Equal(RoutingPhase.Closed, world.State.Phase);
    }

    private static Gen<(int Kind, int Agent, int Seconds)> Steps() =>
        from kind in Gen.Choose(0, 21)
        from agent in Gen.Elements(Agents)
        from seconds in Gen.Choose(0, 12)
        select (kind, agent, seconds);
}
