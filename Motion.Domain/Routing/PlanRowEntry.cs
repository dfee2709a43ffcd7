namespace Motion.Domain.Routing;

/// <summary>A row of the plan as an administrator enters it; its place in the list is its position. What does not belong to its application is null.</summary>
/// <param name="Application">What it does.</param>
public sealed record PlanRowEntry(PlanApplication Application)
{
    /// <summary>Rows that are off are skipped.</summary>
    public bool IsEnabled { get; init; } = true;
    /// <summary>The named interval in which the row holds; null = always.</summary>
    public int? IntervalId { get; init; }
    /// <summary>Of an Agent row.</summary>
    public int? AgentId { get; init; }
    /// <summary>Of a Queue row.</summary>
    public int? QueueId { get; init; }
    /// <summary>Seconds an Agent, Queue or HTTP request row takes at most; null is none entered.</summary>
    public int? Timeout { get; init; }
    /// <summary>Of an Auto reply or Log row, with variables.</summary>
    public string? Text { get; init; }
    /// <summary>Of an Auto reply row.</summary>
    public AutoReplyMode? Mode { get; init; }
    /// <summary>Of a Tag row.</summary>
    public int? TagId { get; init; }
    /// <summary>Of a Close row.</summary>
    public int? DispositionId { get; init; }
    /// <summary>Of a Go to if row.</summary>
    public PlanCondition? Condition { get; init; }
    /// <summary>The place, from 1, a Go to or Go to if row jumps to.</summary>
    public int? Target { get; init; }
    /// <summary>Of an Assistant bot row.</summary>
    public int? AssistantId { get; init; }
    /// <summary>The most answers an Assistant bot row gives.</summary>
    public int? Turns { get; init; }
    /// <summary>Words that make an Assistant bot row hand over, separated by commas.</summary>
    public string? HandOverWords { get; init; }
    /// <summary>Of an HTTP request row.</summary>
    public string? Address { get; init; }

    /// <summary>Whether the row has a timeout.</summary>
    public bool Waits => Application is PlanApplication.Agent or PlanApplication.Queue or PlanApplication.Http;

    /// <summary>Whether the row jumps.</summary>
    public bool Jumps => Application is PlanApplication.GoTo or PlanApplication.GoToIf;

    /// <summary>Trims; what does not belong to the application is dropped: kept, it would pin an agent or a queue that nobody sees.</summary>
    public PlanRowEntry Normalized() => this with
    {
        AgentId = Only(PlanApplication.Agent, AgentId),
        QueueId = Only(PlanApplication.Queue, QueueId),
        Timeout = Waits ? Timeout : null,
        Text = Application is PlanApplication.AutoReply or PlanApplication.Log ? Text?.ReplaceLineEndings("\n").Trim() : null,
        Mode = Application == PlanApplication.AutoReply ? Mode : null,
        TagId = Only(PlanApplication.Tag, TagId),
        DispositionId = Only(PlanApplication.Close, DispositionId),
        Condition = Application == PlanApplication.GoToIf ? Condition?.Normalized() : null,
        Target = Jumps ? Target : null,
        AssistantId = Only(PlanApplication.Assistant, AssistantId),
        Turns = Only(PlanApplication.Assistant, Turns),
        HandOverWords = Application == PlanApplication.Assistant && !string.IsNullOrWhiteSpace(HandOverWords) ? HandOverWords.Trim() : null,
        Address = Application == PlanApplication.Http ? Address?.Trim() : null,
    };

    /// <summary>The row as it is kept.</summary>
    /// <param name="accountId">The account.</param>
    /// <param name="position">Its place, from 1.</param>
    public PlanRow ToRow(int accountId, int position) => new()
    {
        AccountId = accountId,
        Position = position,
        Application = Application,
        Enabled = IsEnabled,
        IntervalId = IntervalId,
        AgentId = AgentId,
        QueueId = QueueId,
        Timeout = Timeout ?? new PlanRow().Timeout,
        Text = Text,
        ReplyMode = Mode,
        TagId = TagId,
        DispositionId = DispositionId,
        Condition = Condition?.ToJson(),
        Target = Target,
        AssistantId = AssistantId,
        Turns = Turns,
        HandOverWords = HandOverWords,
        Address = Address,
    };

    /// <summary>The entry of a stored row.</summary>
    public static PlanRowEntry Of(PlanRow row) => new PlanRowEntry(row.Application)
    {
        IsEnabled = row.Enabled,
        IntervalId = row.IntervalId,
        AgentId = row.AgentId,
        QueueId = row.QueueId,
        Timeout = row.Timeout,
        Text = row.Text,
        Mode = row.ReplyMode,
        TagId = row.TagId,
        DispositionId = row.DispositionId,
        Condition = row.Condition is null ? null : PlanCondition.Read(row.Condition),
        Target = row.Target,
        AssistantId = row.AssistantId,
        Turns = row.Turns,
        HandOverWords = row.HandOverWords,
        Address = row.Address,
    }.Normalized();

    private int? Only(PlanApplication application, int? value) => Application == application ? value : null;
}
