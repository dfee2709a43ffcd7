namespace Motion.Domain.Agents;

/// <summary>What an agent wants to be. Whether he is really there is a lease (architecture.md section 2).</summary>
public enum AgentAvailability
{
    /// <summary>Not taking part.</summary>
    Offline,
    /// <summary>Can be offered conversations.</summary>
    Online,
    /// <summary>At his desk, not to be offered anything.</summary>
    Paused,
}

/// <summary>A named reason to pause.</summary>
public sealed class Pause
{
    /// <summary>Number given by the database.</summary>
    public int Id { get; set; }
    /// <summary>Unique, at most 255 characters.</summary>
    public required string Name { get; set; }
}

/// <summary>What an agent has chosen; survives restarts and sign-ins.</summary>
public sealed class AgentState
{
    /// <summary>The agent's user id.</summary>
    public int UserId { get; set; }
    /// <summary>Chosen availability.</summary>
    public AgentAvailability Availability { get; set; }
    /// <summary>The reason while paused.</summary>
    public int? PauseId { get; set; }
    /// <summary>Since when.</summary>
    public DateTimeOffset Since { get; set; }
    /// <summary>What he was before he began to choose a mandatory disposition; null while he does not.</summary>
    public AgentAvailability? BeforeDisposing { get; set; }
    /// <summary>The pause he was in then.</summary>
    public int? PauseBeforeDisposing { get; set; }
    /// <summary>Open interactions he can hold at once; 0 = no limit.</summary>
    public int Capacity { get; set; }
}

/// <summary>One open desk page of an agent, kept alive by its heartbeat; presence is the count of live leases, not an event.</summary>
public sealed class PresenceLease
{
    /// <summary>Random id of the page's circuit.</summary>
    public Guid Id { get; set; }
    /// <summary>Whose.</summary>
    public int UserId { get; set; }
    /// <summary>The process that keeps it.</summary>
    public Guid NodeId { get; set; }
    /// <summary>Last heartbeat.</summary>
    public DateTimeOffset BeatAt { get; set; }
}

/// <summary>An interaction open as a tab on an agent's desk.</summary>
public sealed class DeskTab
{
    /// <summary>The agent's user id.</summary>
    public int UserId { get; set; }
    /// <summary>The interaction.</summary>
    public long InteractionId { get; set; }
    /// <summary>When it was opened; tabs stand in this order.</summary>
    public DateTimeOffset OpenedAt { get; set; }
}

/// <summary>What an agent was typing.</summary>
public sealed class Draft
{
    /// <summary>The agent's user id.</summary>
    public int UserId { get; set; }
    /// <summary>The interaction.</summary>
    public long InteractionId { get; set; }
    /// <summary>The answer to the customer so far; may be empty.</summary>
    public required string Text { get; set; }
    /// <summary>The note to colleagues so far; may be empty.</summary>
    public string Note { get; set; } = "";
    /// <summary>Last change.</summary>
    public DateTimeOffset UpdatedAt { get; set; }
}
