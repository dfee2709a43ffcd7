using Motion.Providers.Translation;

namespace Motion.Blazor.Features.Desk.Translation;

/// <summary>Why nothing was translated; put into words by TranslationWords under <c>Refusal.{name}</c>.</summary>
public enum TranslationRefusal
{
    NotFound,
    NotMember,
    /// <summary>The feature switch is off: not in the plan.</summary>
    FeatureOff,
    /// <summary>The account does not translate, or names no service.</summary>
    AccountOff,
    /// <summary>The system settings hold no keys for the account's service.</summary>
    NoKeys,
    UnknownLanguage,
    /// <summary>A message without words, taken back, or a note, which concerns nobody outside.</summary>
    NothingToTranslate,
    Unreachable,
    TimedOut,
    KeyRefused,
    RateLimited,
    TextTooLong,
    LanguageUnsupported,
    LanguageUnclear,
    Refused,
    Broken,
}

/// <summary>Exactly one of the two is set.</summary>
internal sealed record TranslationOutcome(TranslationResult? Result, TranslationRefusal? Refusal)
{
    public static TranslationOutcome Of(TranslationRefusal refusal) => new(null, refusal);

    public static TranslationRefusal Of(TranslationFailure failure) => failure switch
    {
        TranslationFailure.Unreachable => TranslationRefusal.Unreachable,
        TranslationFailure.TimedOut => TranslationRefusal.TimedOut,
        TranslationFailure.KeyRefused => TranslationRefusal.KeyRefused,
        TranslationFailure.RateLimited => TranslationRefusal.RateLimited,
        TranslationFailure.TextTooLong => TranslationRefusal.TextTooLong,
        TranslationFailure.LanguageUnsupported => TranslationRefusal.LanguageUnsupported,
        TranslationFailure.LanguageUnclear => TranslationRefusal.LanguageUnclear,
        TranslationFailure.Refused => TranslationRefusal.Refused,
        TranslationFailure.Broken => TranslationRefusal.Broken,
    };
}
