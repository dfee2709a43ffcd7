using System.Text;

namespace Motion.Providers.Translation;

/// <summary>A piece of a text, and the white space after it, which no service is asked to keep.</summary>
internal sealed record TextPiece(string Text, string Space);

/// <summary>
/// Cuts a text that is too long for one request where it hurts least: between paragraphs, sentences, words; within a word only where
/// there is none of these. Put together again, nothing is missing.
/// </summary>
internal static class TextPieces
{
    /// <summary>Signs after which a sentence is over even without a space.</summary>
    private const string WideEnds = "。！？";

    /// <param name="text">With something in it but white space.</param>
    /// <param name="longest">Most of a piece, at least 4.</param>
    /// <param name="inBytes">Counted in bytes of UTF-8; else in characters.</param>
    public static IReadOnlyList<TextPiece> Split(string text, int longest, bool inBytes)
    {
        var pieces = new List<TextPiece>();
        var at = 0;
        while (at < text.Length)
        {
            var fits = Fitting(text.AsSpan(at), longest, inBytes);
            var cut = fits == text.Length - at ? fits : BestCut(text.AsSpan(at, fits));
            while (at + cut < text.Length && char.IsWhiteSpace(text[at + cut])) cut++;
            var words = text.AsSpan(at, cut).TrimEnd();
            pieces.Add(new TextPiece(words.ToString(), text.Substring(at + words.Length, cut - words.Length)));
            at += cut;
        }
        return pieces;
    }

    /// <summary>How many characters from the start fit, never half of a pair.</summary>
    private static int Fitting(ReadOnlySpan<char> text, int longest, bool inBytes)
    {
        if (!inBytes && text.Length <= longest) return text.Length;
        var (used, length) = (0, 0);
        foreach (var rune in text.EnumerateRunes())
        {
            // Half a pair reads as U+FFFD, which takes one character here and three bytes there.
            used += inBytes ? rune.Utf8SequenceLength : rune.Utf16SequenceLength;
            if (used > longest) return length;
            length += rune.Utf16SequenceLength;
        }
        return text.Length;
    }

    private static int BestCut(ReadOnlySpan<char> text)
    {
        // A cut in the first half would make many small pieces for little.
        var least = text.Length / 2;
        if (text.LastIndexOf("\n\n") is var paragraph && paragraph >= least) return paragraph + 2;
        if (text.LastIndexOf('\n') is var line && line >= least) return line + 1;
        var space = 0;
        for (var at = text.Length; at > least && at > 1; at--)
        {
            if (WideEnds.Contains(text[at - 1])) return at;
            if (!char.IsWhiteSpace(text[at - 1])) continue;
            // "3.14" and "example.com" are not the end of anything.
            if (text[at - 2] is '.' or '!' or '?' or '…') return at;
            if (space == 0) space = at;
        }
        if (space > 0) return space;
        return text.Length;
    }
}
