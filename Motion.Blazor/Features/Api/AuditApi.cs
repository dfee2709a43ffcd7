using System.Globalization;
using Motion.Blazor.Features.Administration.Audit;

namespace Motion.Blazor.Features.Api;

/// <param name="Person">False for what a program or the system did.</param>
/// <param name="Changes">Field by field; a secret never.</param>
internal sealed record AuditAnswer(long Id, DateTimeOffset At, string Actor, bool Person, string Action, string Subject, long? SubjectId, string SubjectName, IReadOnlyList<AuditChange> Changes)
{
    public static AuditAnswer Of(AuditRow row) =>
        new(row.Id, row.At, row.Actor, row.IsPerson, Wire(row.Action), Wire(row.Subject), row.SubjectId, row.SubjectName, row.Changes);

    private static string Wire<T>(T value) where T : struct, Enum => System.Text.Json.JsonNamingPolicy.CamelCase.ConvertName(value.ToString());
}

internal static class AuditApi
{
    public static void MapAudit(this RouteGroupBuilder api) =>
        api.MapGet("/audit", async (HttpRequest request, ListAudit list, ApiAnswers answers, CancellationToken cancellation) =>
        {
            if (answers.ReadPage(request, out var limit, out var offset) is { } refusal)
                return refusal;
            if (!TryDay(request, "from", out var from))
                return answers.Invalid("from", "BadDay");
            if (!TryDay(request, "to", out var to))
                return answers.Invalid("to", "BadDay");
            var query = new AuditQuery(from, to, Search: request.Query["search"], Offset: offset, Limit: limit);
            return answers.From(await list.RunAsync(query, cancellation), page => Results.Ok(new ApiList<AuditAnswer>(page.Count, [.. page.Rows.Select(AuditAnswer.Of)])));
        }).WithTags("Audit").DescribeList<AuditAnswer>("List what was changed, the newest first")
            .WithMetadata(
                new TakesFilter("from", "string", "First day in UTC, like 2026-01-31"), new TakesFilter("to", "string", "Last day, included"),
                new TakesFilter("search", "string", "In the names of who did it and of what it was done to"));

    private static bool TryDay(HttpRequest request, string name, out DateOnly? day)
    {
        day = null;
        var text = request.Query[name].ToString();
        if (text.Length == 0)
            return true;
        if (!DateOnly.TryParseExact(text, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var read))
            return false;
        day = read;
        return true;
    }
}
