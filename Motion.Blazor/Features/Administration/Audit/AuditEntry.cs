namespace Motion.Blazor.Features.Administration.Audit;

/// <summary>Who did what to what, and when (product.md section 8). Secrets never stand in it: only that one was set.</summary>
internal sealed class AuditEntry
{
    public long Id { get; set; }
    public DateTimeOffset At { get; set; }

    /// <summary>The person; null for an API key and the system.</summary>
    public int? UserId { get; set; }

    /// <summary>The person's or the key's name as it was then.</summary>
    public required string Actor { get; set; }

    public AuditAction Action { get; set; }
    public AuditSubject Subject { get; set; }
    public long? SubjectId { get; set; }

    /// <summary>The name of what it was done to, as it was then.</summary>
    public required string SubjectName { get; set; }

    /// <summary>JSON: field → [before, after]; null where nothing has a before.</summary>
    public string? Changes { get; set; }
}

internal enum AuditAction
{
    Added,
    Changed,
    Deleted,
    SignedIn,
    Exported,
    Downloaded,
    Spied,
    Merged,
    Replayed,
    Revoked,
    Imported,
}

internal enum AuditSubject
{
    Account,
    Agents,
    Plan,
    Queue,
    Interval,
    Pause,
    Disposition,
    CannedAnswer,
    Tag,
    Assistant,
    ContactList,
    Contact,
    User,
    ApiKey,
    Settings,
    Interaction,
    Interactions,
    DeadLetter,
    SavedSearch,
}
