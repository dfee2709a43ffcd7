using Motion.Domain.Interactions;
using Motion.Domain.Queues;
using Motion.Domain.Routing;

namespace Motion.Tests.Simulation;

/// <summary>An account: its settings, its plan, who may work it.</summary>
internal sealed record SimulatedAccount(int Id, AccountFacts Facts, IReadOnlyList<PlanStep> Plan, IReadOnlySet<int> Members, IReadOnlySet<int>? Whitelist);

/// <summary>What is stored of an agent.</summary>
internal sealed class SimulatedAgent(int id)
{
    public int Id { get; } = id;
    public bool IsOnline { get; set; }
    public bool IsPaused { get; set; }
    public int Capacity { get; set; }

    /// <summary>Whether his page is connected; the lease runs out after the line was cut.</summary>
    public bool HasLine { get; set; }
    public int LineCutAt { get; set; } = -100_000;
    public HashSet<int> Tabs { get; } = [];
}

/// <summary>What is stored of an interaction.</summary>
internal sealed class SimulatedInteraction(int id, int accountId, int customer)
{
    public int Id { get; } = id;
    public int AccountId { get; } = accountId;
    public int Customer { get; } = customer;
    public RoutingState State { get; set; } = RoutingState.New;
    public List<int> Messages { get; } = [];
    public List<SimulatedOffer> Offers { get; } = [];
    public List<SimulatedDeadline> Deadlines { get; } = [];
    public bool HasDisposition { get; set; }
    public bool ClosedByPerson { get; set; }
    public string Text { get; set; } = "";
}

internal sealed record SimulatedOffer(int UserId, int RoundNumber, DateTimeOffset EndsAt)
{
    public OfferState State { get; set; }
}

internal sealed record SimulatedDeadline(DeadlineKind Kind, int RoundNumber, int UserId, DateTimeOffset DueAt);

/// <summary>Accounts, queues and agents out of a seed.</summary>
internal sealed class SimulatedWorld
{
    public const int Customers = 12;

    private SimulatedWorld(Random random)
    {
        Agents = [.. Enumerable.Range(1, random.Next(2, 7)).Select(id => new SimulatedAgent(id) { Capacity = random.Next(3) == 0 ? random.Next(1, 4) : 0 })];
        foreach (var queueId in Enumerable.Range(1, random.Next(1, 4)))
        {
            Queues[queueId] = new QueueFacts(
                (QueueStrategy)random.Next(3), TimeSpan.FromSeconds(random.Next(3, 20)), [.. Agents.Select(agent => agent.Id).Where(_ => random.Next(3) > 0)], null);
        }
        Accounts = [.. Enumerable.Range(1, random.Next(1, 4)).Select(id => Account(id, random))];
    }

    public IReadOnlyList<SimulatedAccount> Accounts { get; }

    public IReadOnlyList<SimulatedAgent> Agents { get; }

    public Dictionary<int, QueueFacts> Queues { get; } = [];

    public static SimulatedWorld Of(int seed) => new(new Random(seed));

    private SimulatedAccount Account(int id, Random random) => new(
        id,
        new AccountFacts(
            TimeSpan.FromSeconds(random.Next(1, 30)),
            TimeSpan.FromSeconds(random.Next(1, 30)),
            random.Next(2) == 0 ? TimeSpan.FromMinutes(random.Next(1, 60)) : null,
            random.Next(4) > 0 ? TimeSpan.FromSeconds(random.Next(1, 30)) : null,
            random.Next(4) > 0 ? TimeSpan.FromSeconds(random.Next(1, 30)) : null,
            random.Next(2) == 0),
        Plan(random),
        Agents.Select(agent => agent.Id).Where(_ => random.Next(5) > 0).ToHashSet(),
        random.Next(4) == 0 ? Enumerable.Range(0, Customers).Where(_ => random.Next(2) == 0).ToHashSet() : null);

    private IReadOnlyList<PlanStep> Plan(Random random)
    {
        var length = random.Next(0, 9);
        return [.. Enumerable.Range(0, length).Select(position => Row(position, length, random))];
    }

    private PlanStep Row(int position, int length, Random random)
    {
        var application = (PlanApplication)random.Next(Enum.GetValues<PlanApplication>().Length);
        return new PlanStep(
            application,
            Enabled: random.Next(8) > 0,
            application == PlanApplication.Agent ? random.Next(1, Agents.Count + 1) : null,
            application == PlanApplication.Queue ? random.Next(1, Queues.Count + 1) : null,
            TimeSpan.FromSeconds(random.Next(1, 60)))
        {
            RowId = position + 1,
            Text = "Soon",
            ReplyMode = (AutoReplyMode)random.Next(3),
            TagId = 1,
            DispositionId = 1,
            Target = random.Next(length),
            AssistantId = 1,
            Turns = random.Next(1, 4),
            HandOverWords = ["person"],
            Address = "https://crm.example.com",
        };
    }
}
