using System.Buffers.Binary;
using System.Security.Cryptography;

namespace Motion.Tests.Support;

/// <summary>What a person's phone computes from the shared key (RFC 6238: six digits, 30 seconds, SHA-1).</summary>
internal static class AuthenticatorApp
{
    private const string Base32 = "ABCDEFGHIJKLMNOPQRSTUVWXYZ234567";

    public static string CodeOf(string key)
    {
        var step = new byte[8];
        BinaryPrimitives.WriteInt64BigEndian(step, TimeProvider.System.GetUtcNow().ToUnixTimeSeconds() / 30);
#pragma warning disable CA5350 // The protocol's hash.
        var hash = HMACSHA1.HashData(Decode(key), step);
#pragma warning restore CA5350
        var at = hash[^1] & 0xf;
        return ((BinaryPrimitives.ReadInt32BigEndian(hash.AsSpan(at)) & int.MaxValue) % 1_000_000).ToString("D6", System.Globalization.CultureInfo.InvariantCulture);
    }

    private static byte[] Decode(string key)
    {
        var bits = string.Concat(key.Where(sign => sign != ' ').Select(sign => Convert.ToString(Base32.IndexOf(sign, StringComparison.Ordinal), 2).PadLeft(5, '0')));
        return [.. bits.Chunk(8).Where(part => part.Length == 8).Select(part => Convert.ToByte(new string(part), 2))];
    }
}
