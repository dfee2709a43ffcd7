namespace Motion.Domain.Routing;

/// <summary>Applications of the action plan (product.md section 6).</summary>
public enum PlanApplication
{
    /// <summary>Offers to one agent, waits, goes on.</summary>
    Agent,
    /// <summary>Offers by a queue's strategy, waits, goes on.</summary>
    Queue,
}

/// <summary>One row of an account's action plan.</summary>
public sealed class PlanRow
{
    /// <summary>Number given by the database.</summary>
    public int Id { get; set; }
    /// <summary>The account.</summary>
    public int AccountId { get; set; }
    /// <summary>Rows run in ascending order.</summary>
    public int Position { get; set; }
    /// <summary>What the row does.</summary>
    public PlanApplication Application { get; set; }
    /// <summary>Rows that are off are skipped.</summary>
    public bool Enabled { get; set; } = true;
    /// <summary>The agent of an Agent row.</summary>
    public int? AgentId { get; set; }
    /// <summary>The queue of a Queue row.</summary>
    public int? QueueId { get; set; }
    /// <summary>Seconds the row waits before the next one, 1…2147483.</summary>
    public int Timeout { get; set; } = 30;
}
