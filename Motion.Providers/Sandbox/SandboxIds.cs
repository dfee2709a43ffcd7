using System.Buffers.Binary;
using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using Motion.Domain.Accounts;

namespace Motion.Providers.Sandbox;

/// <summary>Ids in the shapes the providers use.</summary>
internal static class SandboxIds
{
    private static readonly (string Code, string Country)[] Countries =
        [("39", "IT"), ("44", "GB"), ("49", "DE"), ("33", "FR"), ("34", "ES"), ("41", "CH"), ("55", "BR"), ("91", "IN")];

    public static string MetaMessage() => "wamid." + Convert.ToBase64String(RandomNumberGenerator.GetBytes(36));

    public static string SinchMessage() => "01" + Convert.ToHexString(RandomNumberGenerator.GetBytes(12));

    public static string KaleyraMessage() => $"{Token()}:0";

    public static string Media(AccountType type) => type switch
    {
        AccountType.Meta => MetaMedia(),
        AccountType.Twilio => "ME" + Hex(),
        AccountType.SinchV2 or AccountType.Kaleyra => Hex(),
    };

    private static string MetaMedia() => Number(RandomNumberGenerator.GetBytes(8)).ToString("D19", CultureInfo.InvariantCulture)[3..];

    public static string TwilioMessage(bool media) => (media ? "MM" : "SM") + Hex();

    public static string Trace() => Convert.ToBase64String(RandomNumberGenerator.GetBytes(8)).TrimEnd('=');

    public static string Token() => Guid.NewGuid().ToString();

    /// <summary>The same person always has the same id, so that a restart of the sandbox makes no strangers.</summary>
    public static string UserId(string person)
    {
        var country = Countries.FirstOrDefault(entry => person.StartsWith(entry.Code, StringComparison.Ordinal)).Country ?? "US";
        var hash = SHA256.HashData(Encoding.UTF8.GetBytes(person));
        return string.Create(CultureInfo.InvariantCulture, $"{country}.1{Number(hash):D19}");
    }

    private static string Hex() => Convert.ToHexStringLower(RandomNumberGenerator.GetBytes(16));

    private static long Number(ReadOnlySpan<byte> bytes) => BinaryPrimitives.ReadInt64BigEndian(bytes) & long.MaxValue;
}
