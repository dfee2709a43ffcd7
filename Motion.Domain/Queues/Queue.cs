namespace Motion.Domain.Queues;

/// <summary>How a queue picks whom to ring (product.md section 2).</summary>
public enum QueueStrategy
{
    /// <summary>Everyone rings; the first accept wins.</summary>
    BeepAll,
    /// <summary>One at a time, continuing after the last one rung.</summary>
    RoundRobinMemory,
    /// <summary>One at a time, whoever was rung longest ago first.</summary>
    LeastRecent,
}

/// <summary>A group of agents who are rung together or in turn.</summary>
public sealed class Queue
{
    /// <summary>Number given by the database.</summary>
    public int Id { get; set; }
    /// <summary>Unique, at most 255 characters.</summary>
    public required string Name { get; set; }
    /// <summary>How it picks.</summary>
    public QueueStrategy Strategy { get; set; }
    /// <summary>Seconds one agent is rung before the next is tried, 1…2147483.</summary>
    public int AgentTimeout { get; set; } = 15;
    /// <summary>Free words.</summary>
    public string? Description { get; set; }
    /// <summary>Round-robin memory: the agent rung last, or null.</summary>
    public int? LastRungUserId { get; set; }
}

/// <summary>An agent in a queue.</summary>
public sealed class QueueMember
{
    /// <summary>The queue.</summary>
    public int QueueId { get; set; }
    /// <summary>The agent's user id.</summary>
    public int UserId { get; set; }
    /// <summary>Place in the round, ascending.</summary>
    public int Position { get; set; }
}
