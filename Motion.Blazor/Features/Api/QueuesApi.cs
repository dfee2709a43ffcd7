using Motion.Blazor.Features.Queues;
using Motion.Domain;
using Motion.Domain.Queues;

namespace Motion.Blazor.Features.Api;

/// <summary>A queue. Strategy: <c>beepAll</c>, <c>roundRobinMemory</c> or <c>leastRecent</c>; agentTimeout in seconds; memberIds in the order of the round.</summary>
internal sealed record QueueJson(string? Name, string? Strategy, int? AgentTimeout, string? Description, IReadOnlyList<int>? MemberIds)
{
    public IReadOnlyList<FieldError> FindErrors() =>
        Strategy is null || QueueStrategyNames.FromWireName(Strategy) is not null ? [] : [new FieldError("strategy", FieldProblem.Unknown, Strategy)];

    public QueueEntry ToEntry(IReadOnlyList<int> membersOtherwise) => new(
        Name,
        Strategy is null ? QueueStrategy.BeepAll : QueueStrategyNames.FromWireName(Strategy)!.Value,
        AgentTimeout ?? 15,
        Description,
        MemberIds ?? membersOtherwise);
}

internal sealed record QueueAnswer(int Id, string Name, string Strategy, int AgentTimeout, string? Description, IReadOnlyList<int> MemberIds)
{
    public static QueueAnswer Of(QueueDetails queue) => new(
        queue.Id, queue.Entry.Name!, queue.Entry.Strategy.ToWireName(), queue.Entry.AgentTimeout, queue.Entry.Description, queue.Entry.MemberIds);
}

internal sealed record QueueRowAnswer(int Id, string Name, string Strategy, int AgentTimeout, string? Description, int Members);

internal static class QueuesApi
{
    public static void MapQueues(this RouteGroupBuilder api)
    {
        var queues = api.MapGroup("/queues").WithTags("Queues");

        queues.MapGet("", async (HttpRequest request, ListQueues list, ApiAnswers answers, CancellationToken cancellation) =>
            answers.ReadPage(request, out var limit, out var offset)
            ?? answers.From(await list.RunAsync(null, offset, limit, cancellation), page => Results.Ok(new ApiList<QueueRowAnswer>(
                page.Count,
                [.. page.Rows.Select(q => new QueueRowAnswer(q.Id, q.Name, q.Strategy.ToWireName(), q.AgentTimeout, q.Description, q.Members))]))))
            .DescribeList<QueueRowAnswer>("List queues");

        queues.MapPost("", async (HttpRequest request, SaveQueue save, ApiBodyReader reader, ApiAnswers answers, CancellationToken cancellation) =>
        {
            var body = await reader.ReadAsync<QueueJson>(request);
            if (body.Value is not { } queue)
                return body.Refusal!;
            if (queue.FindErrors() is { Count: > 0 } errors)
                return answers.Invalid(errors);
            return answers.From(await save.RunAsync(null, queue.ToEntry([]), cancellation), saved =>
                Results.Created($"/api/v1/queues/{saved.Id}", QueueAnswer.Of(saved)));
        }).DescribeWrite<QueueJson>("Add a queue").Produces<QueueAnswer>(StatusCodes.Status201Created);

        queues.MapGet("/{id:int}", async (int id, GetQueue get, ApiAnswers answers, CancellationToken cancellation) =>
            answers.From(await get.RunAsync(id, cancellation), queue => Results.Ok(QueueAnswer.Of(queue))))
            .DescribeRead<QueueAnswer>("Read a queue");

        queues.MapPut("/{id:int}", async (int id, HttpRequest request, GetQueue get, SaveQueue save, ApiBodyReader reader, ApiAnswers answers, CancellationToken cancellation) =>
        {
            var body = await reader.ReadAsync<QueueJson>(request);
            if (body.Value is not { } queue)
                return body.Refusal!;
            if (queue.FindErrors() is { Count: > 0 } errors)
                return answers.Invalid(errors);
            if (await get.RunAsync(id, cancellation) is not Outcome<QueueDetails>.Done stored)
                return answers.NotFound();
            return answers.From(await save.RunAsync(id, queue.ToEntry(stored.Value.Entry.MemberIds), cancellation), saved => Results.Ok(QueueAnswer.Of(saved)));
        }).DescribeWrite<QueueJson>("Save a queue").Produces<QueueAnswer>().ProducesProblem(StatusCodes.Status404NotFound)
            .WithDescription("Without memberIds the members stay.");

        queues.MapDelete("/{id:int}", async (int id, DeleteQueue delete, ApiAnswers answers, CancellationToken cancellation) =>
            answers.From(await delete.RunAsync(id, cancellation), _ => Results.NoContent()))
            .DescribeDelete("Delete a queue that no plan uses").ProducesProblem(StatusCodes.Status409Conflict);

        queues.MapGet("/{id:int}/members", async (int id, GetQueue get, ApiAnswers answers, CancellationToken cancellation) =>
            answers.From(await get.RunAsync(id, cancellation), queue => Results.Ok(new IdsJson(queue.Entry.MemberIds))))
            .DescribeRead<IdsJson>("Members of a queue, in the order of the round");

        queues.MapPut("/{id:int}/members", async (int id, HttpRequest request, SetQueueMembers set, ApiBodyReader reader, ApiAnswers answers, CancellationToken cancellation) =>
        {
            var body = await reader.ReadAsync<IdsJson>(request);
            if (body.Value is not { } members)
                return body.Refusal!;
            return members.Ids is null
                ? answers.Invalid("ids", "IdsMissing")
                : answers.From(await set.RunAsync(id, members.Ids, cancellation), saved => Results.Ok(new IdsJson(saved.Entry.MemberIds)));
        }).DescribeWrite<IdsJson>("Set the members of a queue").Produces<IdsJson>().ProducesProblem(StatusCodes.Status404NotFound);
    }
}
