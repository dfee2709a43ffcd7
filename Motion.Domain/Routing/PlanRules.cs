using Motion.Domain.Accounts;

namespace Motion.Domain.Routing;

/// <summary>A row of the plan as an administrator enters it; its place in the list is its position.</summary>
/// <param name="Application">What it does.</param>
/// <param name="AgentId">The agent of an Agent row, else null.</param>
/// <param name="QueueId">The queue of a Queue row, else null.</param>
/// <param name="Timeout">Seconds, 1…<see cref="Account.LongestWaitSeconds"/>.</param>
/// <param name="IsEnabled">Rows that are off are skipped.</param>
public sealed record PlanRowEntry(PlanApplication Application, int? AgentId, int? QueueId, int Timeout, bool IsEnabled);

/// <summary>The rules of an action plan that need no database (product.md section 6).</summary>
public static class PlanRules
{
    /// <summary>More rows than any run may take steps would never be reached.</summary>
    public const int MaxRows = 50;

    /// <summary>What is wrong with the plan; fields are named <c>rows[i].queueId</c>.</summary>
    public static IReadOnlyList<FieldError> Check(IReadOnlyList<PlanRowEntry> rows) => rows.Count > MaxRows
        ? [new FieldError("rows", FieldProblem.TooLong, $"{MaxRows}")]
        : [.. rows.SelectMany((row, index) => CheckRow(row, $"rows[{index}]"))];

    private static IEnumerable<FieldError> CheckRow(PlanRowEntry row, string field)
    {
        var target = row.Application switch
        {
            PlanApplication.Agent => row.AgentId is null ? "agentId" : null,
            PlanApplication.Queue => row.QueueId is null ? "queueId" : null,
            PlanApplication.AutoReply or PlanApplication.Tag or PlanApplication.Close or PlanApplication.GoToIf or PlanApplication.GoTo
                or PlanApplication.Assistant or PlanApplication.Http or PlanApplication.Log => null,
        };
        if (target is not null)
            yield return new FieldError($"{field}.{target}", FieldProblem.Required);
        foreach (var error in AccountRules.CheckSeconds($"{field}.timeout", row.Timeout))
            yield return error;
    }
}
