using Motion.Domain.Interactions;
using Motion.Domain.Queues;
using Motion.Domain.Routing;

namespace Motion.Tests.Domain.Routing;

/// <summary>product.md section 5, steps 4 to 7, for a customer who comes back to an agent.</summary>
public sealed class AssignedWaitsTests
{
    private const int Owner = 1;

    [Fact]
    public void OwnerThere_MessageIsOnlyAdded()
    {
        var world = Away(ownerIsThere: true);

        world.CustomerWrites();

        Assert.Equal(RoutingPhase.Owned, world.State.Phase);
        Assert.Equal(Owner, world.State.OwnerId);
    }

    [Fact]
    public void TabClosed_OwnerOnline_IsRungForTheAccountsWait()
    {
        var world = Away().WithOnline(Owner);

        world.CustomerWrites();

        Assert.Equal([Owner], world.Ringing);
        Assert.Equal(RoundStage.AssignedAgent, world.State.Round!.Stage);
        Assert.Equal(world.Now.AddSeconds(10), world.State.Round.EndsAt);
    }

    [Fact]
    public void TabClosed_OwnerFull_IsRungAllTheSame()
    {
        var world = Away().WithOnline(Owner).WithFull(Owner);

        world.CustomerWrites();

        Assert.Equal([Owner], world.Ringing);
        Assert.Null(world.Happens(RoutingEvent.Accepted(Owner)));
    }

    [Fact]
    public void OwnerAway_WaitsSilentlyAndKeepsTheOwner()
    {
        var world = Away();

        world.CustomerWrites();

        Assert.Empty(world.Ringing);
        Assert.Equal(Owner, world.State.OwnerId);
        Assert.Contains(TimelineKind.NobodyAvailable, world.Timeline);
    }

    [Fact]
    public void OwnerComesBackWhileWaiting_IsRung()
    {
        var world = Away();
        world.CustomerWrites();

        world.WithOnline(Owner).Later(4).Happens(RoutingEvent.BecameFree(Owner));

        Assert.Equal([Owner], world.Ringing);
    }

    [Fact]
    public void SecondMessage_DoesNotRestartTheClock()
    {
        var world = Away();
        world.CustomerWrites();
        var endsAt = world.State.Round!.EndsAt;

        world.Later(6).CustomerWrites();

        Assert.Equal(endsAt, world.State.Round!.EndsAt);
    }

    [Fact]
    public void Accept_ByOwner_ItIsHisAgain()
    {
        var world = Away().WithOnline(Owner);
        world.CustomerWrites();

        Assert.Null(world.Happens(RoutingEvent.Accepted(Owner)));

        Assert.Equal(RoutingPhase.Owned, world.State.Phase);
        Assert.Contains(new RoutingEffect.OpenTab(Owner), world.Effects);
    }

    [Fact]
    public void OwnerOpensItByHand_TheRoundEndsAndItIsHis()
    {
        var world = Away();
        world.CustomerWrites();
        world.OwnerIsThere = true;

        Assert.Null(world.Happens(RoutingEvent.Read(Owner)));

        Assert.Equal(RoutingPhase.Owned, world.State.Phase);
        Assert.True(world.State.IsRead);
    }

    [Fact]
    public void ScreenLeftOnByAnOwnerWhoWentOffline_DoesNotEndTheWait()
    {
        var world = Away();
        world.CustomerWrites();

        Assert.Equal(RoutingRefusal.NothingToDo, world.Happens(RoutingEvent.Read(Owner)));

        Assert.Equal(RoundStage.AssignedAgent, world.State.Round!.Stage);
        Assert.False(world.State.IsRead);
    }

    [Fact]
    public void Reject_GoesToTheQueueAtOnce_WithoutTheOwner()
    {
        var world = Away().WithOnline(Owner, 2, 3);
        world.CustomerWrites();

        world.Happens(RoutingEvent.Rejected(Owner));

        Assert.Equal(RoundStage.AssignedQueue, world.State.Round!.Stage);
        Assert.Equal([2, 3], world.Ringing);
        Assert.Equal(Owner, world.State.OwnerId);
    }

    [Fact]
    public void TimeOver_GoesToTheAgentsOnlyQueue()
    {
        var world = Away().WithOnline(2);
        world.CustomerWrites();

        world.RoundEnds();

        Assert.Equal((RoundStage.AssignedQueue, (int?)RoutingWorld.Support), (world.State.Round!.Stage, world.State.Round.QueueId));
        Assert.Equal([2], world.Ringing);
    }

    [Fact]
    public void AgentOfTwoQueues_NoneCameThrough_StepSixIsSkipped()
    {
        var world = Away().WithQueue(8, QueueStrategy.BeepAll, Owner);
        world.CustomerWrites();

        world.RoundEnds();

        Assert.Contains(TimelineKind.NoQueueOfOwner, world.Timeline);
        Assert.Null(world.State.OwnerId);
    }

    [Fact]
    public void QueueItCameThrough_WinsOverTheAgentsOwn()
    {
        var world = new RoutingWorld().WithQueue(QueueStrategy.BeepAll, Owner, 2).WithQueue(8, QueueStrategy.BeepAll, Owner, 9).WithQueueRow().WithOnline(Owner, 2, 9);
        world.CustomerWrites();
        world.Happens(RoutingEvent.Accepted(Owner));
        world.OwnerIsThere = false;
        world.WithAway(Owner).CustomerWrites();

        world.RoundEnds();

        Assert.Equal(RoutingWorld.Support, world.State.Round!.QueueId);
    }

    [Fact]
    public void ColleagueAccepts_IsTheNewOwner()
    {
        var world = Away().WithOnline(2);
        world.CustomerWrites();
        world.RoundEnds();

        Assert.Null(world.Happens(RoutingEvent.Accepted(2)));

        Assert.Equal(2, world.State.OwnerId);
    }

    [Fact]
    public void QueueTimeOver_OwnerIsClearedAndThePlanStartsFromTheTop()
    {
        var world = Away().WithAgentRow(5).WithOnline(5);
        world.CustomerWrites();

        world.RoundEnds().RoundEnds();

        Assert.Null(world.State.OwnerId);
        Assert.Equal((RoundStage.Plan, (int?)5), (world.State.Round!.Stage, world.State.Round.AgentId));
        Assert.Contains(TimelineKind.OwnerCleared, world.Timeline);
    }

    [Fact]
    public void OwnerLeftWithSomethingUnread_GoesOnToOthers()
    {
        var world = Away(ownerIsThere: true).WithOnline(2);
        world.CustomerWrites();
        world.OwnerIsThere = false;

        Assert.Null(world.Happens(RoutingEvent.OwnerLeft(Owner)));

        Assert.Equal(RoundStage.AssignedAgent, world.State.Round!.Stage);
    }

    [Fact]
    public void OwnerLeftWithEverythingRead_ItStaysHis()
    {
        var world = Away();
        world.Happens(RoutingEvent.Answered(Owner));

        Assert.Equal(RoutingRefusal.NothingToDo, world.Happens(RoutingEvent.OwnerLeft(Owner)));
    }

    /// <summary>A conversation of an agent who is in one queue, and has closed its tab.</summary>
    private static RoutingWorld Away(bool ownerIsThere = false)
    {
        var world = new RoutingWorld().WithQueue(QueueStrategy.BeepAll, Owner, 2, 3).OwnedBy(Owner);
        world.OwnerIsThere = ownerIsThere;
        world.Effects.Clear();
        return world;
    }
}
