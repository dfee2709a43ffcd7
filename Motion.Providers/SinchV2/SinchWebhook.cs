using System.Globalization;
using Motion.Domain.Accounts;

namespace Motion.Providers.SinchV2;

/// <summary>Judges Sinch's requests: signed posts (providers.md 2.3).</summary>
internal static class SinchWebhook
{
    /// <summary>
    /// Sinch goes on for a day with what we failed to take, and nobody says whether it signs anew each time. Older than this
    /// it is a replay; younger, the message's own id keeps it from counting twice.
    /// </summary>
    private static readonly TimeSpan OldestRetry = TimeSpan.FromDays(3);
    private static readonly TimeSpan ClockSkew = TimeSpan.FromMinutes(5);

    public static WebhookVerdict Verify(WebhookRequest request, SinchCredentials credentials, DateTimeOffset now)
    {
        if (request.Method != "POST") return new WebhookVerdict.Refused(405, $"Sinch posts; this was a {request.Method} request.");
        // Without a secret only the token in the address protects the hook; the account's page warns about it.
        if (string.IsNullOrEmpty(credentials.WebhookSecret)) return new WebhookVerdict.Accepted(WebhookAnswer.Empty);
        return Fault(request, credentials.WebhookSecret, now) is { } fault
            ? new WebhookVerdict.Refused(401, fault)
            : new WebhookVerdict.Accepted(WebhookAnswer.Empty);
    }

    private static string? Fault(WebhookRequest request, string secret, DateTimeOffset now)
    {
        if (request.Header(SinchSignature.Header) is not { } signature
            || request.Header(SinchSignature.NonceHeader) is not { } nonce
            || request.Header(SinchSignature.TimestampHeader) is not { } timestamp)
            return $"The {SinchSignature.Header} headers are missing: give the webhook the account's secret at Sinch.";
        if (request.Header(SinchSignature.AlgorithmHeader) != SinchSignature.Algorithm)
            return $"The signature is not made with {SinchSignature.Algorithm}.";
        if (!SinchSignature.IsValid(signature, secret, request.Body.Span, nonce, timestamp))
            return "The signature does not match the account's webhook secret.";
        return IsRecent(timestamp, now) ? null : "The signature is too old, or from the future: a repetition, or a clock that is wrong.";
    }

    private static bool IsRecent(string timestamp, DateTimeOffset now) =>
        long.TryParse(timestamp, NumberStyles.None, CultureInfo.InvariantCulture, out var seconds)
        && seconds >= (now - OldestRetry).ToUnixTimeSeconds()
        && seconds <= (now + ClockSkew).ToUnixTimeSeconds();
}
