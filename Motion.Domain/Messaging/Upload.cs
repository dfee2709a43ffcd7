namespace Motion.Domain.Messaging;

/// <summary>
/// A file that was handed in for a conversation and is not sent yet (product.md section 7, Composer); it becomes the attachment of the
/// message that takes it, and goes after a day when none does.
/// </summary>
public sealed class Upload
{
    /// <summary>Made when it was handed in; whoever sends names it.</summary>
    public Guid Id { get; set; }
    /// <summary>The conversation it is meant for.</summary>
    public long InteractionId { get; set; }
    /// <summary>What it will be sent as.</summary>
    public MessageKind Kind { get; set; }
    /// <summary>Type, by its bytes.</summary>
    public required string MimeType { get; set; }
    /// <summary>Name for saving, cleaned; or null.</summary>
    public string? FileName { get; set; }
    /// <summary>Bytes.</summary>
    public long Size { get; set; }
    /// <summary>Lower-case hex SHA-256.</summary>
    public required string Sha256 { get; set; }
    /// <summary>Path below the media directory.</summary>
    public required string Path { get; set; }
    /// <summary>When it was handed in.</summary>
    public DateTimeOffset UploadedAt { get; set; }
}
