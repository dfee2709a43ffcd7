using Motion.Domain.Interactions;

namespace Motion.Domain.Routing;

/// <summary>Rows of the plan that wait for somebody outside: an assistant, or an address.</summary>
internal sealed partial class Deciding
{
    /// <summary>An assistant has the customer until the window closes, unless something ends it before.</summary>
    private Deciding BeginTalk(int position, PlanStep step, TimeSpan untilWindowCloses)
    {
        BeginRound(RoundStage.Assistant, null, null, untilWindowCloses, position: position);
        Tell(TimelineKind.AssistantBegan, number: step.Turns);
        return AskAssistant();
    }

    private Deciding AskAddress(int position, PlanStep step)
    {
        BeginRound(RoundStage.Http, null, null, step.Timeout, position: position);
        Tell(TimelineKind.HttpAsked, number: Seconds(step.Timeout), text: step.Address);
        return Do(new RoutingEffect.AskOutside());
    }

    /// <summary>The customer wrote while an assistant has him: a word for a person hands over, anything else is the assistant's.</summary>
    public Deciding GoOnTalking(string text)
    {
        if (Round.Stage != RoundStage.Assistant)
            return this;
        if (WordForPerson(text) is { } word)
            return Tell(TimelineKind.CustomerAskedForPerson, text: word).EndRoundAndGoOn(timeOver: false);
        var endsAt = ServiceWindow.ClosesAt(_state.LastInboundAt) ?? Round.EndsAt;
        if (endsAt != Round.EndsAt)
        {
            _state = _state with { Round = Round with { EndsAt = endsAt } };
            Do(new RoutingEffect.BeginRound(endsAt));
        }
        if (Round.Talk == AssistantTalk.Listening)
            return AskAssistant();
        _state = _state with { Round = Round with { Talk = AssistantTalk.ThinkingWhileMoreCame } };
        return this;
    }

    public Deciding TakeAnswerOfAssistant(string text, bool handsOver)
    {
        var moreCame = Round.Talk == AssistantTalk.ThinkingWhileMoreCame;
        if (text.Length > 0)
        {
            if (!Reply(text, isTemplate: false))
                return EndRoundAndGoOn(timeOver: false);
            _state = _state with { Round = Round with { Turns = Round.Turns + 1, Talk = AssistantTalk.Listening } };
            Tell(TimelineKind.AssistantAnswered, number: Round.Turns);
        }
        if (handsOver || text.Length == 0)
            return Tell(TimelineKind.AssistantHandedOver).EndRoundAndGoOn(timeOver: false);
        if (facts.Plan.ElementAtOrDefault(Round.PlanPosition) is not { Application: PlanApplication.Assistant } step || Round.Turns >= step.Turns)
            return Tell(TimelineKind.AssistantTurnsUsed, number: Round.Turns).EndRoundAndGoOn(timeOver: false);
        return moreCame ? AskAssistant() : this;
    }

    public Deciding FailOutside(TimelineKind kind, string why) => Tell(kind, text: why).EndRoundAndGoOn(timeOver: false);

    public Deciding TakeAnswerOfAddress(IReadOnlyList<int> tagIds, string text, int? target)
    {
        Tell(TimelineKind.HttpAnswered);
        foreach (var tagId in tagIds)
            Do(new RoutingEffect.AddTag(tagId));
        if (text.Length > 0)
            Reply(text, isTemplate: false);
        var position = Round.PlanPosition;
        StopAsking(WithdrawReason.RoundOver);
        return RunPlanFrom(target is { } row && row >= 0 && row < facts.Plan.Count ? Jump(position + 1, row) : position + 1);
    }

    private Deciding AskAssistant()
    {
        _state = _state with { Round = Round with { Talk = AssistantTalk.Thinking } };
        return Do(new RoutingEffect.AskOutside());
    }

    private string? WordForPerson(string text) =>
        facts.Plan.ElementAtOrDefault(Round.PlanPosition)?.HandOverWords.FirstOrDefault(word => Contains(text, word));

    /// <summary>As a word of its own: "agent" is not in "reagents".</summary>
    private static bool Contains(string text, string word)
    {
        for (var at = text.IndexOf(word, StringComparison.OrdinalIgnoreCase); at >= 0; at = text.IndexOf(word, at + 1, StringComparison.OrdinalIgnoreCase))
        {
            var end = at + word.Length;
            if ((at == 0 || !char.IsLetterOrDigit(text[at - 1])) && (end == text.Length || !char.IsLetterOrDigit(text[end])))
                return true;
        }
        return false;
    }
}
