using Microsoft.AspNetCore.StaticFiles;
using Motion.Blazor.Pipeline;
using Motion.Domain.Messaging;
using Motion.Providers;

namespace Motion.Blazor.Features.Desk.Files;

/// <summary>What a file is sent as: by its bytes, and by what the provider takes.</summary>
internal static class OutgoingFile
{
    private static readonly FileExtensionContentTypeProvider Names = new();

    /// <summary>
    /// The bytes decide. Where they say nothing (a text, an office document) the name may say which document it is, never that it is a
    /// picture, a film or a sound.
    /// </summary>
    public static string TypeOf(ReadOnlySpan<byte> head, string? fileName) =>
        MediaType.Of(head)
        ?? (fileName is not null && Names.TryGetContentType(fileName, out var named)
            && (named.StartsWith("application/", StringComparison.Ordinal) || named.StartsWith("text/", StringComparison.Ordinal))
                ? named
                : "application/octet-stream");

    /// <summary>Null when the provider takes no file of this type and size. What is too large for its own kind goes as a document.</summary>
    public static MessageKind? KindOf(string mimeType, ReadOnlySpan<byte> head, long size, ProviderCapabilities abilities)
    {
        var own = mimeType switch
        {
            "image/jpeg" or "image/png" => MessageKind.Image,
            "image/webp" when MediaType.IsSticker(head) => MessageKind.Sticker,
            "video/mp4" or "video/3gpp" => MessageKind.Video,
            "audio/aac" or "audio/amr" or "audio/mpeg" or "audio/mp4" or "audio/ogg" => MessageKind.Audio,
            _ => MessageKind.Document,
        };
        return Takes(own) ? own : Takes(MessageKind.Document) ? MessageKind.Document : null;

        bool Takes(MessageKind kind) => abilities.MediaLimits.TryGetValue(kind, out var limit) && size <= limit;
    }
}
