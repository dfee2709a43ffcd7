using System.Text.Json;
using System.Text.Json.Serialization;
using Motion.Domain;
using Motion.Domain.Routing;

namespace Motion.Blazor.Features.Accounts;

/// <summary>A row of the plan in the API and in the audit log (product.md section 12). Parameters of other applications are left out.</summary>
/// <param name="Application"><c>agent queue autoReply tag close goToIf goTo assistant http log</c>.</param>
/// <param name="Timeout">Seconds; of agent, queue and http.</param>
/// <param name="Mode"><c>oneTime always firstMessage</c>; of autoReply.</param>
/// <param name="Target">Row number from 1; of goTo and goToIf.</param>
/// <param name="HandOverWords">Separated by commas; of assistant.</param>
/// <param name="Interval">The interval's id; null: always.</param>
internal sealed record PlanRowWire(
    string? Application,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] int? AgentId,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] int? QueueId,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] string? Text,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] string? Mode,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] int? TagId,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] int? DispositionId,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] PlanConditionWire? Condition,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] int? Target,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] int? AssistantId,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] int? Turns,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] string? HandOverWords,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] string? Address,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] int? Timeout,
    bool? Enabled,
    JsonElement? Interval)
{
    private static readonly Dictionary<PlanApplication, string> Names = new()
    {
        [PlanApplication.Agent] = "agent",
        [PlanApplication.Queue] = "queue",
        [PlanApplication.AutoReply] = "autoReply",
        [PlanApplication.Tag] = "tag",
        [PlanApplication.Close] = "close",
        [PlanApplication.GoToIf] = "goToIf",
        [PlanApplication.GoTo] = "goTo",
        [PlanApplication.Assistant] = "assistant",
        [PlanApplication.Http] = "http",
        [PlanApplication.Log] = "log",
    };

    public static PlanRowWire Of(PlanRowEntry row) => new(
        Names[row.Application], row.AgentId, row.QueueId, row.Text, row.Mode is { } mode ? WireNames.Of(mode) : null, row.TagId, row.DispositionId,
        row.Condition is { } condition ? PlanConditionWire.Of(condition) : null, row.Target, row.AssistantId, row.Turns, row.HandOverWords, row.Address,
        row.Timeout, row.IsEnabled, row.IntervalId is { } interval ? JsonSerializer.SerializeToElement(interval) : null);

    public IEnumerable<FieldError> FindErrors(string field)
    {
        if (string.IsNullOrEmpty(Application))
            yield return new FieldError($"{field}.application", FieldProblem.Required);
        else if (Kind is null)
            yield return new FieldError($"{field}.application", FieldProblem.Unknown, Application);
        if (Interval is { } interval && !(IsNull(interval) || (interval.ValueKind == JsonValueKind.Number && interval.TryGetInt32(out _))))
            yield return new FieldError($"{field}.interval", FieldProblem.Unknown, interval.ToString());
        if (Mode is not null && WireNames.Read<AutoReplyMode>(Mode) is null)
            yield return new FieldError($"{field}.mode", FieldProblem.Unknown, Mode);
        foreach (var error in Condition?.FindErrors($"{field}.condition") ?? [])
            yield return error;
    }

    /// <summary>What may be left out has its default; what does not belong to the application is dropped later.</summary>
    public PlanRowEntry ToEntry() => new(Kind ?? throw new InvalidOperationException("The application was not checked."))
    {
        IsEnabled = Enabled ?? true,
        IntervalId = Interval is { } interval && !IsNull(interval) ? interval.GetInt32() : null,
        AgentId = AgentId,
        QueueId = QueueId,
        Timeout = Timeout ?? (Kind == PlanApplication.Http ? PlanRowForm.UsualHttpSeconds : PlanRowForm.UsualSeconds),
        Text = Text,
        Mode = Mode is null ? AutoReplyMode.OneTime : WireNames.Read<AutoReplyMode>(Mode),
        TagId = TagId,
        DispositionId = DispositionId,
        Condition = Condition?.ToCondition(),
        Target = Target,
        AssistantId = AssistantId,
        Turns = Turns ?? PlanRowForm.UsualTurns,
        HandOverWords = HandOverWords,
        Address = Address,
    };

    private PlanApplication? Kind => Names.Where(name => name.Value == Application).Select(name => (PlanApplication?)name.Key).FirstOrDefault();

    private static bool IsNull(JsonElement element) => element.ValueKind is JsonValueKind.Null or JsonValueKind.Undefined;
}

/// <summary>The condition of a goToIf row.</summary>
/// <param name="Subject"><c>contactList contactName contactPhone messageText interval window</c>.</param>
/// <param name="Operator"><c>contains equalTo startsWith anyWord</c>; of the three texts.</param>
internal sealed record PlanConditionWire(
    string? Subject,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] string? Operator,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] string? Text,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] IReadOnlyList<int>? ListIds,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] int? IntervalId,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] bool? Not)
{
    public static PlanConditionWire Of(PlanCondition condition) => new(
        WireNames.Of(condition.Subject), condition.Operator is { } how ? WireNames.Of(how) : null, condition.Text, condition.ListIds, condition.IntervalId,
        condition.Not ? true : null);

    public IEnumerable<FieldError> FindErrors(string field)
    {
        if (string.IsNullOrEmpty(Subject))
            yield return new FieldError($"{field}.subject", FieldProblem.Required);
        else if (WireNames.Read<ConditionSubject>(Subject) is null)
            yield return new FieldError($"{field}.subject", FieldProblem.Unknown, Subject);
        if (Operator is not null && WireNames.Read<ConditionOperator>(Operator) is null)
            yield return new FieldError($"{field}.operator", FieldProblem.Unknown, Operator);
    }

    public PlanCondition ToCondition() => new()
    {
        Subject = WireNames.Read<ConditionSubject>(Subject) ?? throw new InvalidOperationException("The subject was not checked."),
        Operator = WireNames.Read<ConditionOperator>(Operator),
        Text = Text,
        ListIds = ListIds,
        IntervalId = IntervalId,
        Not = Not ?? false,
    };
}

/// <summary>Enumerations in JSON: their names, beginning small.</summary>
internal static class WireNames
{
    public static string Of<T>(T value) where T : struct, Enum => JsonNamingPolicy.CamelCase.ConvertName(value.ToString());

    /// <summary>Null for a name that none of them has.</summary>
    public static T? Read<T>(string? name) where T : struct, Enum =>
        Enum.GetValues<T>().Where(value => Of(value) == name).Select(value => (T?)value).FirstOrDefault();
}
