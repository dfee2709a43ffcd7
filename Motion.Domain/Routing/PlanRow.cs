namespace Motion.Domain.Routing;

/// <summary>Applications of the action plan (product.md section 6).</summary>
public enum PlanApplication
{
    /// <summary>Offers to one agent, waits, goes on.</summary>
    Agent,
    /// <summary>Offers by a queue's strategy, waits, goes on.</summary>
    Queue,
    /// <summary>Sends a text.</summary>
    AutoReply,
    /// <summary>Adds a tag.</summary>
    Tag,
    /// <summary>Closes with a disposition; the plan stops.</summary>
    Close,
    /// <summary>Jumps if a condition holds.</summary>
    GoToIf,
    /// <summary>Jumps.</summary>
    GoTo,
    /// <summary>An assistant talks until it hands over or fails, then the plan goes on.</summary>
    Assistant,
    /// <summary>Sends the interaction as JSON to an address of the administrator's allow-list.</summary>
    Http,
    /// <summary>Writes to the timeline.</summary>
    Log,
}

/// <summary>When an Auto reply row sends (product.md section 6).</summary>
public enum AutoReplyMode
{
    /// <summary>Once in each interaction.</summary>
    OneTime,
    /// <summary>Each time the plan comes by.</summary>
    Always,
    /// <summary>Only for the message that began the interaction.</summary>
    FirstMessage,
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
    /// <summary>The named interval in which the row holds; null = always.</summary>
    public int? IntervalId { get; set; }
    /// <summary>The agent of an Agent row.</summary>
    public int? AgentId { get; set; }
    /// <summary>The queue of a Queue row.</summary>
    public int? QueueId { get; set; }
    /// <summary>Seconds the row waits before the next one, 1…2147483.</summary>
    public int Timeout { get; set; } = 30;
    /// <summary>The text of an Auto reply or Log row, with variables of product.md section 10.</summary>
    public string? Text { get; set; }
    /// <summary>When an Auto reply row sends.</summary>
    public AutoReplyMode? ReplyMode { get; set; }
    /// <summary>The tag of a Tag row.</summary>
    public int? TagId { get; set; }
    /// <summary>The disposition of a Close row.</summary>
    public int? DispositionId { get; set; }
    /// <summary>JSON of the condition of a Go to if row.</summary>
    public string? Condition { get; set; }
    /// <summary>The place, from 1, a Go to or Go to if row jumps to.</summary>
    public int? Target { get; set; }
    /// <summary>The assistant of an Assistant bot row.</summary>
    public int? AssistantId { get; set; }
    /// <summary>The most answers an Assistant bot row gives.</summary>
    public int? Turns { get; set; }
    /// <summary>Words that make an Assistant bot row hand over, separated by commas.</summary>
    public string? HandOverWords { get; set; }
    /// <summary>The address of an HTTP request row; begins with one of the administrator's allow-list.</summary>
    public string? Address { get; set; }
}
