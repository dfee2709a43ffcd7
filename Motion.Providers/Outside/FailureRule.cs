using Motion.Domain.Messaging;

namespace Motion.Providers.Outside;

/// <summary>One line of a provider's error table.</summary>
/// <param name="Kind">The translated kind.</param>
/// <param name="Retry">What may be done when the provider says so in answer to the send.</param>
/// <param name="Wait">How long to wait where the provider gives no time of its own.</param>
internal sealed record FailureRule(OutsideFailureKind Kind, RetryAdvice Retry, TimeSpan? Wait = null)
{
    public static readonly FailureRule OutsideWindow = new(OutsideFailureKind.OutsideWindow, RetryAdvice.Never);
    public static readonly FailureRule RateLimited = new(OutsideFailureKind.RateLimited, RetryAdvice.Safe);
    public static readonly FailureRule RateLimitedForHours = new(OutsideFailureKind.RateLimited, RetryAdvice.Safe, TimeSpan.FromHours(1));
    public static readonly FailureRule InvalidRecipient = new(OutsideFailureKind.InvalidRecipient, RetryAdvice.Never);
    public static readonly FailureRule AuthFailed = new(OutsideFailureKind.AuthFailed, RetryAdvice.Never);
    public static readonly FailureRule TemplateRejected = new(OutsideFailureKind.TemplateRejected, RetryAdvice.Never);
    public static readonly FailureRule MediaTooLarge = new(OutsideFailureKind.MediaTooLarge, RetryAdvice.Never);
    public static readonly FailureRule Final = new(OutsideFailureKind.Unknown, RetryAdvice.Never);

    /// <summary>A hiccup after the request was written: the message may have gone out all the same.</summary>
    public static readonly FailureRule Hiccup = new(OutsideFailureKind.Transient, RetryAdvice.OutcomeUnknown);

    /// <summary>A hiccup with the message surely not sent.</summary>
    public static readonly FailureRule HiccupBefore = new(OutsideFailureKind.Transient, RetryAdvice.Safe);

    /// <summary>A hiccup at the provider that a second try may get over, and a third does not.</summary>
    public static readonly FailureRule HiccupOnce = new(OutsideFailureKind.Transient, RetryAdvice.SafeOnce);

    /// <summary>What an HTTP status says where the provider's own code says nothing (providers.md 8.5).</summary>
    public static FailureRule OfStatus(int status) => status switch
    {
        429 => RateLimited,
        401 or 403 => AuthFailed,
        413 => MediaTooLarge,
        408 or >= 500 => Hiccup,
        _ => Final,
    };

    /// <summary>
    /// The same in a status callback: the provider says the message did not arrive, so trying again sends nothing twice
    /// (providers.md 8.5).
    /// </summary>
    public FailureRule SurelyNotSent() => Retry == RetryAdvice.OutcomeUnknown ? this with { Retry = RetryAdvice.Safe } : this;

    /// <summary>The same for a failure of a call without effect: nothing can be sent twice by asking again.</summary>
    public static OutsideFailure WithoutEffect(OutsideFailure failure) =>
        failure.Retry == RetryAdvice.OutcomeUnknown ? failure with { Retry = RetryAdvice.Safe } : failure;

    /// <summary>
    /// The same for a check of credentials: it has no effect, and an id that is not there reads as a bad argument.
    /// </summary>
    public static OutsideFailure? OfCheck(OutsideFailure? failure) => failure switch
    {
        null => null,
        { Kind: OutsideFailureKind.Unknown } => failure with { Kind = OutsideFailureKind.AuthFailed },
        _ => WithoutEffect(failure),
    };

    public OutsideFailure With(string? code, string? detail, TimeSpan? retryAfter = null) =>
        new(Kind, Retry, code, detail, retryAfter ?? Wait);

    /// <summary>A table of lines under their codes.</summary>
    public static Dictionary<TCode, FailureRule> Table<TCode>(params ReadOnlySpan<(FailureRule Rule, TCode[] Codes)> lines)
        where TCode : notnull
    {
        var table = new Dictionary<TCode, FailureRule>();
        foreach (var (rule, codes) in lines)
            foreach (var code in codes) table.Add(code, rule);
        return table;
    }
}
