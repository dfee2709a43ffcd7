using System.Globalization;
using Motion.Blazor.Features.Accounts;
using Motion.Blazor.Features.Routing.Intervals;
using Motion.Domain;
using Motion.Domain.Routing;

namespace Motion.Blazor.Features.Api;

/// <summary>One part of an interval; what is left out always holds.</summary>
/// <param name="From">First minute, <c>09:00</c>.</param>
/// <param name="To">Last minute, included; before from it is on the next day.</param>
/// <param name="Weekdays"><c>monday</c> … <c>sunday</c>.</param>
/// <param name="MonthDays">1…31.</param>
/// <param name="Months">1…12.</param>
internal sealed record IntervalPartJson(string? From, string? To, IReadOnlyList<string?>? Weekdays, IReadOnlyList<int>? MonthDays, IReadOnlyList<int>? Months)
{
    public static IntervalPartJson Of(IntervalPart part) => new(
        part.From is { } from ? IntervalParts.WriteMinute(from) : null,
        part.To is { } to ? IntervalParts.WriteMinute(to) : null,
        [.. part.Weekdays.Select(WireNames.Of)], part.MonthDays, part.Months);

    public IEnumerable<FieldError> FindErrors(string field)
    {
        if (From is not null && IntervalParts.ReadMinute(From) is null)
            yield return new FieldError($"{field}.from", FieldProblem.Invalid);
        if (To is not null && IntervalParts.ReadMinute(To) is null)
            yield return new FieldError($"{field}.to", FieldProblem.Invalid);
        foreach (var day in (Weekdays ?? []).Where(day => WireNames.Read<DayOfWeek>(day) is null))
            yield return new FieldError($"{field}.weekdays", FieldProblem.Unknown, day);
    }

    public IntervalPart ToPart() => new(
        From is null ? null : IntervalParts.ReadMinute(From), To is null ? null : IntervalParts.ReadMinute(To),
        [.. (Weekdays ?? []).Select(day => WireNames.Read<DayOfWeek>(day)!.Value)], MonthDays ?? [], Months ?? []);
}

/// <param name="TimeZone">IANA name; null: the system's.</param>
internal sealed record IntervalJson(string? Name, string? TimeZone, IReadOnlyList<IntervalPartJson?>? Parts)
{
    public IReadOnlyList<FieldError> FindErrors() => [.. (Parts ?? []).Index().SelectMany(part =>
        part.Item?.FindErrors($"parts[{part.Index}]") ?? [new FieldError($"parts[{part.Index}]", FieldProblem.Required)])];

    public IntervalEntry ToEntry() => new(Name, TimeZone, [.. (Parts ?? []).Select(part => part!.ToPart())]);
}

/// <param name="Zone">The zone it is meant in: its own or the system's.</param>
/// <param name="ChangesAt">When holdsNow changes; null: never.</param>
internal sealed record IntervalApiAnswer(
    int Id, string Name, string? TimeZone, string Zone, IReadOnlyList<IntervalPartJson> Parts, bool HoldsNow, DateTimeOffset? ChangesAt)
{
    public static IntervalApiAnswer Of(IntervalDetails interval) => new(
        interval.Id, interval.Entry.Name!, interval.Entry.TimeZone, interval.Zone.Id, [.. interval.Entry.Parts.Select(IntervalPartJson.Of)],
        interval.HoldsNow, interval.ChangesAt?.ToUniversalTime());
}

internal static class IntervalsApi
{
    public static void MapIntervals(this RouteGroupBuilder api)
    {
        var intervals = api.MapGroup("/intervals").WithTags("Routing");

        intervals.MapGet("", async (HttpRequest request, ListIntervals list, ApiAnswers answers, CancellationToken cancellation) =>
            answers.ReadPage(request, out var limit, out var offset)
            ?? answers.From(await list.RunAsync(offset, limit, cancellation), page =>
                Results.Ok(new ApiList<IntervalApiAnswer>(page.Count, [.. page.Rows.Select(IntervalApiAnswer.Of)]))))
            .DescribeList<IntervalApiAnswer>("List intervals");

        intervals.MapPost("", (HttpRequest request, SaveInterval save, ApiBodyReader reader, ApiAnswers answers, CancellationToken cancellation) =>
            SaveAsync(null, request, save, reader, answers, cancellation))
            .DescribeWrite<IntervalJson>("Add an interval").Produces<IntervalApiAnswer>(StatusCodes.Status201Created);

        intervals.MapGet("/{id:int}", async (int id, GetInterval get, ApiAnswers answers, CancellationToken cancellation) =>
            answers.From(await get.RunAsync(id, cancellation), interval => Results.Ok(IntervalApiAnswer.Of(interval))))
            .DescribeRead<IntervalApiAnswer>("Read an interval");

        intervals.MapPut("/{id:int}", (int id, HttpRequest request, SaveInterval save, ApiBodyReader reader, ApiAnswers answers, CancellationToken cancellation) =>
            SaveAsync(id, request, save, reader, answers, cancellation))
            .DescribeWrite<IntervalJson>("Save an interval").Produces<IntervalApiAnswer>().ProducesProblem(StatusCodes.Status404NotFound);

        intervals.MapDelete("/{id:int}", async (int id, DeleteInterval delete, ApiAnswers answers, CancellationToken cancellation) =>
            answers.From(await delete.RunAsync(id, cancellation), _ => Results.NoContent()))
            .DescribeDelete("Delete an interval that no plan uses").ProducesProblem(StatusCodes.Status409Conflict);

        intervals.MapGet("/{id:int}/holds", async (int id, HttpRequest request, CheckInterval check, ApiAnswers answers, CancellationToken cancellation) =>
            TryReadTime(request, out var at)
                ? answers.From(await check.RunAsync(id, at, cancellation), answer =>
                    Results.Ok(answer with { At = answer.At.ToUniversalTime(), ChangesAt = answer.ChangesAt?.ToUniversalTime() }))
                : answers.Invalid([new FieldError("at", FieldProblem.Invalid)]))
            .DescribeRead<IntervalAnswer>("Whether an interval holds").WithMetadata(new TakesFilter("at", "string", "Time in ISO 8601 with zone; now when left out"))
            .ProducesValidationProblem();
    }

    private static async Task<IResult> SaveAsync(
        int? id, HttpRequest request, SaveInterval save, ApiBodyReader reader, ApiAnswers answers, CancellationToken cancellation)
    {
        var body = await reader.ReadAsync<IntervalJson>(request);
        if (body.Value is not { } interval)
            return body.Refusal!;
        if (interval.FindErrors() is { Count: > 0 } errors)
            return answers.Invalid(errors);
        return answers.From(await save.RunAsync(id, interval.ToEntry(), cancellation), saved => id is null
            ? Results.Created($"/api/v1/intervals/{saved.Id}", IntervalApiAnswer.Of(saved))
            : Results.Ok(IntervalApiAnswer.Of(saved)));
    }

    private static bool TryReadTime(HttpRequest request, out DateTimeOffset? at)
    {
        var text = request.Query["at"].ToString();
        at = DateTimeOffset.TryParse(text, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out var read) ? read : null;
        return text.Length == 0 || at is not null;
    }
}
