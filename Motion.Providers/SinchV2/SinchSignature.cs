using System.Security.Cryptography;
using System.Text;

namespace Motion.Providers.SinchV2;

/// <summary>
/// <c>x-sinch-webhook-signature</c>: HMAC-SHA256 of the raw bytes, a nonce and a time under the webhook's secret (vectors.md section 2).
/// </summary>
public static class SinchSignature
{
    /// <summary>The signature's header.</summary>
    public const string Header = "x-sinch-webhook-signature";
    /// <summary>Header of the Unix time in seconds.</summary>
    public const string TimestampHeader = Header + "-timestamp";
    /// <summary>Header of the nonce.</summary>
    public const string NonceHeader = Header + "-nonce";
    /// <summary>Header of the algorithm's name.</summary>
    public const string AlgorithmHeader = Header + "-algorithm";
    /// <summary>The only algorithm there is.</summary>
    public const string Algorithm = "HmacSHA256";

    /// <summary>The header's value: standard base64 with padding.</summary>
    public static string Compute(string secret, ReadOnlySpan<byte> body, string nonce, string timestamp)
    {
        Span<byte> hash = stackalloc byte[HMACSHA256.HashSizeInBytes];
        Hash(secret, body, nonce, timestamp, hash);
        return Convert.ToBase64String(hash);
    }

    /// <summary>Compares in constant time; a malformed header is simply false.</summary>
    public static bool IsValid(string signature, string secret, ReadOnlySpan<byte> body, string nonce, string timestamp)
    {
        Span<byte> given = stackalloc byte[HMACSHA256.HashSizeInBytes];
        if (!Convert.TryFromBase64String(signature, given, out var length) || length != given.Length) return false;
        Span<byte> expected = stackalloc byte[HMACSHA256.HashSizeInBytes];
        Hash(secret, body, nonce, timestamp, expected);
        return CryptographicOperations.FixedTimeEquals(given, expected);
    }

    private static void Hash(string secret, ReadOnlySpan<byte> body, string nonce, string timestamp, Span<byte> hash)
    {
        using var hmac = IncrementalHash.CreateHMAC(HashAlgorithmName.SHA256, Encoding.UTF8.GetBytes(secret));
        hmac.AppendData(body);
        hmac.AppendData(Encoding.UTF8.GetBytes($".{nonce}.{timestamp}"));
        _ = hmac.GetHashAndReset(hash);
    }
}
