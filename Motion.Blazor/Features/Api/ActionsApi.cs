using System.Text.Json;
using Motion.Blazor.Features.Accounts;

namespace Motion.Blazor.Features.Api;

internal sealed record PlanJson(IReadOnlyList<PlanRowWire?>? Rows, string? Version);

internal sealed record PlanAnswer(int Count, IReadOnlyList<PlanRowWire> Rows, string Version)
{
    public static PlanAnswer Of(ActionPlan plan) => new(plan.Rows.Count, [.. plan.Rows.Select(PlanRowWire.Of)], plan.Version);
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
                ? reader.Read<PlanJson>("rows", () => new PlanJson(document.Deserialize<List<PlanRowWire?>>(ApiBodyReader.Options), null))
                : reader.Read<PlanJson>("", () => document.Deserialize<PlanJson>(ApiBodyReader.Options));
        }
    }
}
