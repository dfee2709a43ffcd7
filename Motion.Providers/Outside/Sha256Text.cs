using System.Buffers.Text;

namespace Motion.Providers.Outside;

/// <summary>Providers write a SHA-256 as hex or as base64; we keep lower-case hex.</summary>
internal static class Sha256Text
{
    public static string? ToHex(string? text)
    {
        if (text is null) return null;
        if (text.Length == 64 && text.All(char.IsAsciiHexDigit)) return text.ToLowerInvariant();
        Span<byte> hash = stackalloc byte[33];
        return Base64.IsValid(text) && Convert.TryFromBase64String(text, hash, out var length) && length == 32
            ? Convert.ToHexStringLower(hash[..32])
            : null;
    }
}
