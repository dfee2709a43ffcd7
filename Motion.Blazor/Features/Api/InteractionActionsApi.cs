using System.Text.Json;
using Microsoft.Extensions.Localization;
using Motion.Blazor.Features.Desk;
using Motion.Blazor.Features.Desk.Conversation;
using Motion.Blazor.Features.Desk.Work;
using Motion.Blazor.Features.Interactions;

namespace Motion.Blazor.Features.Api;

/// <summary>Ends a conversation. Without a disposition only where the account wants none.</summary>
internal sealed record CloseJson(int? DispositionId);

/// <summary>Hands a conversation over: to an agent or to a queue, one of the two.</summary>
internal sealed record HandOverJson(int? AgentId, int? QueueId, string? Note);

/// <summary>The tags the conversation is to have.</summary>
internal sealed record TagsJson(IReadOnlyList<int>? TagIds);

/// <summary>A line of the timeline. Kind is a name for programs, text a sentence for people, in the language of the request.</summary>
internal sealed record TimelineAnswer(long Id, DateTimeOffset At, string Kind, string? Agent, string? Queue, int? Number, string? Detail, string Text);

internal static class InteractionActionsApi
{
    public static void MapInteractionActions(this RouteGroupBuilder interactions)
    {
        interactions.MapPost("/{id:long}/close", async (long id, HttpRequest request, ActOnInteraction act, ListInteractions list, ApiBodyReader reader, ApiAnswers answers, CancellationToken cancellation) =>
        {
            var body = await reader.ReadAsync<CloseJson>(request);
            return body.Value is not { } close
                ? body.Refusal!
                : await AnswerAsync(id, await act.CloseAsync(id, close.DispositionId, cancellation), list, answers, cancellation);
        }).DescribeAction<CloseJson>("Close an interaction");

        interactions.MapPost("/{id:long}/transfer", async (long id, HttpRequest request, ActOnInteraction act, ListInteractions list, ApiBodyReader reader, ApiAnswers answers, CancellationToken cancellation) =>
        {
            var body = await reader.ReadAsync<HandOverJson>(request);
            if (body.Value is not { } transfer)
                return body.Refusal!;
            return (transfer.AgentId is null) == (transfer.QueueId is null)
                ? answers.Invalid("agentId", "AgentOrQueue")
                : await AnswerAsync(id, await act.TransferAsync(id, new TransferTarget(transfer.AgentId, transfer.QueueId), transfer.Note, cancellation), list, answers, cancellation);
        }).DescribeAction<HandOverJson>("Hand an interaction to another agent or to a queue");

        interactions.MapPost("/{id:long}/tags", async (long id, HttpRequest request, ActOnInteraction act, ListInteractions list, ApiBodyReader reader, ApiAnswers answers, CancellationToken cancellation) =>
        {
            var body = await reader.ReadAsync<TagsJson>(request);
            if (body.Value is not { } tags)
                return body.Refusal!;
            return tags.TagIds is null
                ? answers.Invalid("tagIds", "IdsMissing")
                : await AnswerAsync(id, await act.SetTagsAsync(id, [.. tags.TagIds.Distinct()], cancellation), list, answers, cancellation);
        }).DescribeAction<TagsJson>("Set the tags of an interaction");

        interactions.MapGet("/{id:long}/timeline", async (long id, HttpRequest request, ListTimeline timeline, IStringLocalizer<DeskWords> words, ApiAnswers answers, CancellationToken cancellation) =>
            answers.ReadPage(request, out var limit, out var offset)
            ?? answers.From(await timeline.RunAsync(id, offset, limit, cancellation), page =>
                Results.Ok(new ApiList<TimelineAnswer>(page.Count, [.. page.Rows.Select(line => Of(line, words))]))))
            .DescribeList<TimelineAnswer>("Read why an interaction went where it went, the oldest first")
            .ProducesProblem(StatusCodes.Status404NotFound);
    }

    private static RouteHandlerBuilder DescribeAction<T>(this RouteHandlerBuilder route, string summary) where T : notnull => route
        .DescribeWrite<T>(summary).Produces<InteractionAnswer>()
        .ProducesProblem(StatusCodes.Status404NotFound).ProducesProblem(StatusCodes.Status409Conflict);

    private static async Task<IResult> AnswerAsync(long id, Outcome<bool> outcome, ListInteractions list, ApiAnswers answers, CancellationToken cancellation)
    {
        if (outcome is not Outcome<bool>.Done)
            return answers.From(outcome, _ => Results.NoContent());
        return answers.From(await list.FindAsync(id, cancellation), interaction => Results.Ok(InteractionAnswer.Of(interaction)));
    }

    private static TimelineAnswer Of(TimelineLine line, IStringLocalizer<DeskWords> words) => new(
        line.Id, line.At, JsonNamingPolicy.CamelCase.ConvertName(line.Kind.ToString()), line.Agent, line.Queue, line.Number, line.Text, TimelineWords.Sentence(words, line));
}
