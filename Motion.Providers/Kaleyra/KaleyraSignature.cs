using System.Security.Cryptography;
using System.Text;
using Motion.Providers.Outside;

namespace Motion.Providers.Kaleyra;

/// <summary>
/// What stands in a signature's place (vectors.md section 4): Kaleyra signs nothing, but a Callback Profile sends a header of ours, or
/// Basic, and its value is the account's callback secret.
/// </summary>
public static class KaleyraSignature
{
    /// <summary>The header's name.</summary>
    public const string Header = "X-Callback-Secret";

    /// <summary>The secret a request brings, in either way; null when it brings none.</summary>
    internal static string? In(WebhookRequest request) => request.Header(Header) ?? BasicPair.In(request.Header("Authorization"))?.Password;

    /// <summary>Compares in constant time.</summary>
    public static bool IsValid(string given, string secret) =>
        CryptographicOperations.FixedTimeEquals(Encoding.UTF8.GetBytes(given), Encoding.UTF8.GetBytes(secret));
}
