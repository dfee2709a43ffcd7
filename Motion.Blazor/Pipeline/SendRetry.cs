using Motion.Domain.Messaging;

namespace Motion.Blazor.Pipeline;

/// <summary>When a send that surely did not happen is tried again by itself (providers.md 8.5).</summary>
internal static class SendRetry
{
    private const int Attempts = 12;
    private static readonly TimeSpan ShortestPause = TimeSpan.FromSeconds(1);
    private static readonly TimeSpan LongestPause = TimeSpan.FromMinutes(5);
    private static readonly TimeSpan LongestAskedPause = TimeSpan.FromDays(1);
    private static readonly TimeSpan PairPause = TimeSpan.FromSeconds(6);

    /// <param name="attempts">How often it was tried so far.</param>
    /// <param name="failure">What the last try came to.</param>
    public static bool MayTryAgain(int attempts, OutsideFailure failure) => failure.Retry switch
    {
        RetryAdvice.Safe or RetryAdvice.SafeForThisCustomerLater => attempts < Attempts,
        RetryAdvice.SafeOnce => attempts < 2,
        RetryAdvice.Never or RetryAdvice.OutcomeUnknown => false,
    };

    /// <summary>The provider or the way to it is the reason: the account's other messages would only run into the same.</summary>
    public static bool ConcernsWholeAccount(OutsideFailure failure) => failure.Retry == RetryAdvice.Safe;

    /// <summary>What the provider asks for, else exponential with full jitter.</summary>
    public static TimeSpan PauseAfter(int attempts, OutsideFailure failure)
    {
        if (failure.RetryAfter is { } asked)
            return asked < LongestAskedPause ? asked : LongestAskedPause;
        var ceiling = TimeSpan.FromSeconds(Math.Min(Math.Pow(2, attempts), LongestPause.TotalSeconds));
        var pause = ShortestPause + (ceiling - ShortestPause) * Random.Shared.NextDouble();
        return failure.Retry == RetryAdvice.SafeForThisCustomerLater && pause < PairPause ? PairPause : pause;
    }

    /// <summary>
    /// The provider took the message and reports later that it was held back or got lost on the way: one more try sends nothing twice.
    /// </summary>
    public static bool MayResend(this Message message) =>
        message is { Direction: MessageDirection.Out, Status: DeliveryStatus.Failed, WasResent: false }
        && message.FailureKind is OutsideFailureKind.RateLimited or OutsideFailureKind.Transient;
}
