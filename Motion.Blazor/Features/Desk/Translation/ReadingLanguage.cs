namespace Motion.Blazor.Features.Desk.Translation;

/// <summary>The language one agent reads one conversation in (product.md section 7, Translate). It stays when he goes back to the originals.</summary>
internal sealed class ReadingLanguage
{
    public int UserId { get; set; }
    public long InteractionId { get; set; }
    public required string Language { get; set; }

    /// <summary>He reads translations now.</summary>
    public bool IsOn { get; set; }
    public DateTimeOffset ChosenAt { get; set; }
}
