using Motion.Domain.Interactions;
using Motion.Domain.Queues;
using Motion.Domain.Routing;

namespace Motion.Tests.Domain.Routing;

/// <summary>One interaction, its plan and its agents in memory: events go in, the timeline and the ringing desks can be looked at.</summary>
internal sealed class RoutingWorld
{
    public const int Support = 7;

    private readonly List<PlanStep> _plan = [];
    private readonly Dictionary<int, QueueFacts> _queues = [];
    private readonly HashSet<int> _askable = [];

    public DateTimeOffset Now { get; private set; } = new(2026, 3, 2, 9, 0, 0, TimeSpan.Zero);

    public RoutingState State { get; private set; } = RoutingState.New;

    public List<RoutingEffect> Effects { get; } = [];

    public IEnumerable<int> Ringing => State.Round?.Ringing.Select(offer => offer.UserId) ?? [];

    public IEnumerable<TimelineKind> Timeline => Effects.OfType<RoutingEffect.Tell>().Select(told => told.Kind);

    public RoutingWorld WithQueue(QueueStrategy strategy, params int[] members)
    {
        _queues[Support] = new QueueFacts(strategy, TimeSpan.FromSeconds(10), members, null);
        return this;
    }

    public RoutingWorld WithQueueRow(int seconds = 60, bool enabled = true)
    {
        _plan.Add(new PlanStep(PlanApplication.Queue, enabled, null, Support, TimeSpan.FromSeconds(seconds)));
        return this;
    }

    public RoutingWorld WithAgentRow(int agentId, int seconds = 30)
    {
        _plan.Add(new PlanStep(PlanApplication.Agent, true, agentId, null, TimeSpan.FromSeconds(seconds)));
        return this;
    }

    public RoutingWorld WithOnline(params int[] agents)
    {
        _askable.UnionWith(agents);
        return this;
    }

    public RoutingWorld WithAway(int agentId)
    {
        _askable.Remove(agentId);
        return this;
    }

    public RoutingWorld Later(int seconds)
    {
        Now = Now.AddSeconds(seconds);
        return this;
    }

    public RoutingRefusal? Happens(RoutingEvent happened)
    {
        var decision = RoutingTable.Decide(State, happened, new RoutingFacts(Now, _plan, _queues, _askable));
        if (decision is RoutingDecision.Refused refused)
            return refused.Why;

        var agreed = (RoutingDecision.Agreed)decision;
        State = agreed.Next;
        Effects.AddRange(agreed.Effects);
        foreach (var last in agreed.Effects.OfType<RoutingEffect.RememberLastRung>())
            _queues[last.QueueId] = _queues[last.QueueId] with { LastRung = last.UserId };
        return null;
    }

    public RoutingRefusal? CustomerWrites() => Happens(RoutingEvent.CustomerWrote(Now));
}
