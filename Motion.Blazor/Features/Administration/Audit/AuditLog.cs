using System.Text.Json;
using Motion.Blazor.Data;
using Motion.Blazor.Identity;

namespace Motion.Blazor.Features.Administration.Audit;

/// <summary>Writes to the audit log in the transaction of what it tells about: neither is there without the other.</summary>
internal sealed class AuditLog(CurrentUser user, TimeProvider time)
{
    /// <param name="before">Plain values by field name before the change; null where there is no before. Never a secret.</param>
    /// <param name="after">The same afterwards; only what differs is kept.</param>
    public void Add(
        MotionDbContext database, AuditAction action, AuditSubject subject, long? subjectId, string subjectName,
        IReadOnlyDictionary<string, object?>? before = null, IReadOnlyDictionary<string, object?>? after = null) =>
        database.Audit.Add(new AuditEntry
        {
            At = time.GetUtcNow(),
            UserId = user.PersonId,
            Actor = user.Name,
            Action = action,
            Subject = subject,
            SubjectId = subjectId,
            SubjectName = subjectName.Length > 255 ? subjectName[..255] : subjectName,
            Changes = ChangesOf(before, after),
        });

    private static string? ChangesOf(IReadOnlyDictionary<string, object?>? before, IReadOnlyDictionary<string, object?>? after)
    {
        if (before is null && after is null)
            return null;
        var changes = (before?.Keys ?? []).Union(after?.Keys ?? [], StringComparer.Ordinal)
            .Select(field => (Field: field, Before: before?.GetValueOrDefault(field), After: after?.GetValueOrDefault(field)))
            .Where(change => JsonSerializer.Serialize(change.Before) != JsonSerializer.Serialize(change.After))
            .ToDictionary(change => change.Field, change => new[] { change.Before, change.After }, StringComparer.Ordinal);
        return changes.Count == 0 ? null : JsonSerializer.Serialize(changes);
    }
}
