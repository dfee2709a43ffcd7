using System.Text.Json;
using System.Text.Json.Serialization;
using Motion.Blazor.Features.Accounts;
using Motion.Domain;
using Motion.Domain.Routing;

namespace Motion.Blazor.Features.Api;

/// <summary>A row of the plan (product.md section 12). A row of another application than these two is refused by name.</summary>
/// <param name="Application"><c>agent</c> or <c>queue</c>.</param>
/// <param name="Interval">Null: always. There are no named intervals yet.</param>
internal sealed record PlanRowJson(
    string? Application,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] int? AgentId,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] int? QueueId,
    int? Timeout,
    bool? Enabled,
    JsonElement? Interval)
{
    public static PlanRowJson Of(PlanRowEntry row) =>
        new(row.Application == PlanApplication.Agent ? "agent" : "queue", row.AgentId, row.QueueId, row.Timeout, row.IsEnabled, null);

    public IEnumerable<FieldError> FindErrors(string field)
    {
        if (string.IsNullOrEmpty(Application))
            yield return new FieldError($"{field}.application", FieldProblem.Required);
        else if (Kind is null)
            yield return new FieldError($"{field}.application", FieldProblem.Unknown, Application);
        if (Interval is { ValueKind: not JsonValueKind.Null })
            yield return new FieldError($"{field}.interval", FieldProblem.Unknown, Interval.ToString());
    }

    public PlanRowEntry ToEntry() => new(
        Kind ?? throw new InvalidOperationException("The application was not checked."), AgentId, QueueId, Timeout ?? new PlanRow().Timeout, Enabled ?? true);

    private PlanApplication? Kind => Application switch
    {
        "agent" => PlanApplication.Agent,
        "queue" => PlanApplication.Queue,
        _ => null,
    };
}

internal sealed record PlanJson(IReadOnlyList<PlanRowJson?>? Rows, string? Version);

internal sealed record PlanAnswer(int Count, IReadOnlyList<PlanRowJson> Rows, string Version)
{
    public static PlanAnswer Of(ActionPlan plan) => new(plan.Rows.Count, [.. plan.Rows.Select(PlanRowJson.Of)], plan.Version);
}

internal static class ActionsApi
{
    public static void MapActions(this RouteGroupBuilder accounts)
    {
        accounts.MapGet("/{id:int}/actions", async (int id, GetActions get, ApiAnswers answers, CancellationToken cancellation) =>
            answers.From(await get.RunAsync(id, cancellation), plan => Results.Ok(PlanAnswer.Of(plan))))
            .DescribeRead<PlanAnswer>("Read the action plan");

        accounts.MapPut("/{id:int}/actions", async (int id, HttpRequest request, SetActions set, ApiBodyReader reader, ApiAnswers answers, CancellationToken cancellation) =>
        {
            var body = await ReadPlanAsync(request, reader);
            if (body.Value is not { } plan)
                return body.Refusal!;
            if (plan.Rows is null || plan.Rows.Contains(null))
                return answers.Invalid("rows", "RowsMissing");
            if (plan.Rows.SelectMany((row, index) => row!.FindErrors($"rows[{index}]")).ToList() is { Count: > 0 } errors)
                return answers.Invalid(errors);
            return answers.From(await set.RunAsync(id, plan.Version, [.. plan.Rows.Select(row => row!.ToEntry())], cancellation), saved =>
                Results.Ok(PlanAnswer.Of(saved)));
        }).DescribeWrite<PlanJson>("Replace the action plan").Produces<PlanAnswer>().ProducesProblem(StatusCodes.Status404NotFound)
            .ProducesProblem(StatusCodes.Status409Conflict)
            .WithDescription("Rows in the order in which they run. A bare array of rows is understood as well.");
    }

    private static async Task<ApiBody<PlanJson>> ReadPlanAsync(HttpRequest request, ApiBodyReader reader)
    {
        var body = await reader.ReadAsync<JsonDocument>(request);
        if (body.Value is not { } document)
            return new ApiBody<PlanJson>(null, body.Refusal);
        using (document)
        {
            return document.RootElement.ValueKind == JsonValueKind.Array
                ? reader.Read<PlanJson>("rows", () => new PlanJson(document.Deserialize<List<PlanRowJson?>>(ApiBodyReader.Options), null))
                : reader.Read<PlanJson>("", () => document.Deserialize<PlanJson>(ApiBodyReader.Options));
        }
    }
}
