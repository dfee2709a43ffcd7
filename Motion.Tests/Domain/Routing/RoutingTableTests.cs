using Motion.Domain.Interactions;
using Motion.Domain.Queues;
using Motion.Domain.Routing;

namespace Motion.Tests.Domain.Routing;

/// <summary>product.md section 5, steps 3, 4 and 7, with the applications Agent and Queue.</summary>
public sealed class RoutingTableTests
{
    [Fact]
    public void BeepAll_NewMessage_RingsEveryoneWhoCanBeAsked()
    {
        var world = new RoutingWorld().WithQueue(QueueStrategy.BeepAll, 1, 2, 3).WithQueueRow().WithOnline(1, 3);

        world.CustomerWrites();

        Assert.Equal([1, 3], world.Ringing);
        Assert.Null(world.State.OwnerId);
        Assert.Equal(world.Now.AddSeconds(60), world.State.Round!.EndsAt);
    }

    [Fact]
    public void Accept_TwoAgents_FirstWinsSecondReadsWhoHasIt()
    {
        var world = Ringing(QueueStrategy.BeepAll, 1, 2);

        Assert.Null(world.Happens(RoutingEvent.Accepted(2)));
        Assert.Equal(RoutingRefusal.AlreadyTaken, world.Happens(RoutingEvent.Accepted(1)));

        Assert.Equal(2, world.State.OwnerId);
        Assert.Equal(RoutingWorld.Support, world.State.QueueId);
        Assert.Empty(world.Ringing);
        Assert.Contains(new RoutingEffect.StopRinging(1, OfferState.Withdrawn, WithdrawReason.TakenByOther), world.Effects);
        Assert.Contains(new RoutingEffect.OpenTab(2), world.Effects);
    }

    [Fact]
    public void Accept_ByAgentWhoDoesNotRing_IsRefused()
    {
        var world = Ringing(QueueStrategy.RoundRobinMemory, 1, 2);

        Assert.Equal(RoutingRefusal.OfferOver, world.Happens(RoutingEvent.Accepted(2)));
        Assert.Null(world.State.OwnerId);
    }

    [Fact]
    public void RoundRobin_Reject_PassesOnAndDoesNotComeBackInThisRound()
    {
        var world = Ringing(QueueStrategy.RoundRobinMemory, 1, 2);

        world.Happens(RoutingEvent.Rejected(1));
        Assert.Equal([2], world.Ringing);

        world.Later(10).Happens(RoutingEvent.OfferTimeEnded(2, world.State.RoundNumber));
        Assert.Equal([2], world.Ringing);
    }

    [Fact]
    public void RoundRobin_OfferTimeOver_RingsTheNextAndStartsAgainFromTheFirst()
    {
        var world = Ringing(QueueStrategy.RoundRobinMemory, 1, 2);

        world.Later(10).Happens(RoutingEvent.OfferTimeEnded(1, 1));
        Assert.Equal([2], world.Ringing);
        world.Later(10).Happens(RoutingEvent.OfferTimeEnded(2, 1));
        Assert.Equal([1], world.Ringing);
    }

    [Fact]
    public void RoundRobin_NextConversation_ContinuesAfterTheLastOneRung()
    {
        var world = new RoutingWorld().WithQueue(QueueStrategy.RoundRobinMemory, 1, 2, 3).WithQueueRow(seconds: 5).WithQueueRow().WithOnline(1, 2, 3);
        world.CustomerWrites();
        Assert.Equal([1], world.Ringing);

        world.Later(5).Happens(RoutingEvent.RoundTimeEnded(1));

        Assert.Equal([2], world.Ringing);
    }

    [Fact]
    public void RoundRobin_OfferNeverOutlastsTheRound()
    {
        var world = new RoutingWorld().WithQueue(QueueStrategy.RoundRobinMemory, 1).WithQueueRow(seconds: 4).WithOnline(1);
        world.CustomerWrites();

        Assert.Equal(world.Now.AddSeconds(4), world.State.Round!.Ringing[0].EndsAt);
    }

    [Fact]
    public void Queue_EveryoneRejected_GoesOnAtOnce()
    {
        var world = new RoutingWorld().WithQueue(QueueStrategy.BeepAll, 1, 2).WithQueueRow().WithAgentRow(9).WithOnline(1, 2, 9);
        world.CustomerWrites();

        world.Happens(RoutingEvent.Rejected(1));
        Assert.Equal([2], world.Ringing);
        world.Happens(RoutingEvent.Rejected(2));

        Assert.Equal([9], world.Ringing);
    }

    [Fact]
    public void Queue_NobodyFree_WaitsItsTimeThenEndsUnassigned()
    {
        var world = new RoutingWorld().WithQueue(QueueStrategy.BeepAll, 1).WithQueueRow();
        world.CustomerWrites();

        Assert.Equal(RoutingPhase.Asking, world.State.Phase);
        Assert.Contains(TimelineKind.NobodyAvailable, world.Timeline);

        world.Later(60).Happens(RoutingEvent.RoundTimeEnded(1));
        Assert.Equal(RoutingPhase.Unassigned, world.State.Phase);
        Assert.Equal(TimelineKind.PlanEnded, world.Timeline.Last());
    }

    [Fact]
    public void Queue_AgentComesOnlineWhileWaiting_RingsHim()
    {
        var world = new RoutingWorld().WithQueue(QueueStrategy.BeepAll, 1).WithQueueRow();
        world.CustomerWrites();

        world.WithOnline(1).Later(20).Happens(RoutingEvent.BecameFree(1));

        Assert.Equal([1], world.Ringing);
        Assert.Equal(world.Now.AddSeconds(40), world.State.Round!.Ringing[0].EndsAt);
    }

    [Fact]
    public void Queue_StrangerComesOnline_ChangesNothing()
    {
        var world = new RoutingWorld().WithQueue(QueueStrategy.BeepAll, 1).WithQueueRow();
        world.CustomerWrites();

        Assert.Equal(RoutingRefusal.NothingToDo, world.WithOnline(8).Happens(RoutingEvent.BecameFree(8)));
    }

    [Fact]
    public void RoundRobin_RungAgentGoesAway_RingsTheNext()
    {
        var world = Ringing(QueueStrategy.RoundRobinMemory, 1, 2);

        world.WithAway(1).Happens(RoutingEvent.WentAway(1));

        Assert.Equal([2], world.Ringing);
        Assert.Contains(new RoutingEffect.StopRinging(1, OfferState.Withdrawn, WithdrawReason.AgentUnavailable), world.Effects);
    }

    [Fact]
    public void AgentRow_Reject_GoesOnAtOnce()
    {
        var world = new RoutingWorld().WithAgentRow(1).WithAgentRow(2).WithOnline(1, 2);
        world.CustomerWrites();

        world.Happens(RoutingEvent.Rejected(1));

        Assert.Equal([2], world.Ringing);
    }

    [Fact]
    public void Plan_RowThatIsOff_IsSkippedAndSaid()
    {
        var world = new RoutingWorld().WithQueue(QueueStrategy.BeepAll, 1).WithQueueRow(enabled: false).WithAgentRow(2).WithOnline(1, 2);

        world.CustomerWrites();

        Assert.Equal([2], world.Ringing);
        Assert.Contains(TimelineKind.RowSkippedOff, world.Timeline);
    }

    [Fact]
    public void SecondMessage_WhileAsking_NeitherRingsAgainNorMovesTheClock()
    {
        var world = Ringing(QueueStrategy.BeepAll, 1);
        var round = world.State.Round;

        world.Later(20).CustomerWrites();

        Assert.Equal(round, world.State.Round);
    }

    [Fact]
    public void LaterMessage_OfUnassigned_StartsThePlanFromTheTop()
    {
        var world = new RoutingWorld().WithAgentRow(1, seconds: 5);
        world.CustomerWrites();
        world.Later(5).Happens(RoutingEvent.RoundTimeEnded(1));

        world.WithOnline(1).Later(100).CustomerWrites();

        Assert.Equal([1], world.Ringing);
        Assert.Equal(2, world.State.RoundNumber);
    }

    [Fact]
    public void DueTime_OfAnEarlierRound_ChangesNothing()
    {
        var world = new RoutingWorld().WithAgentRow(1, seconds: 5).WithAgentRow(2).WithOnline(1, 2);
        world.CustomerWrites();
        world.Later(5).Happens(RoutingEvent.RoundTimeEnded(1));

        Assert.Equal(RoutingRefusal.NothingToDo, world.Happens(RoutingEvent.RoundTimeEnded(1)));
        Assert.Equal([2], world.Ringing);
    }

    [Fact]
    public void Unassigned_TakenByHand_BelongsToTheTaker()
    {
        var world = new RoutingWorld();
        world.CustomerWrites();

        Assert.Null(world.Happens(RoutingEvent.Took(4)));

        Assert.Equal(4, world.State.OwnerId);
        Assert.Equal(RoutingRefusal.AlreadyTaken, world.Happens(RoutingEvent.Took(5)));
    }

    [Fact]
    public void Answer_ByOwner_StartsTheInactivityClockAndAMessageStopsIt()
    {
        var world = Ringing(QueueStrategy.BeepAll, 1);
        world.Happens(RoutingEvent.Accepted(1));

        world.Later(3).Happens(RoutingEvent.Answered(1));
        Assert.Equal(world.Now, world.State.AnsweredAt);
        Assert.True(world.State.IsRead);

        world.Later(3).CustomerWrites();
        Assert.Null(world.State.AnsweredAt);
        Assert.False(world.State.IsRead);
    }

    [Fact]
    public void Answer_ByAnother_IsRefused()
    {
        var world = Ringing(QueueStrategy.BeepAll, 1, 2);
        world.Happens(RoutingEvent.Accepted(1));

        Assert.Equal(RoutingRefusal.NotOwner, world.Happens(RoutingEvent.Answered(2)));
        Assert.Equal(RoutingRefusal.NotOwner, world.Happens(RoutingEvent.Closed(2, null)));
    }

    [Fact]
    public void Close_ByOwner_EndsIt()
    {
        var world = Ringing(QueueStrategy.BeepAll, 1);
        world.Happens(RoutingEvent.Accepted(1));

        Assert.Null(world.Happens(RoutingEvent.Closed(1, "Solved")));

        Assert.Equal(InteractionStatus.Closed, world.State.Status);
        Assert.Equal(RoutingRefusal.AlreadyClosed, world.CustomerWrites());
    }

    [Fact]
    public void Window_LateMessage_NeverMovesBack()
    {
        var world = new RoutingWorld();
        world.CustomerWrites();
        var first = world.Now;

        world.Happens(RoutingEvent.CustomerWrote(first.AddHours(-3)));

        Assert.Equal(first, world.State.LastInboundAt);
    }

    private static RoutingWorld Ringing(QueueStrategy strategy, params int[] agents)
    {
        var world = new RoutingWorld().WithQueue(strategy, agents).WithQueueRow().WithOnline(agents);
        world.CustomerWrites();
        return world;
    }
}
