using Motion.Providers.Translation;

namespace Motion.Providers.Sandbox;

/// <summary>Pretends to translate: the same words with the language before them, and a guess at the language they are in.</summary>
internal static class SandboxTranslation
{
    private static readonly (string Language, string[] Words)[] Telling =
    [
        ("it", ["ciao", "buongiorno", "grazie", "sono", "vorrei", "quando", "perché", "che", "il", "non"]),
        ("es", ["hola", "gracias", "buenos", "quiero", "cuándo", "pedido", "dónde", "el", "los"]),
        ("fr", ["bonjour", "merci", "je", "voudrais", "quand", "est", "le", "les"]),
        ("de", ["hallo", "danke", "ich", "nicht", "wann", "ist", "der", "die", "das"]),
    ];

    /// <summary>What is in the target language already stays as it is.</summary>
    public static (string Text, string Source) Translate(string text, string target)
    {
        var source = LanguageOf(text);
        return (source == target ? text : $"[{target}] {text}", source);
    }

    private static string LanguageOf(string text)
    {
        foreach (var sign in text)
        {
            var byScript = sign switch
            {
                >= '\u0370' and <= '\u03FF' => "el",
                >= '\u0400' and <= '\u04FF' => "ru",
                >= '\u0590' and <= '\u05FF' => "he",
                >= '\u0600' and <= '\u06FF' => "ar",
                >= '\u0900' and <= '\u097F' => "hi",
                >= '\u3040' and <= '\u30FF' => "ja",
                >= '\u4E00' and <= '\u9FFF' => "zh",
                >= '\uAC00' and <= '\uD7AF' => "ko",
                _ => null,
            };
            if (byScript is not null) return byScript;
        }
        var words = text.ToLowerInvariant().Split([' ', ',', '.', '!', '?', '\n', '\''], StringSplitOptions.RemoveEmptyEntries);
        var (language, told) = Telling.Select(known => (known.Language, Count: words.Count(known.Words.Contains))).MaxBy(known => known.Count);
        return told > 0 ? language : "en";
    }
}
