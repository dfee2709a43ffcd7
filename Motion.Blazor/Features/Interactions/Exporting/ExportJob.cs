namespace Motion.Blazor.Features.Interactions.Exporting;

public enum ExportState
{
    Waiting,
    Running,
    Done,
    Failed,
    Cancelled,
}

/// <summary>
/// A CSV that is written in the background and waits on the downloads page. What was running when the application stopped is written anew
/// by whoever takes it next.
/// </summary>
internal sealed class ExportJob
{
    public int Id { get; set; }

    /// <summary>Who asked; the rows are those he may read, when it is written.</summary>
    public int UserId { get; set; }

    /// <summary>JSON of <see cref="Motion.Domain.Search.SearchJson"/>.</summary>
    public required string Definition { get; set; }

    public bool WithBom { get; set; }
    public ExportState State { get; set; }
    public DateTimeOffset CreatedAt { get; set; }

    /// <summary>While it runs: the last sign of life of whoever writes it.</summary>
    public DateTimeOffset? BeatAt { get; set; }
    public DateTimeOffset? FinishedAt { get; set; }

    /// <summary>Rows written so far.</summary>
    public int Rows { get; set; }

    /// <summary>Bytes, once done.</summary>
    public long? Size { get; set; }
}
