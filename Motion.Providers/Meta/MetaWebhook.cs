using System.Security.Cryptography;
using System.Text;
using Motion.Domain.Accounts;

namespace Motion.Providers.Meta;

/// <summary>Judges Meta's requests: the GET handshake and signed posts (providers.md 3.1, 3.2).</summary>
internal static class MetaWebhook
{
    public static WebhookVerdict Verify(WebhookRequest request, MetaCredentials credentials) => request.Method switch
    {
        "GET" => Handshake(request.Query, credentials),
        "POST" => Post(request, credentials),
        _ => new WebhookVerdict.Refused(405, $"Meta posts; this was a {request.Method} request."),
    };

    private static WebhookVerdict Post(WebhookRequest request, MetaCredentials credentials)
    {
        // Without an app secret only the token in the address protects the hook; the account's page warns about it.
        if (string.IsNullOrEmpty(credentials.AppSecret)) return new WebhookVerdict.Accepted(WebhookAnswer.Empty);
        var header = request.Header(MetaSignature.Header);
        if (header is null) return new WebhookVerdict.Refused(401, $"The {MetaSignature.Header} header is missing.");
        return MetaSignature.IsValid(header, credentials.AppSecret, request.Body.Span)
            ? new WebhookVerdict.Accepted(WebhookAnswer.Empty)
            : new WebhookVerdict.Refused(401, "The signature does not match the account's app secret.");
    }

    private static WebhookVerdict Handshake(IReadOnlyDictionary<string, string> query, MetaCredentials credentials)
    {
        if (query.GetValueOrDefault("hub.mode") != "subscribe") return Refused("The handshake's hub.mode is not \"subscribe\".");
        if (string.IsNullOrEmpty(credentials.VerifyToken)) return Refused("The account has no verify token.");
        var given = Encoding.UTF8.GetBytes(query.GetValueOrDefault("hub.verify_token") ?? "");
        if (!CryptographicOperations.FixedTimeEquals(given, Encoding.UTF8.GetBytes(credentials.VerifyToken)))
            return Refused("The handshake's verify token is not the account's.");
        return query.GetValueOrDefault("hub.challenge") is { Length: > 0 } challenge
            ? new WebhookVerdict.Handshake(new WebhookAnswer("text/plain", challenge))
            : Refused("The handshake brings no hub.challenge.");
    }

    private static WebhookVerdict.Refused Refused(string reason) => new(403, reason);
}
