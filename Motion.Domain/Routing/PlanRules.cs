using Motion.Domain.Accounts;
using Motion.Domain.CannedAnswers;

namespace Motion.Domain.Routing;

/// <summary>The rules of an action plan that need no database (product.md section 6).</summary>
public static class PlanRules
{
    /// <summary>More rows than any run may take steps would never be reached.</summary>
    public const int MaxRows = 50;
    /// <summary>Longest text of an Auto reply or Log row.</summary>
    public const int MaxTextLength = 4000;
    /// <summary>Longest list of hand-over words.</summary>
    public const int MaxHandOverWordsLength = 1000;
    /// <summary>Most answers an assistant may give.</summary>
    public const int MaxTurns = 50;
    /// <summary>Longest time an HTTP request may take, in seconds: the customer waits meanwhile.</summary>
    public const int MaxHttpSeconds = 60;

    /// <summary>What is wrong with a plan of normalized rows; fields are named <c>rows[i].queueId</c>.</summary>
    public static IReadOnlyList<FieldError> Check(IReadOnlyList<PlanRowEntry> rows) => rows.Count > MaxRows
        ? [new FieldError("rows", FieldProblem.TooLong, $"{MaxRows}")]
        : [.. rows.SelectMany((row, index) => CheckRow(row, $"rows[{index}]", rows.Count))];

    private static IEnumerable<FieldError> CheckRow(PlanRowEntry row, string field, int count) => row.Application switch
    {
        PlanApplication.Agent => [.. Need($"{field}.agentId", row.AgentId), .. AccountRules.CheckSeconds($"{field}.timeout", row.Timeout ?? 0)],
        PlanApplication.Queue => [.. Need($"{field}.queueId", row.QueueId), .. AccountRules.CheckSeconds($"{field}.timeout", row.Timeout ?? 0)],
        PlanApplication.AutoReply => [.. CheckText($"{field}.text", row.Text), .. Need($"{field}.mode", row.Mode)],
        PlanApplication.Tag => Need($"{field}.tagId", row.TagId),
        PlanApplication.Close => Need($"{field}.dispositionId", row.DispositionId),
        PlanApplication.GoToIf => [.. row.Condition?.Check($"{field}.condition") ?? [new FieldError($"{field}.condition", FieldProblem.Required)], .. CheckTarget($"{field}.target", row.Target, count)],
        PlanApplication.GoTo => CheckTarget($"{field}.target", row.Target, count),
        PlanApplication.Assistant =>
        [
            .. Need($"{field}.assistantId", row.AssistantId),
            .. CheckRange($"{field}.turns", row.Turns ?? 0, MaxTurns),
            .. AccountRules.CheckText($"{field}.handOverWords", row.HandOverWords, MaxHandOverWordsLength, required: false),
        ],
        PlanApplication.Http => [.. CheckAddress($"{field}.address", row.Address), .. CheckRange($"{field}.timeout", row.Timeout ?? 0, MaxHttpSeconds)],
        PlanApplication.Log => CheckText($"{field}.text", row.Text),
    };

    private static IEnumerable<FieldError> Need<T>(string field, T? value) where T : struct
    {
        if (value is null)
            yield return new FieldError(field, FieldProblem.Required);
    }

    private static IEnumerable<FieldError> CheckText(string field, string? text) =>
        [.. AccountRules.CheckText(field, text, MaxTextLength, required: true), .. CannedAnswerRules.CheckVariables(field, text)];

    private static IEnumerable<FieldError> CheckTarget(string field, int? target, int count)
    {
        if (target is null)
            yield return new FieldError(field, FieldProblem.Required);
        else if (target < 1 || target > count)
            yield return new FieldError(field, FieldProblem.OutOfRange, $"1–{count}");
    }

    private static IEnumerable<FieldError> CheckRange(string field, int value, int most)
    {
        if (value < 1 || value > most)
            yield return new FieldError(field, FieldProblem.OutOfRange, $"1–{most}");
    }

    private static IEnumerable<FieldError> CheckAddress(string field, string? address)
    {
        if (string.IsNullOrWhiteSpace(address))
            yield return new FieldError(field, FieldProblem.Required);
        else if (!HttpAllowList.IsAddress(address))
            yield return new FieldError(field, FieldProblem.Invalid);
    }
}
