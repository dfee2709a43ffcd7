using System.Buffers;
using System.Security.Cryptography;
using System.Text;

namespace Motion.Providers.Meta;

/// <summary><c>X-Hub-Signature-256</c>: HMAC-SHA256 of the raw bytes under the app secret (vectors.md section 3).</summary>
public static class MetaSignature
{
    /// <summary>The header's name.</summary>
    public const string Header = "X-Hub-Signature-256";
    private const string Prefix = "sha256=";

    /// <summary>The header's value for a body: <c>sha256=</c> and 64 lower-case hex digits.</summary>
    public static string Compute(string appSecret, ReadOnlySpan<byte> body) =>
        Prefix + Convert.ToHexStringLower(HMACSHA256.HashData(Encoding.UTF8.GetBytes(appSecret), body));

    /// <summary>Compares in constant time; a malformed header is simply false.</summary>
    public static bool IsValid(string? header, string appSecret, ReadOnlySpan<byte> body)
    {
        if (header is null || !header.StartsWith(Prefix, StringComparison.Ordinal)) return false;
        Span<byte> given = stackalloc byte[HMACSHA256.HashSizeInBytes];
        if (header.Length != Prefix.Length + (2 * given.Length)
            || Convert.FromHexString(header.AsSpan(Prefix.Length), given, out _, out _) != OperationStatus.Done) return false;
        Span<byte> expected = stackalloc byte[HMACSHA256.HashSizeInBytes];
        _ = HMACSHA256.HashData(Encoding.UTF8.GetBytes(appSecret), body, expected);
        return CryptographicOperations.FixedTimeEquals(given, expected);
    }
}
