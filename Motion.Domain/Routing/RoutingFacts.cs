using System.Collections.Frozen;
using Motion.Domain.Queues;

namespace Motion.Domain.Routing;

/// <summary>What a decision may look at besides the interaction itself.</summary>
/// <param name="Now">The time.</param>
/// <param name="Plan">The account's action plan in order, rows that are off included.</param>
/// <param name="Queues">The queues by number.</param>
/// <param name="Askable">
/// Agents who can be asked now: of the account, online, not paused, connected, below their capacity (product.md section 5).
/// </param>
public sealed record RoutingFacts(
    DateTimeOffset Now,
    IReadOnlyList<PlanStep> Plan,
    IReadOnlyDictionary<int, QueueFacts> Queues,
    IReadOnlySet<int> Askable)
{
    /// <summary>The same without regard to capacity: who can be asked for what he holds already.</summary>
    public IReadOnlySet<int> Reachable { get; init; } = Askable;
    /// <summary>Agents of the account, online and not paused, connected or not, who hold as many conversations as they can.</summary>
    public IReadOnlySet<int> Full { get; init; } = FrozenSet<int>.Empty;
    /// <summary>The owner has the conversation open as a tab, is connected (or lost his line within the grace), and is not offline.</summary>
    public bool OwnerIsThere { get; init; }
    /// <summary>The queues the owner is a member of.</summary>
    public IReadOnlyList<int> OwnerQueues { get; init; } = [];
    /// <summary>Indexes of the plan's rows whose interval does not hold now.</summary>
    public IReadOnlySet<int> OutsideInterval { get; init; } = FrozenSet<int>.Empty;
    /// <summary>Indexes of the plan's Go to if rows whose condition holds now.</summary>
    public IReadOnlySet<int> ConditionHolds { get; init; } = FrozenSet<int>.Empty;
    /// <summary>How many automatic replies this number may still get in this hour (the loop guard of product.md section 5, step 1).</summary>
    public int RepliesLeft { get; init; } = int.MaxValue;
    /// <summary>What the account's settings say.</summary>
    public AccountFacts Account { get; init; } = AccountFacts.Default;
}

/// <summary>An account's settings as the routing sees them (product.md section 4).</summary>
/// <param name="AssignedAgentWait">Step 5.</param>
/// <param name="AssignedQueueWait">Step 6.</param>
/// <param name="InactivityTimeout">Null = conversations do not close by themselves.</param>
/// <param name="TransferToAgent">How long a transfer to an agent rings; null = not allowed.</param>
/// <param name="TransferToQueue">How long a transfer to a queue rings; null = not allowed.</param>
/// <param name="MandatoryDisposition">No closing without one.</param>
public sealed record AccountFacts(
    TimeSpan AssignedAgentWait,
    TimeSpan AssignedQueueWait,
    TimeSpan? InactivityTimeout,
    TimeSpan? TransferToAgent,
    TimeSpan? TransferToQueue,
    bool MandatoryDisposition)
{
    /// <summary>The settings a new account starts with.</summary>
    public static AccountFacts Default { get; } = new(TimeSpan.FromSeconds(10), TimeSpan.FromSeconds(10), null, null, null, false);
}

/// <summary>A row of the plan as the routing sees it.</summary>
/// <param name="Application">What it does.</param>
/// <param name="Enabled">Off rows are skipped.</param>
/// <param name="AgentId">Of an Agent row.</param>
/// <param name="QueueId">Of a Queue row.</param>
/// <param name="Timeout">How long it asks or waits for an answer.</param>
public sealed record PlanStep(PlanApplication Application, bool Enabled, int? AgentId, int? QueueId, TimeSpan Timeout)
{
    /// <summary>The row's number in the database.</summary>
    public int RowId { get; init; }
    /// <summary>The name of its interval; null = always.</summary>
    public string? Interval { get; init; }
    /// <summary>Of an Auto reply or Log row.</summary>
    public string Text { get; init; } = "";
    /// <summary>Of an Auto reply row.</summary>
    public AutoReplyMode ReplyMode { get; init; }
    /// <summary>Of a Tag row.</summary>
    public int? TagId { get; init; }
    /// <summary>Of a Close row.</summary>
    public int? DispositionId { get; init; }
    /// <summary>The name of the tag or the path of the disposition, for the timeline.</summary>
    public string? Label { get; init; }
    /// <summary>Index a Go to or Go to if row jumps to.</summary>
    public int? Target { get; init; }
    /// <summary>Of an Assistant bot row.</summary>
    public int? AssistantId { get; init; }
    /// <summary>The most answers of an Assistant bot row.</summary>
    public int Turns { get; init; } = 1;
    /// <summary>Words of the customer that make an Assistant bot row hand over.</summary>
    public IReadOnlyList<string> HandOverWords { get; init; } = [];
    /// <summary>Of an HTTP request row.</summary>
    public string? Address { get; init; }
}

/// <summary>A queue as the routing sees it.</summary>
/// <param name="Strategy">How it picks.</param>
/// <param name="AgentTimeout">How long one agent is rung by the strategies that ask one at a time.</param>
/// <param name="Members">User ids in their order.</param>
/// <param name="LastRung">Round-robin memory.</param>
public sealed record QueueFacts(QueueStrategy Strategy, TimeSpan AgentTimeout, IReadOnlyList<int> Members, int? LastRung)
{
    /// <summary>When each member was rung last; who is missing never was.</summary>
    public IReadOnlyDictionary<int, DateTimeOffset> RungAt { get; init; } = FrozenDictionary<int, DateTimeOffset>.Empty;
}
