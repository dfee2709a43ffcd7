using Motion.Domain.Accounts;

namespace Motion.Providers.Translation;

/// <summary>One service that translates (product.md section 4, Tools; providers.md section 6).</summary>
public interface ITranslator
{
    /// <summary>Which one it is.</summary>
    TranslationService Service { get; }

    /// <summary>
    /// Translates. Never throws for the service's or the network's faults; a text longer than the service takes at once goes in pieces,
    /// one longer than <see cref="TranslationLimits.LongestText"/> is refused before anything is sent.
    /// </summary>
    /// <param name="request">What, into which language.</param>
    /// <param name="access">The proof for this service, of its own kind.</param>
    /// <param name="cancellation">Gives up.</param>
    /// <exception cref="OperationCanceledException">The caller gave up.</exception>
    Task<TranslationReply> TranslateAsync(TranslationRequest request, TranslatorAccess access, CancellationToken cancellation);
}

/// <summary>What is to be translated.</summary>
/// <param name="Text">The words; never logged.</param>
/// <param name="TargetLanguage">One of <see cref="TranslationLanguages.All"/>.</param>
public sealed record TranslationRequest(string Text, string TargetLanguage)
{
    /// <summary>Says nothing of the words.</summary>
    public override string ToString() => $"{nameof(TranslationRequest)} into {TargetLanguage}";
}

/// <summary>A translation.</summary>
/// <param name="Text">The words in the target language. Untrusted text: encode before showing.</param>
/// <param name="SourceLanguage">The language the service recognised, by our codes where it is one of them; of a long text that of its beginning.</param>
public sealed record TranslationResult(string Text, string SourceLanguage);

/// <summary>What came of asking: exactly one of result and failure is set.</summary>
/// <param name="Result">The translation.</param>
/// <param name="Failure">Why there is none.</param>
/// <param name="Code">The service's own name for the failure, for the log; or null.</param>
public sealed record TranslationReply(TranslationResult? Result, TranslationFailure? Failure, string? Code = null)
{
    internal static TranslationReply Failed(TranslationFailure failure, string? code = null) => new(null, failure, code);
}

/// <summary>Why there is no translation.</summary>
public enum TranslationFailure
{
    /// <summary>Nobody answers at its address.</summary>
    Unreachable,
    /// <summary>It took longer than it may.</summary>
    TimedOut,
    /// <summary>It refused the keys, or what they may do.</summary>
    KeyRefused,
    /// <summary>It has too much to do, or the quota is used up.</summary>
    RateLimited,
    /// <summary>Longer than <see cref="TranslationLimits.LongestText"/>, or than the service takes.</summary>
    TextTooLong,
    /// <summary>It does not translate between these languages.</summary>
    LanguageUnsupported,
    /// <summary>It could not tell which language this is.</summary>
    LanguageUnclear,
    /// <summary>It refused the request for another reason.</summary>
    Refused,
    /// <summary>It failed, or said nothing that can be used.</summary>
    Broken,
}

/// <summary>What proves to a service who asks. Says nothing of itself: a record would print its secrets.</summary>
public abstract record TranslatorAccess
{
    private protected TranslatorAccess() { }

    /// <summary>The service it is for.</summary>
    public abstract TranslationService Service { get; }

    /// <inheritdoc/>
    public sealed override string ToString() => $"access to {Service}";
}

/// <summary>Keys of Amazon Translate.</summary>
/// <param name="Region">Name of the region, e.g. eu-south-1.</param>
/// <param name="AccessKey">The access key id.</param>
/// <param name="SecretKey">The secret access key.</param>
/// <param name="SessionToken">The token that belongs to temporary keys, or null.</param>
public sealed record AwsTranslateAccess(string Region, string AccessKey, string SecretKey, string? SessionToken = null) : TranslatorAccess
{
    /// <inheritdoc/>
    public override TranslationService Service => TranslationService.Aws;
}

/// <summary>Key of Google Cloud Translation.</summary>
/// <param name="Key">The API key.</param>
public sealed record GoogleTranslateAccess(string Key) : TranslatorAccess
{
    /// <inheritdoc/>
    public override TranslationService Service => TranslationService.Google;
}

/// <summary>How much and how long.</summary>
public static class TranslationLimits
{
    /// <summary>Longest text in characters: four of WhatsApp's longest messages. More is no conversation, and every character costs money.</summary>
    public const int LongestText = 4 * 4096;

    /// <summary>Each request, from the first byte to the last.</summary>
    public static readonly TimeSpan AnswerTimeout = TimeSpan.FromSeconds(10);

    /// <summary>Before the one further try after a hiccup: translating has no effect, so nothing happens twice.</summary>
    public static readonly TimeSpan SecondTryWait = TimeSpan.FromMilliseconds(300);
}
