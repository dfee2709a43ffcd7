using System.Globalization;
using System.Text.RegularExpressions;

namespace Motion.Domain.Messaging;

/// <summary>The text of a WhatsApp template: words with placeholders such as <c>{{1}}</c> or <c>{{first_name}}</c>.</summary>
public static partial class TemplateText
{
    /// <summary>The placeholders' names, each once: numbered ones by their number, then the others as they come.</summary>
    public static IReadOnlyList<string> Placeholders(string text) =>
        [.. Placeholder().Matches(text).Select(match => match.Groups["name"].Value).Distinct(StringComparer.Ordinal).OrderBy(Number)];

    /// <summary>The text with its placeholders filled by their names; one without a value, or with an empty one, stays as it is.</summary>
    /// <param name="text">The words.</param>
    /// <param name="names">The placeholders' names.</param>
    /// <param name="values">Their values in the same order; may be shorter.</param>
    public static string Fill(string text, IReadOnlyList<string> names, IReadOnlyList<string> values) => Placeholder().Replace(text, match =>
    {
        for (var i = 0; i < names.Count && i < values.Count; i++)
            if (names[i] == match.Groups["name"].Value && values[i].Length > 0) return values[i];
        return match.Value;
    });

    /// <summary>The number a placeholder's name is; names that are none come last.</summary>
    public static int Number(string name) =>
        int.TryParse(name, NumberStyles.None, CultureInfo.InvariantCulture, out var number) ? number : int.MaxValue;

    [GeneratedRegex(@"\{\{\s*(?<name>[A-Za-z0-9_]{1,64})\s*\}\}", RegexOptions.CultureInvariant, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Placeholder();
}
