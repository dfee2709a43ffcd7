using System.Text;

namespace Motion.Domain.Search;

/// <summary>
/// Text as searches compare it: upper case, composed, without blanks at its ends, and held between two marks. With the marks every
/// comparison of <see cref="SearchOperator"/> is "contains": a text that starts with <c>AB</c> contains the first mark and <c>AB</c>. So
/// each database only has to find a piece in a text, by its bytes, and all of them find the same.
/// </summary>
public static class SearchText
{
    /// <summary>Stands before the text.</summary>
    public const char Begin = '\u0002';

    /// <summary>Stands after the text.</summary>
    public const char End = '\u0003';

    private const char Unknown = '\uFFFD';

    /// <summary>Upper case, composed, trimmed; what no database can keep is taken out.</summary>
    public static string Fold(string text)
    {
        var clean = Clean(text);
        return (clean.IsNormalized() ? clean : clean.Normalize()).ToUpperInvariant().Trim();
    }

    /// <summary>The text as it is kept for searching: folded, between the marks; empty for one that says nothing.</summary>
    public static string Kept(string text) => Fold(text) is { Length: > 0 } folded ? $"{Begin}{folded}{End}" : "";

    /// <summary>The piece that a kept text must contain for the comparison to hold.</summary>
    /// <param name="comparison">One of the four that say yes: equals, contains, starts with, ends with.</param>
    /// <param name="value">As someone entered it.</param>
    public static string Needle(SearchOperator comparison, string value)
    {
        var folded = Fold(value);
        return comparison switch
        {
            SearchOperator.Equal => $"{Begin}{folded}{End}",
            SearchOperator.StartsWith => $"{Begin}{folded}",
            SearchOperator.EndsWith => $"{folded}{End}",
            SearchOperator.Contains => folded,
            _ => throw new ArgumentOutOfRangeException(nameof(comparison), comparison, "Only comparisons that say yes have a piece to look for."),
        };
    }

    /// <summary>A name as it is kept: first and last name, a blank between.</summary>
    public static string KeptName(string firstName, string lastName) => Kept($"{firstName} {lastName}");

    /// <summary>A phone number as people write it, reduced to what is kept: no plus, blanks, dots, dashes, strokes, brackets.</summary>
    public static string Phone(string value) => string.Concat(Fold(value).Where(c => c is not ('+' or ' ' or '-' or '.' or '/' or '(' or ')' or '\u00A0')));

    private static string Clean(string text)
    {
        var at = FirstTrouble(text);
        if (at < 0)
            return text;
        var clean = new StringBuilder(text, 0, at, text.Length);
        for (; at < text.Length; at++)
        {
            if (text[at] is '\0' or Begin or End)
                continue;
            if (!char.IsSurrogate(text[at]))
                clean.Append(text[at]);
            else if (at + 1 < text.Length && char.IsSurrogatePair(text[at], text[at + 1]))
                clean.Append(text[at]).Append(text[++at]);
            else
                clean.Append(Unknown);
        }
        return clean.ToString();
    }

    private static int FirstTrouble(string text)
    {
        for (var at = 0; at < text.Length; at++)
        {
            if (text[at] is '\0' or Begin or End || char.IsSurrogate(text[at]))
                return at;
        }
        return -1;
    }
}
