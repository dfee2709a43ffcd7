namespace Motion.Blazor.Features.Interactions.Saved;

/// <summary>A search someone gave a name, for himself or for everyone who may search.</summary>
internal sealed class SavedSearch
{
    public const int LongestName = 100;

    public int Id { get; set; }
    public int UserId { get; set; }
    public required string Name { get; set; }
    public bool IsShared { get; set; }

    /// <summary>JSON of <see cref="Motion.Domain.Search.SearchJson"/>.</summary>
    public required string Definition { get; set; }
    public DateTimeOffset CreatedAt { get; set; }
}
