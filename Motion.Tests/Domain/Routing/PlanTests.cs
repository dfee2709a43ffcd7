using Motion.Domain.Dispositions;
using Motion.Domain.Interactions;
using Motion.Domain.Queues;
using Motion.Domain.Routing;

namespace Motion.Tests.Domain.Routing;

/// <summary>product.md section 6: every application of the plan.</summary>
public sealed class PlanTests
{
    [Fact]
    public void RowOutsideItsInterval_IsSkippedAndSaid()
    {
        var world = new RoutingWorld().WithAgentRow(1).OutsideItsInterval().WithAgentRow(2).WithOnline(1, 2);

        world.CustomerWrites();

        Assert.Equal([2], world.Ringing);
        Assert.Contains(TimelineKind.RowSkippedInterval, world.Timeline);
    }

    [Theory]
    [InlineData(AutoReplyMode.Always, 2)]
    [InlineData(AutoReplyMode.OneTime, 1)]
    [InlineData(AutoReplyMode.FirstMessage, 1)]
    public void AutoReply_SecondMessage_AnswersByItsMode(AutoReplyMode mode, int expected)
    {
        var world = Replying(mode);

        world.CustomerWrites();
        world.Later(60).CustomerWrites();

        Assert.Equal(expected, world.Replies.Count());
    }

    [Fact]
    public void AutoReply_LoopGuardUsedUp_SaysNothing()
    {
        var world = Replying(AutoReplyMode.Always);
        world.RepliesLeft = 0;

        world.CustomerWrites();

        Assert.Empty(world.Replies);
        Assert.Contains(TimelineKind.ReplySkippedGuard, world.Timeline);
    }

    [Fact]
    public void AutoReply_WindowClosedMeanwhile_SaysNothing()
    {
        var world = new RoutingWorld().WithAgentRow(1, seconds: 90_000).WithRow(PlanApplication.AutoReply, step => step with { Text = "Late" });
        world.CustomerWrites();

        world.RoundEnds();

        Assert.Empty(world.Replies);
        Assert.Contains(TimelineKind.ReplySkippedWindow, world.Timeline);
    }

    [Fact]
    public void Tag_IsAddedAndThePlanGoesOn()
    {
        var world = new RoutingWorld().WithRow(PlanApplication.Tag, step => step with { TagId = 4, Label = "VIP" }).WithAgentRow(1).WithOnline(1);

        world.CustomerWrites();

        Assert.Contains(new RoutingEffect.AddTag(4), world.Effects);
        Assert.Equal([1], world.Ringing);
    }

    [Fact]
    public void Close_EndsWithItsDispositionAndThePlanStops()
    {
        var world = new RoutingWorld().WithRow(PlanApplication.Close, step => step with { DispositionId = 9, Label = "Spam" }).WithAgentRow(1).WithOnline(1);

        world.CustomerWrites();

        Assert.Equal(InteractionStatus.Closed, world.State.Status);
        Assert.Contains(new RoutingEffect.GiveDisposition(9, null), world.Effects);
        Assert.Empty(world.Ringing);
    }

    [Fact]
    public void GoToIf_ConditionHolds_Jumps()
    {
        var world = new RoutingWorld().WithRow(PlanApplication.GoToIf, step => step with { Target = 2 }).WhoseConditionHolds()
            .WithAgentRow(1).WithAgentRow(2).WithOnline(1, 2);

        world.CustomerWrites();

        Assert.Equal([2], world.Ringing);
    }

    [Fact]
    public void GoToIf_ConditionDoesNotHold_GoesOn()
    {
        var world = new RoutingWorld().WithRow(PlanApplication.GoToIf, step => step with { Target = 2 }).WithAgentRow(1).WithAgentRow(2).WithOnline(1, 2);

        world.CustomerWrites();

        Assert.Equal([1], world.Ringing);
        Assert.Contains(TimelineKind.NotJumped, world.Timeline);
    }

    [Fact]
    public void GoTo_InACircle_StopsAfterFiftySteps()
    {
        var world = new RoutingWorld().WithRow(PlanApplication.Log, step => step with { Text = "Here" }).WithRow(PlanApplication.GoTo, step => step with { Target = 0 });

        world.CustomerWrites();

        Assert.Equal(RoutingPhase.Unassigned, world.State.Phase);
        Assert.Equal(TimelineKind.PlanStopped, world.Timeline.Last());
        Assert.Equal(25, world.Timeline.Count(kind => kind == TimelineKind.Logged));
    }

    [Fact]
    public void GoTo_InACircleWithWaits_StopsToo()
    {
        var world = new RoutingWorld().WithAgentRow(1, seconds: 5).WithRow(PlanApplication.GoTo, step => step with { Target = 0 });
        world.CustomerWrites();

        for (var round = 0; round < 60 && world.State.Round is not null; round++)
            world.RoundEnds();

        Assert.Equal(RoutingPhase.Unassigned, world.State.Phase);
        Assert.Contains(TimelineKind.PlanStopped, world.Timeline);
    }

    [Fact]
    public void Log_WritesItsText()
    {
        var world = new RoutingWorld().WithRow(PlanApplication.Log, step => step with { Text = "Evening shift" });

        world.CustomerWrites();

        Assert.Contains(world.Effects.OfType<RoutingEffect.Tell>(), told => told is { Kind: TimelineKind.Logged, Text: "Evening shift" });
    }

    [Fact]
    public void LeastRecent_RingsWhoWasRungLongestAgo()
    {
        var world = new RoutingWorld().WithQueue(QueueStrategy.LeastRecent, 1, 2, 3).WithQueueRow().WithOnline(1, 2, 3);
        world.CustomerWrites();
        Assert.Equal([1], world.Ringing);

        world.Later(10).Happens(RoutingEvent.OfferTimeEnded(1, 1));
        Assert.Equal([2], world.Ringing);
        world.Later(10).Happens(RoutingEvent.OfferTimeEnded(2, 1));
        world.Later(10).Happens(RoutingEvent.OfferTimeEnded(3, 1));

        Assert.Equal([1], world.Ringing);
    }

    [Fact]
    public void Http_AnswerWithTagsTextAndTarget_IsFollowed()
    {
        var world = new RoutingWorld().WithRow(PlanApplication.Http, step => step with { Address = "https://crm.example.com/route" })
            .WithAgentRow(1).WithAgentRow(2).WithOnline(1, 2);
        world.CustomerWrites();
        Assert.Equal(RoutingPhase.Elsewhere, world.State.Phase);
        Assert.Contains(new RoutingEffect.AskOutside(), world.Effects);

        Assert.Null(world.Happens(RoutingEvent.HttpAnswered(1, [3], "One moment", 2)));

        Assert.Contains(new RoutingEffect.AddTag(3), world.Effects);
        Assert.Equal(["One moment"], world.Replies);
        Assert.Equal([2], world.Ringing);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public void Http_FailsOrIsTooLate_GoesOn(bool fails)
    {
        var world = new RoutingWorld().WithRow(PlanApplication.Http).WithAgentRow(1).WithOnline(1);
        world.CustomerWrites();

        if (fails)
            world.Happens(RoutingEvent.HttpFailed(1, "HTTP 500"));
        else
            world.RoundEnds();

        Assert.Equal([1], world.Ringing);
        Assert.Equal(RoutingRefusal.NothingToDo, world.Happens(RoutingEvent.HttpAnswered(1, [], "Too late", null)));
    }

    [Fact]
    public void Assistant_TalksUntilItsTurnsAreUsed()
    {
        var world = Talking(turns: 2);
        world.Happens(RoutingEvent.AssistantAnswered(1, "How can I help?", handsOver: false));
        Assert.Equal(RoutingPhase.Elsewhere, world.State.Phase);

        world.CustomerWrites("My parcel");
        Assert.Equal(AssistantTalk.Thinking, world.State.Round!.Talk);
        world.Happens(RoutingEvent.AssistantAnswered(1, "It arrives tomorrow.", handsOver: false));

        Assert.Equal(["How can I help?", "It arrives tomorrow."], world.Replies);
        Assert.Equal([1], world.Ringing);
    }

    [Fact]
    public void Assistant_CustomerAsksForAPerson_HandsOverAtOnce()
    {
        var world = Talking(turns: 5);
        world.Happens(RoutingEvent.AssistantAnswered(1, "How can I help?", handsOver: false));

        world.CustomerWrites("I want a PERSON, please");

        Assert.Equal([1], world.Ringing);
        Assert.Contains(TimelineKind.CustomerAskedForPerson, world.Timeline);
    }

    [Fact]
    public void Assistant_WordInsideAnotherWord_DoesNotHandOver()
    {
        var world = Talking(turns: 5);
        world.Happens(RoutingEvent.AssistantAnswered(1, "How can I help?", handsOver: false));

        world.CustomerWrites("personal data");

        Assert.Equal(RoutingPhase.Elsewhere, world.State.Phase);
    }

    [Fact]
    public void Assistant_CustomerWritesWhileItThinks_IsAskedAgain()
    {
        var world = Talking(turns: 5);
        world.CustomerWrites("And another thing");
        world.Effects.Clear();

        world.Happens(RoutingEvent.AssistantAnswered(1, "Yes?", handsOver: false));

        Assert.Contains(new RoutingEffect.AskOutside(), world.Effects);
        Assert.Equal(AssistantTalk.Thinking, world.State.Round!.Talk);
    }

    [Fact]
    public void Assistant_Fails_GoesOn()
    {
        var world = Talking(turns: 5);

        world.Happens(RoutingEvent.AssistantFailed(1, "TimedOut"));

        Assert.Equal([1], world.Ringing);
    }

    [Fact]
    public void Assistant_AgentStepsIn_ItIsHis()
    {
        var world = Talking(turns: 5);

        Assert.Null(world.Happens(RoutingEvent.Took(1)));

        Assert.Equal((1, RoutingPhase.Owned), (world.State.OwnerId!.Value, world.State.Phase));
        Assert.Equal(RoutingRefusal.NothingToDo, world.Happens(RoutingEvent.AssistantAnswered(1, "Hello", handsOver: false)));
    }

    [Fact]
    public void Inactivity_ClockRunsFromTheAgentsAnswerAndClosesWithTheSystemDisposition()
    {
        var world = Inactive();
        world.Happens(RoutingEvent.Answered(1));
        Assert.Equal(world.Now.AddMinutes(5), world.ClosesAt);

        world.Later(300).Happens(RoutingEvent.InactivityTimeEnded());

        Assert.Equal(InteractionStatus.Closed, world.State.Status);
        Assert.Contains(new RoutingEffect.GiveDisposition(null, SystemDisposition.ClosedForInactivity), world.Effects);
    }

    [Fact]
    public void Inactivity_CustomerAnswers_TheClockStops()
    {
        var world = Inactive();
        world.Happens(RoutingEvent.Answered(1));

        world.Later(10).CustomerWrites();

        Assert.Null(world.ClosesAt);
        world.Later(400).Happens(RoutingEvent.InactivityTimeEnded());
        Assert.Equal(InteractionStatus.Open, world.State.Status);
    }

    [Fact]
    public void Inactivity_TimeoutWasRaisedMeanwhile_WaitsTheRest()
    {
        var world = Inactive();
        world.Happens(RoutingEvent.Answered(1));
        var answeredAt = world.Now;
        world.Account = world.Account with { InactivityTimeout = TimeSpan.FromMinutes(20) };

        world.Later(300).Happens(RoutingEvent.InactivityTimeEnded());

        Assert.Equal(InteractionStatus.Open, world.State.Status);
        Assert.Equal(answeredAt.AddMinutes(20), world.ClosesAt);
    }

    [Fact]
    public void MandatoryDisposition_ClosingWithoutOne_IsRefusedFromEveryDoor()
    {
        var world = Inactive();
        world.Account = world.Account with { MandatoryDisposition = true };

        Assert.Equal(RoutingRefusal.DispositionNeeded, world.Happens(RoutingEvent.Closed(1, null)));
        Assert.Equal(RoutingRefusal.DispositionNeeded, world.Happens(RoutingEvent.ClosedFromOutside(0, null)));
        Assert.Null(world.Happens(RoutingEvent.Closed(1, "Solved")));
    }

    [Fact]
    public void Accept_AfterItsTimeButBeforeTheSweep_IsOver()
    {
        var world = new RoutingWorld().WithAgentRow(1, seconds: 5).WithOnline(1);
        world.CustomerWrites();

        Assert.Equal(RoutingRefusal.OfferOver, world.Later(5).Happens(RoutingEvent.Accepted(1)));
    }

    [Fact]
    public void Accept_WithoutRoom_IsRefused()
    {
        var world = new RoutingWorld().WithQueue(QueueStrategy.BeepAll, 1, 2).WithQueueRow().WithOnline(1, 2);
        world.CustomerWrites();

        Assert.Equal(RoutingRefusal.NoRoom, world.WithFull(1).Happens(RoutingEvent.Accepted(1)));
    }

    [Fact]
    public void Accept_ByWhoseLineWasCut_IsHis()
    {
        var world = new RoutingWorld().WithQueue(QueueStrategy.BeepAll, 1, 2).WithQueueRow().WithOnline(1, 2);
        world.CustomerWrites();

        Assert.Null(world.WithAway(1).Happens(RoutingEvent.Accepted(1)));
        Assert.Equal(1, world.State.OwnerId);
    }

    private static RoutingWorld Replying(AutoReplyMode mode) =>
        new RoutingWorld().WithRow(PlanApplication.AutoReply, step => step with { Text = "We are here soon.", ReplyMode = mode });

    private static RoutingWorld Talking(int turns)
    {
        var world = new RoutingWorld().WithRow(PlanApplication.Assistant, step => step with { AssistantId = 1, Turns = turns, HandOverWords = ["agent", "person"] })
            .WithAgentRow(1).WithOnline(1);
        world.CustomerWrites("Hello");
        return world;
    }

    private static RoutingWorld Inactive()
    {
        var world = new RoutingWorld().OwnedBy(1);
        world.Account = world.Account with { InactivityTimeout = TimeSpan.FromMinutes(5) };
        return world;
    }
}
