namespace Motion.Providers;

/// <summary>A webhook request as it came in, before anything is believed.</summary>
/// <param name="Method"><c>GET</c> or <c>POST</c>.</param>
/// <param name="PublicUrl">
/// The address as configured at the provider, with path and query as they came, not decoded: what Twilio signs. Built from the account's domain, never
/// from the Host header (providers.md 1.6).
/// </param>
/// <param name="Query">Decoded query values; last one wins.</param>
/// <param name="Header">Looks a header up by name, ignoring case; null when absent.</param>
/// <param name="Body">The raw bytes.</param>
public sealed record WebhookRequest(
    string Method,
    string PublicUrl,
    IReadOnlyDictionary<string, string> Query,
    Func<string, string?> Header,
    ReadOnlyMemory<byte> Body);

/// <summary>What is stored of an accepted request, and parsed later.</summary>
/// <param name="ContentType">As received, or null.</param>
/// <param name="QueryString">As received, with the leading question mark, without our own token; empty when none.</param>
/// <param name="Body">The raw bytes.</param>
/// <param name="ReceivedAt">When we took it: the message time where the provider gives none.</param>
public sealed record WebhookPayload(string? ContentType, string QueryString, ReadOnlyMemory<byte> Body, DateTimeOffset ReceivedAt);

/// <summary>The judgement on a webhook request.</summary>
public abstract record WebhookVerdict
{
    private WebhookVerdict() { }

    /// <summary>Genuine: store the payload, then answer with this.</summary>
    /// <param name="Answer">What the provider expects to read.</param>
    public sealed record Accepted(WebhookAnswer Answer) : WebhookVerdict;

    /// <summary>The provider only wanted to see that we are here (Meta's GET handshake): nothing to store.</summary>
    /// <param name="Answer">What to say.</param>
    public sealed record Handshake(WebhookAnswer Answer) : WebhookVerdict;

    /// <summary>Not genuine: store nothing but a line in the refusal log.</summary>
    /// <param name="StatusCode">401 for a bad or missing signature, 403 for a bad handshake, 405 for a method the provider does not use.</param>
    /// <param name="Reason">A sentence for the administrator; holds no secret.</param>
    public sealed record Refused(int StatusCode, string Reason) : WebhookVerdict;
}

/// <summary>The body of a 200.</summary>
/// <param name="ContentType">Media type.</param>
/// <param name="Body">Text, may be empty.</param>
public sealed record WebhookAnswer(string ContentType, string Body)
{
    /// <summary>200 without a body.</summary>
    public static WebhookAnswer Empty { get; } = new("text/plain", "");
}
