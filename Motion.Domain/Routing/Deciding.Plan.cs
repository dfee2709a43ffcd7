using System.Globalization;
using Motion.Domain.Interactions;

namespace Motion.Domain.Routing;

/// <summary>Step 7: the action plan, row by row (product.md section 6).</summary>
internal sealed partial class Deciding
{
    /// <summary>Rows one run may look at; more would be endless jumps.</summary>
    public const int MostSteps = 50;

    /// <summary>Step 7 from the top.</summary>
    public Deciding StartPlan()
    {
        _state = _state with { PlanRuns = _state.PlanRuns + 1, PlanSteps = 0 };
        Tell(TimelineKind.PlanStarted);
        return RunPlanFrom(0);
    }

    private Deciding RunPlanFrom(int position)
    {
        while (position < facts.Plan.Count)
        {
            if (_state.PlanSteps >= MostSteps)
                return Tell(TimelineKind.PlanStopped, number: MostSteps);
            _state = _state with { PlanSteps = _state.PlanSteps + 1 };
            if (RunRow(position, facts.Plan[position]) is not { } next)
                return this;
            position = next;
        }
        _row = null;
        return Tell(TimelineKind.PlanEnded);
    }

    /// <summary>The row to go on with; null when the run waits here or has ended the conversation.</summary>
    private int? RunRow(int position, PlanStep step)
    {
        var place = position + 1;
        _row = place;
        if (!step.Enabled)
            return Tell(TimelineKind.RowSkippedOff, number: place).On(place);
        if (facts.OutsideInterval.Contains(position))
            return Tell(TimelineKind.RowSkippedInterval, number: place, text: step.Interval).On(place);
        return step.Application switch
        {
            PlanApplication.Agent => AskByPlan(position, step, TimelineKind.AskingAgent).AskAgent(step.AgentId!.Value).WaitHere(),
            PlanApplication.Queue => AskByPlan(position, step, TimelineKind.AskingQueue).AskQueue().WaitHere(),
            PlanApplication.AutoReply => AutoReply(place, step).On(place),
            PlanApplication.Tag => Do(new RoutingEffect.AddTag(step.TagId!.Value)).Tell(TimelineKind.Tagged, text: step.Label).On(place),
            PlanApplication.Close => CloseByPlan(place, step).WaitHere(),
            PlanApplication.GoToIf => facts.ConditionHolds.Contains(position)
                ? Jump(place, step.Target!.Value)
                : Tell(TimelineKind.NotJumped, number: place).On(place),
            PlanApplication.GoTo => Jump(place, step.Target!.Value),
            PlanApplication.Assistant => ServiceWindow.ClosesAt(_state.LastInboundAt) is { } closesAt && closesAt > facts.Now
                ? BeginTalk(position, step, closesAt - facts.Now).WaitHere()
                : Tell(TimelineKind.ReplySkippedWindow).On(place),
            PlanApplication.Http => AskAddress(position, step).WaitHere(),
            PlanApplication.Log => Tell(TimelineKind.Logged, text: step.Text).On(place),
        };
    }

    private int On(int next) => next;

    private int? WaitHere() => null;

    private Deciding AskByPlan(int position, PlanStep step, TimelineKind kind)
    {
        BeginRound(RoundStage.Plan, step.AgentId, step.QueueId, step.Timeout, position: position);
        return Tell(kind, step.AgentId, step.QueueId, Seconds(step.Timeout));
    }

    private Deciding AutoReply(int place, PlanStep step)
    {
        if (step.ReplyMode == AutoReplyMode.OneTime && _state.RepliedRows.Contains(step.RowId))
            return Tell(TimelineKind.ReplySkippedOnce, number: place);
        if (step.ReplyMode == AutoReplyMode.FirstMessage && _state.PlanRuns > 1)
            return Tell(TimelineKind.ReplySkippedNotFirst, number: place);
        if (!Reply(step.Text, isTemplate: true))
            return this;
        _state = _state with { RepliedRows = _state.RepliedRows.Add(step.RowId) };
        return Tell(TimelineKind.AutoReplied, number: place);
    }

    /// <summary>Within the 24-hour window, and while the loop guard lets it.</summary>
    private bool Reply(string text, bool isTemplate)
    {
        if (!ServiceWindow.IsOpen(_state.LastInboundAt, facts.Now))
        {
            Tell(TimelineKind.ReplySkippedWindow);
            return false;
        }
        if (_effects.Count(effect => effect is RoutingEffect.Reply) >= facts.RepliesLeft)
        {
            Tell(TimelineKind.ReplySkippedGuard);
            return false;
        }
        Do(new RoutingEffect.Reply(text, isTemplate));
        return true;
    }

    private Deciding CloseByPlan(int place, PlanStep step)
    {
        End();
        Do(new RoutingEffect.GiveDisposition(step.DispositionId, null));
        return Tell(TimelineKind.ClosedByPlan, number: place, text: step.Label);
    }

    private int Jump(int place, int target) =>
        Tell(TimelineKind.Jumped, number: place, text: (target + 1).ToString(CultureInfo.InvariantCulture)).On(target);
}
