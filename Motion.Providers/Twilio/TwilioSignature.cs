using System.Buffers;
using System.Security.Cryptography;
using System.Text;
using Motion.Providers.Outside;

namespace Motion.Providers.Twilio;

/// <summary>
/// <c>X-Twilio-Signature</c>: HMAC-SHA1 of the public address and the sorted form fields under the auth token (vectors.md section 1).
/// </summary>
public static class TwilioSignature
{
    /// <summary>The header's name.</summary>
    public const string Header = "X-Twilio-Signature";
    private const string BodyHash = "bodySHA256=";

    /// <summary>The header's value for a form posted to an address; a fragment is not part of it.</summary>
    public static string Compute(string authToken, string url, ReadOnlySpan<byte> formBody)
    {
        Span<byte> hash = stackalloc byte[HMACSHA1.HashSizeInBytes];
        Hash(authToken, TwilioUrl.WithoutFragment(url), FieldsOf(formBody), hash);
        return Convert.ToBase64String(hash);
    }

    /// <summary>
    /// Compares in constant time; a malformed header is simply false. The address is tried as it is, with its port and without:
    /// Twilio signs either. A body that is no form is covered by its SHA-256 in the address.
    /// </summary>
    public static bool IsValid(string? header, string authToken, string url, ReadOnlySpan<byte> body)
    {
        Span<byte> given = stackalloc byte[HMACSHA1.HashSizeInBytes];
        if (header is null || !Convert.TryFromBase64String(header, given, out var length) || length != given.Length) return false;
        var address = TwilioUrl.WithoutFragment(url);
        byte[] signedFields = [];
        if (TwilioUrl.QueryValue(address, BodyHash) is not { } bodyHash)
            signedFields = FieldsOf(body);
        else if (!IsHashOf(bodyHash, body))
            return false;

        var matches = false;
        Span<byte> expected = stackalloc byte[HMACSHA1.HashSizeInBytes];
        foreach (var candidate in TwilioUrl.Candidates(address))
        {
            Hash(authToken, candidate, signedFields, expected);
            matches |= CryptographicOperations.FixedTimeEquals(given, expected);
        }
        return matches;
    }

    private static bool IsHashOf(string hex, ReadOnlySpan<byte> body)
    {
        Span<byte> given = stackalloc byte[SHA256.HashSizeInBytes];
        return hex.Length == 2 * given.Length
            && Convert.FromHexString(hex, given, out _, out _) == OperationStatus.Done
            && CryptographicOperations.FixedTimeEquals(given, SHA256.HashData(body));
    }

    private static void Hash(string authToken, string url, ReadOnlySpan<byte> fields, Span<byte> hash)
    {
        using var hmac = IncrementalHash.CreateHMAC(HashAlgorithmName.SHA1, Encoding.UTF8.GetBytes(authToken));
        hmac.AppendData(Encoding.UTF8.GetBytes(url));
        hmac.AppendData(fields);
        _ = hmac.GetHashAndReset(hash);
    }

    /// <summary>Key and value of every field, sorted by key in byte order, each distinct pair once, nothing between them.</summary>
    private static byte[] FieldsOf(ReadOnlySpan<byte> formBody)
    {
        var fields = FormFields.Parse(formBody).All.ToArray();
        Array.Sort(fields, Compare);
        var data = new ArrayBufferWriter<byte>(Math.Max(formBody.Length, 1));
        for (var i = 0; i < fields.Length; i++)
        {
            if (i > 0 && Compare(fields[i - 1], fields[i]) == 0) continue;
            data.Write(fields[i].Key);
            data.Write(fields[i].Value);
        }
        return data.WrittenSpan.ToArray();
    }

    private static int Compare(KeyValuePair<byte[], byte[]> left, KeyValuePair<byte[], byte[]> right)
    {
        var byKey = left.Key.AsSpan().SequenceCompareTo(right.Key);
        return byKey != 0 ? byKey : left.Value.AsSpan().SequenceCompareTo(right.Value);
    }
}
