using System.Security.Cryptography;
using System.Text;
using Motion.Domain.Accounts;
using Motion.Providers.Outside;

namespace Motion.Providers.Kaleyra;

/// <summary>
/// Judges Kaleyra's requests (providers.md 4.3). Nothing is signed: a Callback Profile sends a header of ours, or Basic, and that
/// is all there is beside the token in the address.
/// </summary>
public static class KaleyraWebhook
{
    /// <summary>The header whose value is the account's callback secret.</summary>
    public const string SecretHeader = "X-Callback-Secret";

    internal static WebhookVerdict Verify(WebhookRequest request, KaleyraCredentials credentials)
    {
        if (request.Method is not ("GET" or "POST")) return new WebhookVerdict.Refused(405, $"Kaleyra gets or posts; this was a {request.Method} request.");
        // Without a secret only the token in the address protects the hook; the account's page warns about it.
        if (string.IsNullOrEmpty(credentials.CallbackSecret)) return new WebhookVerdict.Accepted(WebhookAnswer.Empty);
        var given = request.Header(SecretHeader) ?? BasicPair.In(request.Header("Authorization"))?.Password;
        if (given is null)
            return new WebhookVerdict.Refused(401, $"The {SecretHeader} header is missing: add it to the Callback Profile.");
        return CryptographicOperations.FixedTimeEquals(Encoding.UTF8.GetBytes(given), Encoding.UTF8.GetBytes(credentials.CallbackSecret))
            ? new WebhookVerdict.Accepted(WebhookAnswer.Empty)
            : new WebhookVerdict.Refused(401, "The secret is not the account's callback secret.");
    }
}
