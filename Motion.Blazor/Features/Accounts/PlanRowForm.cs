using Motion.Domain.Routing;

namespace Motion.Blazor.Features.Accounts;

/// <summary>A row of the plan as it stands in the form.</summary>
public sealed class PlanRowForm
{
    public const int UsualSeconds = 30;
    public const int UsualHttpSeconds = 10;
    public const int UsualTurns = 5;

    public Guid Key { get; } = Guid.CreateVersion7();
    public required PlanApplication Application { get; init; }
    public bool IsEnabled { get; set; } = true;
    public int? IntervalId { get; set; }
    public int? AgentId { get; set; }
    public int? QueueId { get; set; }
    public int? Timeout { get; set; }
    public string? Text { get; set; }
    public AutoReplyMode? Mode { get; set; }
    public int? TagId { get; set; }
    public int? DispositionId { get; set; }
    public PlanCondition? Condition { get; set; }
    public int? AssistantId { get; set; }
    public int? Turns { get; set; }
    public string? HandOverWords { get; set; }
    public string? Address { get; set; }

    /// <summary>The row it jumps to: the row itself and not its number, so that the jump follows when rows move.</summary>
    public PlanRowForm? Target { get; set; }

    public bool Jumps => Application is PlanApplication.GoTo or PlanApplication.GoToIf;

    public bool Waits => Application is PlanApplication.Agent or PlanApplication.Queue or PlanApplication.Http;

    public static PlanRowForm New(PlanApplication application) => new()
    {
        Application = application,
        Timeout = application == PlanApplication.Http ? UsualHttpSeconds : UsualSeconds,
        Mode = AutoReplyMode.OneTime,
        Turns = UsualTurns,
        Condition = application == PlanApplication.GoToIf
            ? new PlanCondition { Subject = ConditionSubject.MessageText, Operator = ConditionOperator.AnyWord }
            : null,
    };

    /// <summary>Everything but the jump, which needs the other rows.</summary>
    public static PlanRowForm Of(PlanRowEntry row) => new()
    {
        Application = row.Application,
        IsEnabled = row.IsEnabled,
        IntervalId = row.IntervalId,
        AgentId = row.AgentId,
        QueueId = row.QueueId,
        Timeout = row.Timeout,
        Text = row.Text,
        Mode = row.Mode,
        TagId = row.TagId,
        DispositionId = row.DispositionId,
        Condition = row.Condition,
        AssistantId = row.AssistantId,
        Turns = row.Turns,
        HandOverWords = row.HandOverWords,
        Address = row.Address,
    };

    /// <param name="target">The number of the row it jumps to, from 1; null when there is none.</param>
    public PlanRowEntry ToEntry(int? target) => new PlanRowEntry(Application)
    {
        IsEnabled = IsEnabled,
        IntervalId = IntervalId,
        AgentId = AgentId,
        QueueId = QueueId,
        Timeout = Timeout,
        Text = Text,
        Mode = Mode,
        TagId = TagId,
        DispositionId = DispositionId,
        Condition = Condition,
        Target = target,
        AssistantId = AssistantId,
        Turns = Turns,
        HandOverWords = HandOverWords,
        Address = Address,
    }.Normalized();
}
