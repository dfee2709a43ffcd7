using System.Globalization;
using Motion.Blazor.Features.Desk;
using Motion.Blazor.Features.Desk.Files;
using Motion.Blazor.Features.Interactions;
using Motion.Domain.Interactions;
using Motion.Domain.Messaging;

namespace Motion.Blazor.Features.Api;

internal static class InteractionsApi
{
    public static void MapInteractions(this RouteGroupBuilder api)
    {
        var interactions = api.MapGroup("/whatsapp/interactions").WithTags("Interactions");

        interactions.MapGet("", async (HttpRequest request, ListInteractions list, ApiAnswers answers, CancellationToken cancellation) =>
            answers.ReadPage(request, out var limit, out var offset)
            ?? ReadFilters(request, answers, out var query)
            ?? answers.From(await list.RunAsync(query with { Limit = limit, Offset = offset }, cancellation), page =>
                Results.Ok(new ApiList<InteractionAnswer>(page.Count, [.. page.Rows.Select(InteractionAnswer.Of)]))))
            .DescribeList<InteractionAnswer>("List interactions, the newest first")
            .WithMetadata(
                new TakesFilter("accountId", "integer", "Only of this account"),
                new TakesFilter("status", "string", "open or closed"),
                new TakesFilter("ownerId", "integer", "Only those this agent holds"),
                new TakesFilter("queueId", "integer", "Only those that came through this queue"),
                new TakesFilter("tagId", "integer", "Only those with this tag"),
                new TakesFilter("read", "string", "true or false"),
                new TakesFilter("startedFrom", "string", "Only those that started at this time or later, ISO 8601 with zone"),
                new TakesFilter("startedBefore", "string", "Only those that started before this time"));
        interactions.MapSearch();

        interactions.MapGet("/{id:long}", async (long id, ListInteractions list, ApiAnswers answers, CancellationToken cancellation) =>
            answers.From(await list.FindAsync(id, cancellation), interaction => Results.Ok(InteractionAnswer.Of(interaction))))
            .DescribeRead<InteractionAnswer>("Read an interaction");

        interactions.MapGet("/{id:long}/messages", async (long id, HttpRequest request, ListMessages list, ApiAnswers answers, CancellationToken cancellation) =>
            answers.ReadPage(request, out var limit, out var offset)
            ?? answers.From(await list.RunAsync(id, offset, limit, cancellation), page =>
                Results.Ok(new ApiList<MessageAnswer>(page.Count, [.. page.Rows.Select(MessageAnswer.Of)]))))
            .DescribeList<MessageAnswer>("List the messages of an interaction, the oldest first")
            .ProducesProblem(StatusCodes.Status404NotFound);

        interactions.MapPost("/{id:long}/messages", async (long id, HttpRequest request, AddMessage add, ApiBodyReader reader, ApiAnswers answers, CancellationToken cancellation) =>
        {
            var body = await reader.ReadAsync<MessageJson>(request);
            if (body.Value is not { } message)
                return body.Refusal!;
            if (message.Direction is not (null or "out" or "note"))
                return answers.Invalid("direction", "BadDirection");
            if (message.Read() is not { } asked)
                return answers.Invalid("body", "OneThingAtATime");
            return answers.From(await add.RunAsync(id, asked, cancellation), added =>
                Results.Created($"/api/v1/whatsapp/interactions/{id}/messages", MessageAnswer.Of(added)));
        })
            .DescribeWrite<MessageJson>("Write to the customer, or a note to the agents")
            .Produces<MessageAnswer>(StatusCodes.Status201Created)
            .ProducesProblem(StatusCodes.Status404NotFound).ProducesProblem(StatusCodes.Status409Conflict);
        MapFiles(interactions);
        interactions.MapInteractionActions();
    }

    /// <summary>A file is handed in first, as the whole body of a call, so that it never has to fit into memory; then a message names it.</summary>
    private static void MapFiles(RouteGroupBuilder interactions) =>
        interactions.MapPost("/{id:long}/files", async (long id, string? name, HttpContext http, UploadFile upload, ApiAnswers answers, CancellationToken cancellation) =>
        {
            FileEndpoints.AllowLargeBody(http);
            var outcome = await upload.HandleAsync(id, name, http.Request.ContentLength, http.Request.Body, cancellation);
            return outcome switch
            {
                { Upload: { } taken } => Results.Json(UploadAnswer.Of(taken), statusCode: StatusCodes.Status201Created),
                { Refusal: DeskRefusal.NotFound } => answers.NotFound(),
                { Refusal: DeskRefusal.AlreadyClosed } => answers.Conflict(ConflictReason.InteractionClosed),
                { Refusal: DeskRefusal.NotSupported } => answers.Conflict(ConflictReason.NotAtThisProvider),
                { Refusal: DeskRefusal.Empty } => answers.Invalid("body", "EmptyBody"),
                _ => answers.TooLarge(outcome.Limit),
            };
        })
            .WithSummary("Hand in a file for the customer: the body is the file, name its name; the answer's id goes into a message as fileId")
            .WithMetadata(new TakesFilter("name", "string", "The file's name"))
            .Produces<UploadAnswer>(StatusCodes.Status201Created)
            .ProducesProblem(StatusCodes.Status404NotFound).ProducesProblem(StatusCodes.Status409Conflict).ProducesProblem(StatusCodes.Status413PayloadTooLarge);

    private static IResult? ReadFilters(HttpRequest request, ApiAnswers answers, out InteractionQuery query)
    {
        query = new InteractionQuery();
        foreach (var name in new[] { "accountId", "ownerId", "queueId", "tagId" })
        {
            if (!ApiAnswers.TryRead(request, name, 0, out var id))
                return answers.Invalid(name, "BadNumber");
            if (request.Query[name].ToString().Length == 0)
                continue;
            query = name switch
            {
                "accountId" => query with { AccountId = id },
                "ownerId" => query with { OwnerId = id },
                "queueId" => query with { QueueId = id },
                _ => query with { TagId = id },
            };
        }
        foreach (var name in new[] { "startedFrom", "startedBefore" })
        {
            var text = request.Query[name].ToString();
            if (text.Length == 0)
                continue;
            if (!DateTimeOffset.TryParse(text, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out var at))
                return answers.Invalid(name, "BadTime");
            query = name == "startedFrom" ? query with { StartedFrom = at } : query with { StartedBefore = at };
        }
        switch (request.Query["read"].ToString())
        {
            case "":
                break;
            case "true":
                query = query with { IsRead = true };
                break;
            case "false":
                query = query with { IsRead = false };
                break;
            default:
                return answers.Invalid("read", "BadFlag");
        }
        switch (request.Query["status"].ToString())
        {
            case "":
                return null;
            case "open":
                query = query with { Status = InteractionStatus.Open };
                return null;
            case "closed":
                query = query with { Status = InteractionStatus.Closed };
                return null;
            default:
                return answers.Invalid("status", "BadStatus");
        }
    }
}
