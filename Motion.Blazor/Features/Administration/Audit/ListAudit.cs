#pragma warning disable MA0011 // ToUpper() stands in queries only, where it becomes the database's UPPER
using System.Text.Json;
using Microsoft.EntityFrameworkCore;
using Motion.Blazor.Data;
using Motion.Blazor.Features.Accounts;
using Motion.Blazor.Identity;

namespace Motion.Blazor.Features.Administration.Audit;

/// <summary>A field that changed; what it holds as text to read.</summary>
public sealed record AuditChange(string Field, string? Before, string? After);

internal sealed record AuditRow(
    long Id, DateTimeOffset At, string Actor, bool IsPerson, AuditAction Action, AuditSubject Subject, long? SubjectId, string SubjectName, IReadOnlyList<AuditChange> Changes);

/// <param name="From">First day, in UTC; null = from the beginning.</param>
/// <param name="To">Last day, included.</param>
/// <param name="Search">In the names of who did it and of what it was done to.</param>
internal sealed record AuditQuery(
    DateOnly? From = null, DateOnly? To = null, AuditAction? Action = null, AuditSubject? Subject = null, string? Search = null, int Offset = 0, int Limit = 50);

internal sealed class ListAudit(IDbContextFactory<MotionDbContext> databases, CurrentUser user)
{
    /// <summary>The newest first.</summary>
    public async Task<Outcome<PageOf<AuditRow>>> RunAsync(AuditQuery query, CancellationToken cancellation)
    {
        if (!user.May(this))
            return new Outcome<PageOf<AuditRow>>.NotAllowed();
        await using var database = await databases.CreateDbContextAsync(cancellation);
        var found = Matching(database.Audit.AsNoTracking(), query);
        var count = await found.CountAsync(cancellation);
        var entries = await found.OrderByDescending(e => e.At).ThenByDescending(e => e.Id).Skip(query.Offset).Take(query.Limit).ToListAsync(cancellation);
        return new Outcome<PageOf<AuditRow>>.Done(new PageOf<AuditRow>(count, [.. entries.Select(e => new AuditRow(
            e.Id, e.At, e.Actor, e.UserId is not null, e.Action, e.Subject, e.SubjectId, e.SubjectName, ReadChanges(e.Changes)))]));
    }

    private static IQueryable<AuditEntry> Matching(IQueryable<AuditEntry> entries, AuditQuery query)
    {
        if (query.From is { } from)
        {
            var start = new DateTimeOffset(from.ToDateTime(TimeOnly.MinValue), TimeSpan.Zero);
            entries = entries.Where(e => e.At >= start);
        }
        if (query.To is { } to)
        {
            var end = new DateTimeOffset(to.AddDays(1).ToDateTime(TimeOnly.MinValue), TimeSpan.Zero);
            entries = entries.Where(e => e.At < end);
        }
        if (query.Action is { } action)
            entries = entries.Where(e => e.Action == action);
        if (query.Subject is { } subject)
            entries = entries.Where(e => e.Subject == subject);
        if (!string.IsNullOrWhiteSpace(query.Search))
        {
            var text = query.Search.Trim().ToUpperInvariant();
            entries = entries.Where(e => e.Actor.ToUpper().Contains(text) || e.SubjectName.ToUpper().Contains(text));
        }
        return entries;
    }

    private static IReadOnlyList<AuditChange> ReadChanges(string? stored)
    {
        if (stored is null)
            return [];
        using var document = JsonDocument.Parse(stored);
        return [.. document.RootElement.EnumerateObject().Select(field => new AuditChange(field.Name, Text(field.Value[0]), Text(field.Value[1])))];
    }

    private static string? Text(JsonElement value) => value.ValueKind switch
    {
        JsonValueKind.Null => null,
        JsonValueKind.String => value.GetString(),
        JsonValueKind.Array => string.Join(", ", value.EnumerateArray().Select(Text)),
        JsonValueKind.Object => string.Join(", ", value.EnumerateObject().Select(field => $"{field.Name}: {Text(field.Value)}")),
        _ => value.GetRawText(),
    };
}
