using System.Globalization;
using System.Text;

namespace Motion.Blazor.Pipeline;

/// <summary>Names of files come from strangers: no folders, nothing that cannot be seen or turns the reading order round.</summary>
internal static class FileNames
{
    private const int Longest = 200;

    /// <summary>Null when nothing is left of it.</summary>
    public static string? Clean(string? name)
    {
        if (name is null)
            return null;
        var last = name[(name.LastIndexOfAny(['/', '\\']) + 1)..];
        var clean = new StringBuilder(last.Length);
        foreach (var rune in last.EnumerateRunes())
        {
            if (Rune.GetUnicodeCategory(rune) is not (UnicodeCategory.Control or UnicodeCategory.Format or UnicodeCategory.LineSeparator
                or UnicodeCategory.ParagraphSeparator or UnicodeCategory.Surrogate) && clean.Length < Longest)
                clean.Append(rune.ToString());
        }
        var result = clean.ToString().Trim(' ', '.');
        return result.Length == 0 ? null : result;
    }
}
