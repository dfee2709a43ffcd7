using Motion.Domain.Interactions;
using Motion.Domain.Queues;
using Motion.Domain.Routing;

namespace Motion.Tests.Domain.Routing;

/// <summary>product.md section 5, Transfer.</summary>
public sealed class TransferTests
{
    private const int Sender = 1;

    [Fact]
    public void ToAgent_RingsForTheSwitchsTimeout_AndStaysTheSendersMeanwhile()
    {
        var world = Owned().WithOnline(2);

        Assert.Null(world.Happens(RoutingEvent.TransferredToAgent(Sender, 2)));

        Assert.Equal([2], world.Ringing);
        Assert.Equal(world.Now.AddSeconds(20), world.State.Round!.EndsAt);
        Assert.Equal(Sender, world.State.OwnerId);
    }

    [Fact]
    public void Accepted_BelongsToTheReceiver()
    {
        var world = Owned().WithOnline(2);
        world.Happens(RoutingEvent.TransferredToAgent(Sender, 2));

        Assert.Null(world.Happens(RoutingEvent.Accepted(2)));

        Assert.Equal((2, RoutingPhase.Owned), (world.State.OwnerId!.Value, world.State.Phase));
    }

    [Fact]
    public void Rejected_ComesBackUnread()
    {
        var world = Owned().WithOnline(2);
        world.Happens(RoutingEvent.TransferredToAgent(Sender, 2));

        world.Happens(RoutingEvent.Rejected(2));

        Assert.Equal((Sender, false, RoutingPhase.Owned), (world.State.OwnerId!.Value, world.State.IsRead, world.State.Phase));
        Assert.Contains(TimelineKind.TransferReturned, world.Timeline);
    }

    [Fact]
    public void TimeOver_ComesBackUnread()
    {
        var world = Owned().WithOnline(2);
        world.Happens(RoutingEvent.TransferredToAgent(Sender, 2));

        world.RoundEnds();

        Assert.Equal((Sender, false, RoutingPhase.Owned), (world.State.OwnerId!.Value, world.State.IsRead, world.State.Phase));
    }

    [Fact]
    public void ToQueue_RingsItsMembersButNotTheSender()
    {
        var world = Owned().WithOnline(Sender, 2, 3);

        Assert.Null(world.Happens(RoutingEvent.TransferredToQueue(Sender, RoutingWorld.Support)));

        Assert.Equal([2, 3], world.Ringing);
        world.Happens(RoutingEvent.Accepted(3));
        Assert.Equal((3, RoutingWorld.Support), (world.State.OwnerId!.Value, world.State.QueueId!.Value));
    }

    [Fact]
    public void ReturnedToASenderWhoLeft_NobodyHasIt_TheCustomersSilenceNoLongerClosesIt()
    {
        var world = Owned().WithOnline(2);
        world.Account = world.Account with { InactivityTimeout = TimeSpan.FromMinutes(5) };
        world.Happens(RoutingEvent.Answered(Sender));
        Assert.NotNull(world.ClosesAt);
        world.Happens(RoutingEvent.TransferredToAgent(Sender, 2));
        world.Happens(RoutingEvent.Rejected(2));
        world.OwnerIsThere = false;

        Assert.Null(world.Happens(RoutingEvent.OwnerLeft(Sender)));
        world.RoundEnds().RoundEnds();

        Assert.Null(world.State.OwnerId);
        Assert.Null(world.State.AnsweredAt);
        Assert.Null(world.ClosesAt);
    }

    [Fact]
    public void ToQueue_EveryoneElseRejects_ComesBackAtOnce()
    {
        var world = Owned().WithOnline(2, 3);
        world.Happens(RoutingEvent.TransferredToQueue(Sender, RoutingWorld.Support));

        world.Happens(RoutingEvent.Rejected(2));
        world.Happens(RoutingEvent.Rejected(3));

        Assert.Equal((Sender, RoutingPhase.Owned), (world.State.OwnerId!.Value, world.State.Phase));
    }

    [Theory]
    [InlineData(false, true, 2, RoutingRefusal.TransferNotAllowed)]
    [InlineData(true, false, 2, RoutingRefusal.CannotBeAsked)]
    [InlineData(true, true, Sender, RoutingRefusal.CannotBeAsked)]
    public void ToAgent_NotAllowedOrNotOnlineOrHimself_IsRefused(bool isAllowed, bool isOnline, int receiver, RoutingRefusal expected)
    {
        var world = Owned();
        if (isOnline)
            world.WithOnline(Sender, 2);
        world.Account = world.Account with { TransferToAgent = isAllowed ? TimeSpan.FromSeconds(20) : null };

        Assert.Equal(expected, world.Happens(RoutingEvent.TransferredToAgent(Sender, receiver)));
    }

    [Fact]
    public void ByAnother_IsRefused() => Assert.Equal(RoutingRefusal.NotOwner, Owned().WithOnline(2).Happens(RoutingEvent.TransferredToAgent(3, 2)));

    [Fact]
    public void ToQueue_NotAllowed_IsRefused()
    {
        var world = Owned();
        world.Account = world.Account with { TransferToQueue = null };

        Assert.Equal(RoutingRefusal.TransferNotAllowed, world.Happens(RoutingEvent.TransferredToQueue(Sender, RoutingWorld.Support)));
    }

    [Fact]
    public void Twice_IsRefused()
    {
        var world = Owned().WithOnline(2, 3);
        world.Happens(RoutingEvent.TransferredToAgent(Sender, 2));

        Assert.Equal(RoutingRefusal.AlreadyTransferring, world.Happens(RoutingEvent.TransferredToAgent(Sender, 3)));
    }

    [Fact]
    public void SenderClosesMeanwhile_TheOfferVanishes()
    {
        var world = Owned().WithOnline(2);
        world.Happens(RoutingEvent.TransferredToAgent(Sender, 2));

        world.Happens(RoutingEvent.Closed(Sender, null));

        Assert.Equal(RoutingPhase.Closed, world.State.Phase);
        Assert.Contains(new RoutingEffect.StopRinging(2, OfferState.Withdrawn, WithdrawReason.Closed), world.Effects);
    }

    private static RoutingWorld Owned()
    {
        var world = new RoutingWorld().WithQueue(QueueStrategy.BeepAll, Sender, 2, 3).OwnedBy(Sender);
        world.Account = world.Account with { TransferToAgent = TimeSpan.FromSeconds(20), TransferToQueue = TimeSpan.FromSeconds(30) };
        return world;
    }
}
