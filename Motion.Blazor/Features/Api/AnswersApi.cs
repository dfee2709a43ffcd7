using Motion.Blazor.Features.Administration.Assistants;
using Motion.Blazor.Features.CannedAnswers;
using Motion.Domain;
using Motion.Domain.Assistants;
using Motion.Domain.CannedAnswers;

namespace Motion.Blazor.Features.Api;

/// <param name="Key">What is typed after the slash: one word.</param>
/// <param name="AccountId">Null for a general one. Cannot be changed.</param>
internal sealed record CannedAnswerJson(string? Key, string? Text, int? AccountId);

/// <param name="Endpoint">Base address: https, or http to the machine Motion runs on.</param>
/// <param name="Key">Left out, the stored one stays; empty takes it away. Never comes back.</param>
internal sealed record AssistantJson(string? Name, string? Endpoint, string? Model, string? Key, string? Instructions);

internal sealed record AssistantApiAnswer(int Id, string Name, string Endpoint, string Model, bool KeyIsSet, string Instructions)
{
    public static AssistantApiAnswer Of(AssistantRow row) => new(row.Id, row.Name, row.Endpoint, row.Model, row.KeyIsSet, row.Instructions);
}

internal static class AnswersApi
{
    public static void MapAnswers(this RouteGroupBuilder api)
    {
        MapCannedAnswers(api.MapGroup("/canned-answers").WithTags("Canned answers"));
        MapAssistants(api.MapGroup("/assistants").WithTags("Assistants"));
    }

    private static void MapCannedAnswers(RouteGroupBuilder canned)
    {
        canned.MapGet("", async (HttpRequest request, ListCannedAnswers list, ApiAnswers answers, CancellationToken cancellation) =>
        {
            if (answers.ReadPage(request, out var limit, out var offset) is { } refusal)
                return refusal;
            if (!ApiAnswers.TryRead(request, "accountId", 0, out var accountId))
                return answers.Invalid([new FieldError("accountId", FieldProblem.Invalid)]);
            return answers.From(await list.RunAsync(accountId == 0 ? null : accountId, null, offset, limit, cancellation), page =>
                Results.Ok(new ApiList<CannedAnswerRow>(page.Count, page.Rows)));
        }).DescribeList<CannedAnswerRow>("List canned answers").WithMetadata(new TakesFilter("accountId", "integer", "Those of one account; the general ones when left out"));
        canned.MapPost("", (HttpRequest request, SaveCannedAnswer save, ApiBodyReader reader, ApiAnswers answers, CancellationToken cancellation) =>
            SaveAsync(null, request, save, reader, answers, cancellation))
            .DescribeWrite<CannedAnswerJson>("Add a canned answer").Produces<CannedAnswerRow>(StatusCodes.Status201Created);
        canned.MapPut("/{id:int}", (int id, HttpRequest request, SaveCannedAnswer save, ApiBodyReader reader, ApiAnswers answers, CancellationToken cancellation) =>
            SaveAsync(id, request, save, reader, answers, cancellation))
            .DescribeWrite<CannedAnswerJson>("Save a canned answer").Produces<CannedAnswerRow>().ProducesProblem(StatusCodes.Status404NotFound);
        canned.MapDelete("/{id:int}", async (int id, DeleteCannedAnswer delete, ApiAnswers answers, CancellationToken cancellation) =>
            answers.From(await delete.RunAsync(id, cancellation), _ => Results.NoContent()))
            .DescribeDelete("Delete a canned answer");

        static async Task<IResult> SaveAsync(
            int? id, HttpRequest request, SaveCannedAnswer save, ApiBodyReader reader, ApiAnswers answers, CancellationToken cancellation)
        {
            var body = await reader.ReadAsync<CannedAnswerJson>(request);
            return body.Value is not { } answer
                ? body.Refusal!
                : answers.From(await save.RunAsync(id, new CannedAnswerEntry(answer.Key, answer.Text, answer.AccountId), cancellation), saved =>
                    RoutingApi.Answer("canned-answers", id, saved.Id, saved));
        }
    }

    private static void MapAssistants(RouteGroupBuilder assistants)
    {
        assistants.MapGet("", async (HttpRequest request, ListAssistants list, ApiAnswers answers, CancellationToken cancellation) =>
            answers.ReadPage(request, out var limit, out var offset)
            ?? answers.From(await list.RunAsync(offset, limit, cancellation), page =>
                Results.Ok(new ApiList<AssistantApiAnswer>(page.Count, [.. page.Rows.Select(AssistantApiAnswer.Of)]))))
            .DescribeList<AssistantApiAnswer>("List assistants");
        assistants.MapPost("", (HttpRequest request, SaveAssistant save, ApiBodyReader reader, ApiAnswers answers, CancellationToken cancellation) =>
            SaveAsync(null, request, save, reader, answers, cancellation))
            .DescribeWrite<AssistantJson>("Add an assistant").Produces<AssistantApiAnswer>(StatusCodes.Status201Created);
        assistants.MapPut("/{id:int}", (int id, HttpRequest request, SaveAssistant save, ApiBodyReader reader, ApiAnswers answers, CancellationToken cancellation) =>
            SaveAsync(id, request, save, reader, answers, cancellation))
            .DescribeWrite<AssistantJson>("Save an assistant").Produces<AssistantApiAnswer>().ProducesProblem(StatusCodes.Status404NotFound);
        assistants.MapDelete("/{id:int}", async (int id, DeleteAssistant delete, ApiAnswers answers, CancellationToken cancellation) =>
            answers.From(await delete.RunAsync(id, cancellation), _ => Results.NoContent()))
            .DescribeDelete("Delete an assistant that no account uses").ProducesProblem(StatusCodes.Status409Conflict);

        static async Task<IResult> SaveAsync(
            int? id, HttpRequest request, SaveAssistant save, ApiBodyReader reader, ApiAnswers answers, CancellationToken cancellation)
        {
            var body = await reader.ReadAsync<AssistantJson>(request);
            return body.Value is not { } assistant
                ? body.Refusal!
                : answers.From(
                    await save.RunAsync(id, new AssistantEntry(assistant.Name, assistant.Endpoint, assistant.Model, assistant.Key, assistant.Instructions), cancellation),
                    saved => RoutingApi.Answer("assistants", id, saved.Id, AssistantApiAnswer.Of(saved)));
        }
    }
}
