using System.Globalization;
using System.Security.Cryptography;
using System.Text;

namespace Motion.Providers.Translation;

/// <summary>
/// AWS Signature Version 4 of a request without a query (vectors.md section 5), as its <c>Authorization</c> header. The signed headers are
/// those handed in.
/// </summary>
internal static class AwsSignature
{
    private const string Algorithm = "AWS4-HMAC-SHA256";

    /// <summary>The time as <c>x-amz-date</c> writes it.</summary>
    public static string DateOf(DateTimeOffset at) => at.UtcDateTime.ToString("yyyyMMdd'T'HHmmss'Z'", CultureInfo.InvariantCulture);

    /// <param name="method">GET or POST.</param>
    /// <param name="path">The path of the address as it is sent.</param>
    /// <param name="headers">What is signed, <c>host</c> and <c>x-amz-date</c> among it; names in lower case.</param>
    /// <param name="body">The bytes.</param>
    /// <param name="access">The keys and the region.</param>
    /// <param name="service">The service's name in signatures.</param>
    public static string Authorize(
        string method, string path, IReadOnlyDictionary<string, string> headers, ReadOnlySpan<byte> body, AwsTranslateAccess access, string service)
    {
        var date = headers["x-amz-date"];
        var scope = $"{date[..8]}/{access.Region}/{service}/aws4_request";
        var ordered = headers.OrderBy(header => header.Key, StringComparer.Ordinal).ToList();
        var signed = string.Join(';', ordered.Select(header => header.Key));
        var canonical = string.Join('\n',
            method, CanonicalPath(path), "", string.Concat(ordered.Select(header => $"{header.Key}:{header.Value.Trim()}\n")), signed,
            Convert.ToHexStringLower(SHA256.HashData(body)));
        var toSign = string.Join('\n', Algorithm, date, scope, Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(canonical))));
        var key = Hmac(Hmac(Hmac(Hmac(Encoding.UTF8.GetBytes($"AWS4{access.SecretKey}"), date[..8]), access.Region), service), "aws4_request");
        return $"{Algorithm} Credential={access.AccessKey}/{scope}, SignedHeaders={signed}, Signature={Convert.ToHexStringLower(Hmac(key, toSign))}";
    }

    /// <summary>Each part once more encoded than it is sent: so all services but S3 want it.</summary>
    private static string CanonicalPath(string path) =>
        path is "" or "/" ? "/" : string.Join('/', path.Split('/').Select(Uri.EscapeDataString));

    private static byte[] Hmac(byte[] key, string text) => HMACSHA256.HashData(key, Encoding.UTF8.GetBytes(text));
}
