namespace Motion.Providers.Translation;

/// <summary>
/// The languages both services translate, by the codes we use (BCP 47; <c>zh</c> is written in simplified signs). The services spell
/// a few of them otherwise: that is translated here and nowhere else.
/// </summary>
public static class TranslationLanguages
{
    private static readonly string[] Codes =
    [
        "af", "am", "ar", "az", "bg", "bn", "bs", "ca", "cs", "cy", "da", "de", "el", "en", "es", "et", "fa", "fi", "fr", "ga", "gu", "ha", "he", "hi",
        "hr", "ht", "hu", "hy", "id", "is", "it", "ja", "ka", "kk", "kn", "ko", "lt", "lv", "mk", "ml", "mn", "mr", "ms", "mt", "nl", "no", "pa", "pl",
        "ps", "pt", "ro", "ru", "si", "sk", "sl", "so", "sq", "sr", "sv", "sw", "ta", "te", "th", "tr", "uk", "ur", "uz", "vi", "zh", "zh-TW",
    ];

    private static readonly HashSet<string> Known = new(Codes, StringComparer.Ordinal);

    /// <summary>All of them, by code.</summary>
    public static IReadOnlyList<string> All => Codes;

    /// <summary>Whether a text can be translated into it.</summary>
    public static bool Has(string code) => Known.Contains(code);

    internal static string ToGoogle(string code) => code == "zh" ? "zh-CN" : code;

    /// <summary>A service's code as ours; one we do not know stays as it is.</summary>
    internal static string FromService(string code) => code switch
    {
        "zh-CN" or "zh-Hans" => "zh",
        "zh-Hant" => "zh-TW",
        "iw" => "he",
        "nb" or "nn" => "no",
        _ => code,
    };
}
