namespace Motion.Domain.Assistants;

/// <summary>An OpenAI-compatible service that drafts answers (product.md section 2).</summary>
public sealed class Assistant
{
    /// <summary>Number given by the database.</summary>
    public int Id { get; set; }
    /// <summary>Unique, at most 255 characters.</summary>
    public required string Name { get; set; }
    /// <summary>Base address of the service, https (http on loopback).</summary>
    public required string Endpoint { get; set; }
    /// <summary>The model's name there.</summary>
    public required string Model { get; set; }
    /// <summary>Its key, encrypted; null where the service wants none.</summary>
    public string? ProtectedKey { get; set; }
    /// <summary>What it is told before every conversation; at most 8000 characters.</summary>
    public string Instructions { get; set; } = "";
}
