using Motion.Domain.Accounts;

namespace Motion.Providers.Kaleyra;

/// <summary>
/// Judges Kaleyra's requests (providers.md 4.3). Nothing is signed: the secret of a Callback Profile is all there is beside the token
/// in the address.
/// </summary>
internal static class KaleyraWebhook
{
    public static WebhookVerdict Verify(WebhookRequest request, KaleyraCredentials credentials)
    {
        if (request.Method is not ("GET" or "POST")) return new WebhookVerdict.Refused(405, $"Kaleyra gets or posts; this was a {request.Method} request.");
        // Without a secret only the token in the address protects the hook; the account's page warns about it.
        if (string.IsNullOrEmpty(credentials.CallbackSecret)) return new WebhookVerdict.Accepted(WebhookAnswer.Empty);
        if (KaleyraSignature.In(request) is not { } given)
            return new WebhookVerdict.Refused(401, $"The {KaleyraSignature.Header} header is missing: add it to the Callback Profile.");
        return KaleyraSignature.IsValid(given, credentials.CallbackSecret)
            ? new WebhookVerdict.Accepted(WebhookAnswer.Empty)
            : new WebhookVerdict.Refused(401, "The secret is not the account's callback secret.");
    }
}
