using Motion.Domain.Messaging;

namespace Motion.Providers.Outside;

/// <summary>What a file is shown as, from as much as a provider tells about it.</summary>
internal static class MediaKinds
{
    /// <summary>By the provider's word for it, else by its MIME type.</summary>
    public static MessageKind Of(string? type, string? mimeType) => (type, mimeType?.Split('/')[0].ToLowerInvariant()) switch
    {
        ("image", _) => MessageKind.Image,
        ("video", _) => MessageKind.Video,
        ("audio" or "voice", _) => MessageKind.Audio,
        ("sticker", _) => MessageKind.Sticker,
        ("document", _) => MessageKind.Document,
        (_, "image") => MessageKind.Image,
        (_, "video") => MessageKind.Video,
        (_, "audio") => MessageKind.Audio,
        _ => MessageKind.Document,
    };

    /// <summary>By the ending of its name, where there is nothing else; WhatsApp's own types are few.</summary>
    public static MessageKind OfName(string name) => Path.GetExtension(name).ToLowerInvariant() switch
    {
        ".jpg" or ".jpeg" or ".png" => MessageKind.Image,
        ".webp" => MessageKind.Sticker,
        ".mp4" or ".3gp" or ".3gpp" => MessageKind.Video,
        ".ogg" or ".oga" or ".opus" or ".mp3" or ".m4a" or ".aac" or ".amr" => MessageKind.Audio,
        _ => MessageKind.Document,
    };
}
