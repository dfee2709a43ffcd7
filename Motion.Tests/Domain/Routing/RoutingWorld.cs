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
    private readonly HashSet<int> _reachable = [];
    private readonly HashSet<int> _full = [];
    private readonly HashSet<int> _outsideInterval = [];
    private readonly HashSet<int> _conditionHolds = [];

    public DateTimeOffset Now { get; private set; } = new(2026, 3, 2, 9, 0, 0, TimeSpan.Zero);

    public RoutingState State { get; private set; } = RoutingState.New;

    public List<RoutingEffect> Effects { get; } = [];

    public AccountFacts Account { get; set; } = AccountFacts.Default;

    public bool OwnerIsThere { get; set; } = true;

    public int RepliesLeft { get; set; } = int.MaxValue;

    public IEnumerable<int> Ringing => State.Round?.Ringing.Select(offer => offer.UserId) ?? [];

    public IEnumerable<TimelineKind> Timeline => Effects.OfType<RoutingEffect.Tell>().Select(told => told.Kind);

    public IEnumerable<string> Replies => Effects.OfType<RoutingEffect.Reply>().Select(reply => reply.Text);

    /// <summary>The due time that closes the conversation by itself, as the effects left it.</summary>
    public DateTimeOffset? ClosesAt => Effects.OfType<RoutingEffect.CloseForInactivityAt>().LastOrDefault()?.At;

    public RoutingWorld WithQueue(QueueStrategy strategy, params int[] members) => WithQueue(Support, strategy, members);

    public RoutingWorld WithQueue(int queueId, QueueStrategy strategy, params int[] members)
    {
        _queues[queueId] = new QueueFacts(strategy, TimeSpan.FromSeconds(10), members, null);
        return this;
    }

    public RoutingWorld WithQueueRow(int seconds = 60, bool enabled = true) =>
        WithRow(new PlanStep(PlanApplication.Queue, enabled, null, Support, TimeSpan.FromSeconds(seconds)));

    public RoutingWorld WithAgentRow(int agentId, int seconds = 30) =>
        WithRow(new PlanStep(PlanApplication.Agent, true, agentId, null, TimeSpan.FromSeconds(seconds)));

    public RoutingWorld WithRow(PlanApplication application, Func<PlanStep, PlanStep>? with = null) =>
        WithRow((with ?? (step => step))(new PlanStep(application, true, null, null, TimeSpan.FromSeconds(10)) { RowId = _plan.Count + 100 }));

    public RoutingWorld WithOnline(params int[] agents)
    {
        _reachable.UnionWith(agents);
        return this;
    }

    public RoutingWorld WithFull(params int[] agents)
    {
        _full.UnionWith(agents);
        return this;
    }

    public RoutingWorld WithAway(int agentId)
    {
        _reachable.Remove(agentId);
        return this;
    }

    /// <summary>The last row rests: its interval does not hold.</summary>
    public RoutingWorld OutsideItsInterval()
    {
        _outsideInterval.Add(_plan.Count - 1);
        return this;
    }

    /// <summary>The condition of the last row holds.</summary>
    public RoutingWorld WhoseConditionHolds()
    {
        _conditionHolds.Add(_plan.Count - 1);
        return this;
    }

    public RoutingWorld Later(int seconds)
    {
        Now = Now.AddSeconds(seconds);
        return this;
    }

    public RoutingRefusal? Happens(RoutingEvent happened)
    {
        var askable = _reachable.Except(_full).ToHashSet();
        var facts = new RoutingFacts(Now, _plan, _queues, askable)
        {
            Reachable = _reachable,
            Full = _full,
            Account = Account,
            OwnerIsThere = OwnerIsThere,
            OwnerQueues = State.OwnerId is { } owner ? [.. _queues.Where(queue => queue.Value.Members.Contains(owner)).Select(queue => queue.Key)] : [],
            OutsideInterval = _outsideInterval,
            ConditionHolds = _conditionHolds,
            RepliesLeft = RepliesLeft,
        };
        var decision = RoutingTable.Decide(State, happened, facts);
        if (decision is RoutingDecision.Refused refused)
            return refused.Why;

        var agreed = (RoutingDecision.Agreed)decision;
        State = agreed.Next;
        Effects.AddRange(agreed.Effects);
        foreach (var last in agreed.Effects.OfType<RoutingEffect.RememberLastRung>())
        {
            var queue = _queues[last.QueueId];
            _queues[last.QueueId] = queue with
            {
                LastRung = last.UserId,
                RungAt = new Dictionary<int, DateTimeOffset>(queue.RungAt) { [last.UserId] = Now },
            };
        }
        return null;
    }

    public RoutingRefusal? CustomerWrites(string text = "") => Happens(RoutingEvent.CustomerWrote(Now, text));

    /// <summary>The time of the running round is over.</summary>
    public RoutingWorld RoundEnds()
    {
        Now = State.Round!.EndsAt;
        Assert.Null(Happens(RoutingEvent.RoundTimeEnded(State.RoundNumber)));
        return this;
    }

    /// <summary>A conversation that this agent has.</summary>
    public RoutingWorld OwnedBy(int agentId)
    {
        CustomerWrites();
        if (State.Round is not null)
            RoundEnds();
        Assert.Null(Happens(RoutingEvent.Took(agentId)));
        return this;
    }

    private RoutingWorld WithRow(PlanStep step)
    {
        _plan.Add(step);
        return this;
    }
}
