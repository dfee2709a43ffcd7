using Motion.Domain.Routing;

namespace Motion.Blazor.Features.Accounts;

/// <summary>A row of the plan as it stands in the form. Keeps both targets, so that choosing the other application and back loses nothing.</summary>
public sealed class PlanRowForm
{
    public Guid Key { get; } = Guid.CreateVersion7();
    public PlanApplication Application { get; set; } = PlanApplication.Queue;
    public int? AgentId { get; set; }
    public int? QueueId { get; set; }
    public int? Timeout { get; set; } = 30;
    public bool IsEnabled { get; set; } = true;

    public static PlanRowForm Of(PlanRowEntry row) => new()
    {
        Application = row.Application,
        AgentId = row.AgentId,
        QueueId = row.QueueId,
        Timeout = row.Timeout,
        IsEnabled = row.IsEnabled,
    };

    public PlanRowEntry ToEntry() => new(
        Application,
        Application == PlanApplication.Agent ? AgentId : null,
        Application == PlanApplication.Queue ? QueueId : null,
        Timeout ?? 0,
        IsEnabled);
}
