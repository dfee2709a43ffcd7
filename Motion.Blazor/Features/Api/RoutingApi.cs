using Motion.Blazor.Features.Routing.Dispositions;
using Motion.Blazor.Features.Routing.Pauses;
using Motion.Blazor.Features.Routing.Tags;
using Motion.Domain;
using Motion.Domain.Dispositions;
using Motion.Domain.Interactions;

namespace Motion.Blazor.Features.Api;

internal sealed record PauseJson(string? Name);

internal sealed record PauseAnswer(int Id, string Name);

/// <param name="Colour"><c>slate red amber green teal blue violet pink</c>; slate when left out.</param>
internal sealed record TagJson(string? Name, string? Colour);

internal sealed record TagAnswer(int Id, string Name, string Colour)
{
    public static TagAnswer Of(TagRow tag) => new(tag.Id, tag.Name, tag.Colour.ToWireName());
}

/// <param name="ParentId">The level above; null at the first level. Cannot be changed.</param>
/// <param name="AccountId">Null for a general one. Cannot be changed.</param>
internal sealed record DispositionJson(string? Name, int? ParentId, int? AccountId);

/// <param name="Level">1 to 3.</param>
/// <param name="System">The system gives it, and nobody can change it.</param>
internal sealed record DispositionAnswer(int Id, string Name, int? ParentId, int? AccountId, int Level, bool System)
{
    public static DispositionAnswer Of(DispositionNode node) => new(node.Id, node.Name, node.ParentId, node.AccountId, node.Level, node.System is not null);
}

internal static class RoutingApi
{
    public static void MapRouting(this RouteGroupBuilder api)
    {
        MapPauses(api.MapGroup("/pauses").WithTags("Routing"));
        MapTags(api.MapGroup("/tags").WithTags("Routing"));
        MapDispositions(api.MapGroup("/dispositions").WithTags("Routing"));
    }

    private static void MapPauses(RouteGroupBuilder pauses)
    {
        pauses.MapGet("", async (HttpRequest request, ListPauses list, ApiAnswers answers, CancellationToken cancellation) =>
            answers.ReadPage(request, out var limit, out var offset)
            ?? answers.From(await list.RunAsync(offset, limit, cancellation), page =>
                Results.Ok(new ApiList<PauseAnswer>(page.Count, [.. page.Rows.Select(pause => new PauseAnswer(pause.Id, pause.Name))]))))
            .DescribeList<PauseAnswer>("List pauses");
        pauses.MapPost("", (HttpRequest request, SavePause save, ApiBodyReader reader, ApiAnswers answers, CancellationToken cancellation) =>
            SaveAsync(null, request, save, reader, answers, cancellation))
            .DescribeWrite<PauseJson>("Add a pause").Produces<PauseAnswer>(StatusCodes.Status201Created);
        pauses.MapPut("/{id:int}", (int id, HttpRequest request, SavePause save, ApiBodyReader reader, ApiAnswers answers, CancellationToken cancellation) =>
            SaveAsync(id, request, save, reader, answers, cancellation))
            .DescribeWrite<PauseJson>("Rename a pause").Produces<PauseAnswer>().ProducesProblem(StatusCodes.Status404NotFound);
        pauses.MapDelete("/{id:int}", async (int id, DeletePause delete, ApiAnswers answers, CancellationToken cancellation) =>
            answers.From(await delete.RunAsync(id, cancellation), _ => Results.NoContent()))
            .DescribeDelete("Delete a pause that no account needs").ProducesProblem(StatusCodes.Status409Conflict);

        static async Task<IResult> SaveAsync(int? id, HttpRequest request, SavePause save, ApiBodyReader reader, ApiAnswers answers, CancellationToken cancellation)
        {
            var body = await reader.ReadAsync<PauseJson>(request);
            return body.Value is not { } pause
                ? body.Refusal!
                : answers.From(await save.RunAsync(id, pause.Name, cancellation), saved => Answer("pauses", id, saved.Id, new PauseAnswer(saved.Id, saved.Name)));
        }
    }

    private static void MapTags(RouteGroupBuilder tags)
    {
        tags.MapGet("", async (HttpRequest request, ListTags list, ApiAnswers answers, CancellationToken cancellation) =>
            answers.ReadPage(request, out var limit, out var offset)
            ?? answers.From(await list.RunAsync(offset, limit, cancellation), page =>
                Results.Ok(new ApiList<TagAnswer>(page.Count, [.. page.Rows.Select(TagAnswer.Of)]))))
            .DescribeList<TagAnswer>("List tags");
        tags.MapPost("", (HttpRequest request, SaveTag save, ApiBodyReader reader, ApiAnswers answers, CancellationToken cancellation) =>
            SaveAsync(null, request, save, reader, answers, cancellation))
            .DescribeWrite<TagJson>("Add a tag").Produces<TagAnswer>(StatusCodes.Status201Created);
        tags.MapPut("/{id:int}", (int id, HttpRequest request, SaveTag save, ApiBodyReader reader, ApiAnswers answers, CancellationToken cancellation) =>
            SaveAsync(id, request, save, reader, answers, cancellation))
            .DescribeWrite<TagJson>("Save a tag").Produces<TagAnswer>().ProducesProblem(StatusCodes.Status404NotFound);
        tags.MapDelete("/{id:int}", async (int id, DeleteTag delete, ApiAnswers answers, CancellationToken cancellation) =>
            answers.From(await delete.RunAsync(id, cancellation), _ => Results.NoContent()))
            .DescribeDelete("Delete a tag that no plan uses").ProducesProblem(StatusCodes.Status409Conflict)
            .WithDescription("It goes from the interactions that bear it.");

        static async Task<IResult> SaveAsync(int? id, HttpRequest request, SaveTag save, ApiBodyReader reader, ApiAnswers answers, CancellationToken cancellation)
        {
            var body = await reader.ReadAsync<TagJson>(request);
            if (body.Value is not { } tag)
                return body.Refusal!;
            if (tag.Colour is not null && TagColourNames.FromWireName(tag.Colour) is null)
                return answers.Invalid([new FieldError("colour", FieldProblem.Unknown, tag.Colour)]);
            var colour = TagColourNames.FromWireName(tag.Colour) ?? TagColour.Slate;
            return answers.From(await save.RunAsync(id, tag.Name, colour, cancellation), saved => Answer("tags", id, saved.Id, TagAnswer.Of(saved)));
        }
    }

    private static void MapDispositions(RouteGroupBuilder dispositions)
    {
        dispositions.MapGet("", async (HttpRequest request, ListDispositions list, ApiAnswers answers, CancellationToken cancellation) =>
        {
            if (answers.ReadPage(request, out var limit, out var offset) is { } refusal)
                return refusal;
            if (!ApiAnswers.TryRead(request, "accountId", 0, out var accountId))
                return answers.Invalid([new FieldError("accountId", FieldProblem.Invalid)]);
            return answers.From(await list.RunAsync(accountId == 0 ? null : accountId, cancellation), nodes =>
                Results.Ok(new ApiList<DispositionAnswer>(nodes.Count, [.. nodes.Skip(offset).Take(limit).Select(DispositionAnswer.Of)])));
        }).DescribeList<DispositionAnswer>("List dispositions").WithMetadata(new TakesFilter("accountId", "integer", "Those of one account; the general ones when left out"))
            .WithDescription("A tree laid flat: each one stands before what hangs below it.");
        dispositions.MapPost("", (HttpRequest request, SaveDisposition save, ApiBodyReader reader, ApiAnswers answers, CancellationToken cancellation) =>
            SaveAsync(null, request, save, reader, answers, cancellation))
            .DescribeWrite<DispositionJson>("Add a disposition").Produces<DispositionAnswer>(StatusCodes.Status201Created);
        dispositions.MapPut("/{id:int}", (int id, HttpRequest request, SaveDisposition save, ApiBodyReader reader, ApiAnswers answers, CancellationToken cancellation) =>
            SaveAsync(id, request, save, reader, answers, cancellation))
            .DescribeWrite<DispositionJson>("Rename a disposition").Produces<DispositionAnswer>().ProducesProblem(StatusCodes.Status404NotFound)
            .ProducesProblem(StatusCodes.Status409Conflict);
        dispositions.MapDelete("/{id:int}", async (int id, DeleteDisposition delete, ApiAnswers answers, CancellationToken cancellation) =>
            answers.From(await delete.RunAsync(id, cancellation), _ => Results.NoContent()))
            .DescribeDelete("Delete a disposition and what hangs below it").ProducesProblem(StatusCodes.Status409Conflict)
            .WithDescription("Interactions that ended with one keep it.");

        static async Task<IResult> SaveAsync(
            int? id, HttpRequest request, SaveDisposition save, ApiBodyReader reader, ApiAnswers answers, CancellationToken cancellation)
        {
            var body = await reader.ReadAsync<DispositionJson>(request);
            return body.Value is not { } disposition
                ? body.Refusal!
                : answers.From(await save.RunAsync(id, new DispositionEntry(disposition.Name, disposition.ParentId, disposition.AccountId), cancellation), saved =>
                    Answer("dispositions", id, saved.Id, DispositionAnswer.Of(saved)));
        }
    }

    /// <summary>201 with its address for a new one, 200 otherwise.</summary>
    internal static IResult Answer<T>(string collection, int? id, int savedId, T answer) => id is null
        ? Results.Created($"/api/v1/{collection}/{savedId}", answer)
        : Results.Ok(answer);
}
