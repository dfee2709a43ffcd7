using Motion.Domain.Messaging;
using Motion.Domain.Routing;

namespace Motion.Domain.Interactions;

/// <summary>Open or closed.</summary>
public enum InteractionStatus
{
    /// <summary>Being worked, or waiting to be.</summary>
    Open,
    /// <summary>Ended.</summary>
    Closed,
}

/// <summary>
/// One conversation of a contact with an account; at most one is open per (account, contact). Its routing fields are written only
/// from a decision of the routing table.
/// </summary>
public sealed class Interaction
{
    /// <summary>Number given by the database.</summary>
    public long Id { get; set; }
    /// <summary>The account.</summary>
    public int AccountId { get; set; }
    /// <summary>The customer; null for a sender whom the whitelist did not let in (product.md section 5, step 1).</summary>
    public long? ContactId { get; set; }
    /// <summary>The customer, where loaded.</summary>
    public Contacts.Contact? Contact { get; set; }
    /// <summary>Open or closed.</summary>
    public InteractionStatus Status { get; set; }
    /// <summary>The owner has seen the last message.</summary>
    public bool IsRead { get; set; }
    /// <summary>The agent who holds it, or null.</summary>
    public int? OwnerId { get; set; }
    /// <summary>The queue it came through, or null.</summary>
    public int? QueueId { get; set; }
    /// <summary>The sort of identity answers go to.</summary>
    public IdentityKind CustomerIdentityKind { get; set; }
    /// <summary>The identity answers go to.</summary>
    public required string CustomerIdentity { get; set; }

    /// <summary>First message.</summary>
    public DateTimeOffset StartedAt { get; set; }
    /// <summary>Last message, either way.</summary>
    public DateTimeOffset LastMessageAt { get; set; }
    /// <summary>Which way the last message went.</summary>
    public MessageDirection LastMessageDirection { get; set; }
    /// <summary>Its kind, for lists.</summary>
    public MessageKind LastMessageKind { get; set; }
    /// <summary>Its first words (at most 160 characters), for lists.</summary>
    public string LastMessagePreview { get; set; } = "";
    /// <summary>Last message of the customer: the 24-hour window counts from here (product.md section 5).</summary>
    public DateTimeOffset? LastInboundAt { get; set; }
    /// <summary>Set while the last message is from a human agent: the inactivity clock runs from here.</summary>
    public DateTimeOffset? AnsweredAt { get; set; }
    /// <summary>When an agent first accepted it.</summary>
    public DateTimeOffset? AcceptedAt { get; set; }
    /// <summary>When it ended.</summary>
    public DateTimeOffset? ClosedAt { get; set; }
    /// <summary>Messages in and out, without notes.</summary>
    public int MessageCount { get; set; }
    /// <summary>Inbound messages since the owner last looked.</summary>
    public int UnreadCount { get; set; }

    /// <summary>What the running round is for; null when nothing runs.</summary>
    public RoundStage? Stage { get; set; }
    /// <summary>Counts the rounds; offers and deadlines carry the number of theirs.</summary>
    public int RoundNumber { get; set; }
    /// <summary>The plan position the running round stands for, or null.</summary>
    public int? PlanPosition { get; set; }
    /// <summary>The agent the running round asks, or null.</summary>
    public int? RoundAgentId { get; set; }
    /// <summary>The queue the running round asks, or null.</summary>
    public int? RoundQueueId { get; set; }
    /// <summary>When the running round ends, or null.</summary>
    public DateTimeOffset? RoundEndsAt { get; set; }
    /// <summary>Answers the running round's assistant has given.</summary>
    public int RoundTurns { get; set; }
    /// <summary>Whose turn it is in the running round's talk with an assistant.</summary>
    public AssistantTalk RoundTalk { get; set; }
    /// <summary>How often the plan was started.</summary>
    public int PlanRuns { get; set; }
    /// <summary>Rows the running plan has looked at.</summary>
    public int PlanSteps { get; set; }
    /// <summary>Numbers of the Auto reply rows that have sent their one reply, separated by commas; or null.</summary>
    public string? RepliedRows { get; set; }

    /// <summary>Changes with every save: a lost race reloads and decides again.</summary>
    public Guid Version { get; set; }
}
