namespace Motion.Blazor.Identity;

/// <summary>A key of the API. Only its SHA-256 is kept; the key itself is shown once.</summary>
internal sealed class ApiKey
{
    public int Id { get; set; }
    public required string Name { get; set; }
    public required string Hash { get; set; }
    public DateTimeOffset CreatedAt { get; set; }
    public DateTimeOffset? RevokedAt { get; set; }
}
