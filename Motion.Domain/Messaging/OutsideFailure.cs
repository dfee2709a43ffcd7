namespace Motion.Domain.Messaging;

/// <summary>The small closed set into which every provider's errors are translated (architecture.md section 2, providers.md sections 1.8–4.4).</summary>
public enum OutsideFailureKind
{
    /// <summary>The 24-hour window is closed: only a template may be sent.</summary>
    OutsideWindow,
    /// <summary>Too many messages; to be tried again later.</summary>
    RateLimited,
    /// <summary>This customer cannot be reached on WhatsApp.</summary>
    InvalidRecipient,
    /// <summary>The account's credentials or configuration are wrong: nothing goes out until someone mends it.</summary>
    AuthFailed,
    /// <summary>The provider or the network had a hiccup.</summary>
    Transient,
    /// <summary>The template was not accepted as sent.</summary>
    TemplateRejected,
    /// <summary>The file is too large for the provider.</summary>
    MediaTooLarge,
    /// <summary>Anything else; the provider's own words say what.</summary>
    Unknown,
}

/// <summary>What may be done after a failed send (providers.md 8.5).</summary>
public enum RetryAdvice
{
    /// <summary>The provider says the message was not and will not be sent; sending the same again is pointless.</summary>
    Never,
    /// <summary>Surely not sent: it is safe to try again by itself.</summary>
    Safe,
    /// <summary>Surely not sent, and one more try is worth it; not more.</summary>
    SafeOnce,
    /// <summary>Surely not sent, and only this customer is throttled (Meta 131056): retry this customer's messages later.</summary>
    SafeForThisCustomerLater,
    /// <summary>It may have been sent: only a person may send it again.</summary>
    OutcomeUnknown,
}

/// <summary>A provider's refusal or an outage, in our terms.</summary>
/// <param name="Kind">Translated kind.</param>
/// <param name="Retry">What may be done next.</param>
/// <param name="Code">The provider's own code, or null.</param>
/// <param name="Detail">The provider's own words, or null. Untrusted text: encode before showing.</param>
/// <param name="RetryAfter">How long the provider asked us to wait, or null.</param>
public sealed record OutsideFailure(
    OutsideFailureKind Kind,
    RetryAdvice Retry,
    string? Code = null,
    string? Detail = null,
    TimeSpan? RetryAfter = null);
