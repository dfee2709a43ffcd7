using Motion.Domain.Accounts;

namespace Motion.Providers.Twilio;

/// <summary>Judges Twilio's requests: always signed with the account's own token (providers.md 1.6).</summary>
internal static class TwilioWebhook
{
    /// <summary>Empty instructions: nothing to send back by itself.</summary>
    private static readonly WebhookAnswer NoInstructions =
        new("text/xml", "<?xml version=\"1.0\" encoding=\"UTF-8\"?><Response/>");

    public static WebhookVerdict Verify(WebhookRequest request, TwilioCredentials credentials)
    {
        if (request.Method != "POST")
            return new WebhookVerdict.Refused(405, $"This was a {request.Method} request; set the webhook's method to POST at Twilio.");
        var header = request.Header(TwilioSignature.Header);
        if (header is null) return new WebhookVerdict.Refused(401, $"The {TwilioSignature.Header} header is missing.");
        return TwilioSignature.IsValid(header, credentials.AuthorizationToken, request.PublicUrl, request.Body.Span)
            ? new WebhookVerdict.Accepted(NoInstructions)
            : new WebhookVerdict.Refused(401, "The signature does not match: the authorization token or the public address differs from Twilio's.");
    }
}
