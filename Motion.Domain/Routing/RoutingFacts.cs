using Motion.Domain.Queues;

namespace Motion.Domain.Routing;

/// <summary>What a decision may look at besides the interaction itself.</summary>
/// <param name="Now">The time.</param>
/// <param name="Plan">The account's action plan in order, rows that are off included.</param>
/// <param name="Queues">The queues the plan names.</param>
/// <param name="Askable">
/// Agents who can be asked now: of the account, online, not paused, connected, below their capacity (product.md section 5, issue of eligibility).
/// </param>
public sealed record RoutingFacts(
    DateTimeOffset Now,
    IReadOnlyList<PlanStep> Plan,
    IReadOnlyDictionary<int, QueueFacts> Queues,
    IReadOnlySet<int> Askable);

/// <summary>A row of the plan as the routing sees it.</summary>
/// <param name="Application">What it does.</param>
/// <param name="Enabled">Off rows are skipped.</param>
/// <param name="AgentId">Of an Agent row.</param>
/// <param name="QueueId">Of a Queue row.</param>
/// <param name="Timeout">How long it asks.</param>
public sealed record PlanStep(PlanApplication Application, bool Enabled, int? AgentId, int? QueueId, TimeSpan Timeout);

/// <summary>A queue as the routing sees it.</summary>
/// <param name="Strategy">How it picks.</param>
/// <param name="AgentTimeout">How long one agent is rung by the strategies that ask one at a time.</param>
/// <param name="Members">User ids in their order.</param>
/// <param name="LastRung">Round-robin memory.</param>
public sealed record QueueFacts(QueueStrategy Strategy, TimeSpan AgentTimeout, IReadOnlyList<int> Members, int? LastRung);
