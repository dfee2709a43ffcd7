using Motion.Domain.Interactions;
using Motion.Domain.Queues;
using Motion.Domain.Routing;

namespace Motion.Tests.Simulation;

/// <summary>
/// A contact centre in memory on a clock of its own. What is stored survives a kill; what was only to be done next (wake-ups, second looks,
/// calls to the outside) does not, and has to be found again by the sweeps, as in the application. Same seed and same stimuli, same story.
/// </summary>
internal sealed partial class SimulatedCentre(SimulatedWorld world)
{
    public const int SweepSeconds = 5;
    public const int LookAgainSeconds = 30;
    public const int LeaseSeconds = 30;
    public const int GraceSeconds = 60;
    public const int RepliesPerHour = 5;
    private const int RestartSeconds = 2;

    private static readonly DateTimeOffset Midnight = new(2026, 3, 2, 0, 0, 0, TimeSpan.Zero);

    private readonly Queue<Action> _next = new();
    private readonly Queue<(int AccountId, int Customer, int Message, string Text)> _inbox = new();
    private readonly HashSet<(int AccountId, int Message)> _seen = [];
    private readonly List<(int AccountId, int Customer, DateTimeOffset At)> _replies = [];
    private readonly List<string> _log = [];
    private readonly List<SimulatedInteraction> _open = [];
    private int _messages;
    private int _downUntil = -1;
    private bool _killAfterCommit;

    public DateTimeOffset Now { get; private set; } = Midnight;

    public List<SimulatedInteraction> Interactions { get; } = [];

    /// <summary>Messages that were acknowledged, by account and customer, in their order.</summary>
    public Dictionary<(int AccountId, int Customer), List<int>> Acknowledged { get; } = [];

    public IReadOnlyList<string> Log => _log;

    public long Steps { get; private set; }

    private int Second => (int)(Now - Midnight).TotalSeconds;

    private bool IsUp => Second >= _downUntil;

    /// <summary>Runs all stimuli, second by second where something is due; throws where an invariant is broken.</summary>
    public void Run(IReadOnlyList<Stimulus> stimuli)
    {
        foreach (var stimulus in stimuli)
        {
            // Now and then people are faster than the sweep: what is due falls to it only after they acted.
            var isLate = stimulus.What % 6 == 0;
            while (NextDue() is { } due && due < stimulus.Second - (isLate ? SweepSeconds : 0))
                Tick(due);
            if (isLate)
                PassTo(stimulus.Second);
            else
                Tick(stimulus.Second);
            Happen(stimulus);
            WorkOff();
            Check();
            if (isLate)
                Tick(stimulus.Second);
        }
        // Nothing more happens from outside: time alone has to end what rings.
        var quietSince = Second;
        while (NextDue() is { } due && due < quietSince + 3 * 24 * 3600)
            Tick(due);
        CheckQuiet();
        CheckAllMessages();
    }

    private void PassTo(int second)
    {
        if (second > Second)
            Now = Midnight.AddSeconds(second);
        if (_downUntil >= 0 && IsUp)
            Restart();
    }

    private void Tick(int second)
    {
        PassTo(second);
        if (!IsUp)
            return;
        SignOffLost();
        while (IsUp && _open.Exists(i => i.Deadlines.Exists(deadline => deadline.DueAt <= Now)))
            Sweep();
        if (Second % LookAgainSeconds == 0)
            LookAgain();
        WorkOff();
        Check();
    }

    /// <summary>The next second at which the clock alone does something.</summary>
    private int? NextDue()
    {
        if (!IsUp)
            return _downUntil;
        var deadlines = _open.SelectMany(i => i.Deadlines).Select(deadline => (int)Math.Ceiling((deadline.DueAt - Midnight).TotalSeconds));
        var leases = world.Agents.Where(agent => agent is { IsOnline: true, HasLine: false }).Select(agent => agent.LineCutAt + LeaseSeconds + GraceSeconds + 1);
        var looks = _open.Exists(i => i.State.Round is { Ringing.IsEmpty: true }) ? new[] { (Second / LookAgainSeconds + 1) * LookAgainSeconds } : [];
        var all = deadlines.Concat(leases).Concat(looks).Where(second => second > Second).ToList();
        return all.Count == 0 ? null : all.Min();
    }

    private void Restart()
    {
        _downUntil = -1;
        Say("the process is back");
        LookAgain();
        foreach (var interaction in _open.Where(i => i.State.Round is { Stage: RoundStage.Http } or { Stage: RoundStage.Assistant, Talk: not AssistantTalk.Listening }))
            _outside.Add(interaction.Id);
    }

    private void Kill(string when)
    {
        Say($"killed {when}");
        _next.Clear();
        _outside.Clear();
        _killAfterCommit = false;
        _downUntil = Second + RestartSeconds;
    }

    /// <summary>Acknowledged messages, and what follows a commit, one after another.</summary>
    private void WorkOff()
    {
        while (IsUp && (_next.Count > 0 || _inbox.Count > 0))
        {
            if (_next.TryDequeue(out var action))
                action();
            else
                Receive();
            Check();
        }
    }

    /// <summary>Due times; a lag above the sweep and the down time would be a missed one.</summary>
    private void Sweep()
    {
        foreach (var interaction in _open.ToList())
        {
            foreach (var deadline in interaction.Deadlines.Where(deadline => deadline.DueAt <= Now).OrderBy(deadline => deadline.DueAt).ToList())
            {
                if (!IsUp)
                    return;
                Require(Now - deadline.DueAt <= TimeSpan.FromSeconds(SweepSeconds + RestartSeconds), $"{deadline.Kind} of #{interaction.Id} was missed by {Now - deadline.DueAt}");
                var agreed = Decide(interaction, deadline.Kind switch
                {
                    DeadlineKind.OfferEnds => RoutingEvent.OfferTimeEnded(deadline.UserId, deadline.RoundNumber),
                    DeadlineKind.RoundEnds => RoutingEvent.RoundTimeEnded(deadline.RoundNumber),
                    DeadlineKind.InactivityEnds => RoutingEvent.InactivityTimeEnded(),
                });
                if (!agreed)
                    interaction.Deadlines.Remove(deadline);
            }
        }
    }

    /// <summary>The safety net: rounds that ring nobody though somebody can be asked, and offers of agents who cannot be asked any more.</summary>
    private void LookAgain()
    {
        foreach (var interaction in _open.Where(i => i.State.Round is not null).ToList())
        {
            foreach (var offer in interaction.State.Round!.Ringing.Where(offer => !MayRing(interaction, offer.UserId)).ToList())
                Then(() => Decide(interaction, RoutingEvent.WentAway(offer.UserId)));
            if (interaction.State.Round is { Ringing.IsEmpty: true })
                SecondLook(interaction);
        }
    }

    private void SecondLook(SimulatedInteraction interaction) => Then(() =>
    {
        foreach (var agent in world.Agents.Where(agent => IsReachable(agent, interaction.AccountId)))
            Decide(interaction, RoutingEvent.BecameFree(agent.Id));
    });

    private void SignOffLost()
    {
        foreach (var agent in world.Agents.Where(agent => agent is { IsOnline: true, HasLine: false } && Second > agent.LineCutAt + LeaseSeconds + GraceSeconds))
        {
            Say($"agent {agent.Id} is signed off");
            agent.IsOnline = agent.IsPaused = false;
            OwnerLeft(agent.Id);
        }
    }

    private void Then(Action action) => _next.Enqueue(action);

    private void Say(string what) => _log.Add($"{Now:HH:mm:ss} {what}");

    private void Require(bool holds, string otherwise)
    {
        if (!holds)
            throw new InvariantBrokenException(otherwise);
    }
}

/// <summary>What must never be was seen.</summary>
internal sealed class InvariantBrokenException(string what) : Exception(what);
