using System.Buffers.Binary;

namespace Motion.Blazor.Pipeline;

/// <summary>The type of a file by its first bytes: a name or a header can lie, and what is shown inline must not.</summary>
internal static class MediaType
{
    private static readonly (int Offset, byte[] Mark, string Type)[] Marks =
    [
        (0, [0xFF, 0xD8, 0xFF], "image/jpeg"),
        (0, [0x89, 0x50, 0x4E, 0x47, 0x0D, 0x0A, 0x1A, 0x0A], "image/png"),
        (0, "GIF8"u8.ToArray(), "image/gif"),
        (8, "WEBP"u8.ToArray(), "image/webp"),
        (0, "%PDF-"u8.ToArray(), "application/pdf"),
        (0, "BEGIN:VCARD"u8.ToArray(), "text/vcard"),
        (0, "OggS"u8.ToArray(), "audio/ogg"),
        (0, "ID3"u8.ToArray(), "audio/mpeg"),
        (0, [0xFF, 0xFB], "audio/mpeg"),
        (0, [0xFF, 0xF3], "audio/mpeg"),
        (0, "#!AMR"u8.ToArray(), "audio/amr"),
        (0, [0xFF, 0xF1], "audio/aac"),
        (0, [0xFF, 0xF9], "audio/aac"),
        (4, "ftyp3g"u8.ToArray(), "video/3gpp"),
        (4, "ftypM4A"u8.ToArray(), "audio/mp4"),
        (4, "ftyp"u8.ToArray(), "video/mp4"),
    ];

    /// <summary>Null when the bytes say nothing.</summary>
    public static string? Of(ReadOnlySpan<byte> head)
    {
        foreach (var (offset, mark, type) in Marks)
        {
            if (head.Length >= offset + mark.Length && head[offset..].StartsWith(mark))
                return type;
        }
        return null;
    }

    /// <summary>The exact size WhatsApp wants a sticker to have; any other WebP is a picture it cannot send as one.</summary>
    public static bool IsSticker(ReadOnlySpan<byte> head)
    {
        const int side = 512;
        const int sides = 0x3FFF;
        if (Of(head) != "image/webp" || head.Length < 30)
            return false;
        var chunk = head[12..16];
        var (width, height) = chunk.SequenceEqual("VP8X"u8) ? (Three(head[24..]) + 1, Three(head[27..]) + 1)
            : chunk.SequenceEqual("VP8L"u8) ? ((Four(head[21..]) & sides) + 1, ((Four(head[21..]) >> 14) & sides) + 1)
            : (Four(head[26..]) & sides, (Four(head[26..]) >> 16) & sides);
        return (width, height) == (side, side);
    }

    private static int Three(ReadOnlySpan<byte> bytes) => bytes[0] | bytes[1] << 8 | bytes[2] << 16;

    private static int Four(ReadOnlySpan<byte> bytes) => BinaryPrimitives.ReadInt32LittleEndian(bytes);
}
