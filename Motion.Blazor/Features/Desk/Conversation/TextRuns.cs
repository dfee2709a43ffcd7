using System.Text.RegularExpressions;

namespace Motion.Blazor.Features.Desk.Conversation;

internal enum TextStyle
{
    Plain,
    Link,
    Bold,
    Italic,
    Struck,
    Mono,
}

internal readonly record struct TextRun(TextStyle Style, string Text);

/// <summary>Cuts a message into runs: links, and WhatsApp's *bold*, _italic_, ~struck~ and ```monospace```. Marks do not nest here.</summary>
internal static partial class TextRuns
{
    private const string TrailingMarks = ".,;:!?)]}'\"»";

    public static IEnumerable<TextRun> Of(string text)
    {
        var position = 0;
        foreach (Match match in Marked().Matches(text))
        {
            var (style, words) = Read(match);
            if (words.Length == 0)
                continue;
            if (match.Index > position)
                yield return new TextRun(TextStyle.Plain, text[position..match.Index]);
            yield return new TextRun(style, words);
            position = match.Index + (style == TextStyle.Link ? words.Length : match.Length);
        }
        if (position < text.Length)
            yield return new TextRun(TextStyle.Plain, text[position..]);
    }

    private static (TextStyle Style, string Words) Read(Match match) => match switch
    {
        // "See https://example.com." ends before the full stop.
        _ when match.Groups["link"] is { Success: true, Value: var link } => (TextStyle.Link, link.TrimEnd([.. TrailingMarks])),
        _ when match.Groups["bold"] is { Success: true, Value: var bold } => (TextStyle.Bold, bold),
        _ when match.Groups["italic"] is { Success: true, Value: var italic } => (TextStyle.Italic, italic),
        _ when match.Groups["struck"] is { Success: true, Value: var struck } => (TextStyle.Struck, struck),
        _ => (TextStyle.Mono, match.Groups["mono"].Value),
    };

    // Each mark is sought no further than to the next like it, so the work grows with the text alone. A time limit would only fail where the
    // machine stalls, and take the whole thread off the page.
    [GeneratedRegex(
        @"(?<link>https?://[^\s<>""]{3,})|```(?<mono>[^`]+)```|(?<![\w*])\*(?<bold>[^\s*](?:[^*\n]*[^\s*])?)\*(?![\w*])|(?<![\w_])_(?<italic>[^\s_](?:[^_\n]*[^\s_])?)_(?![\w_])|(?<![\w~])~(?<struck>[^\s~](?:[^~\n]*[^\s~])?)~(?![\w~])",
        RegexOptions.ExplicitCapture | RegexOptions.CultureInvariant, matchTimeoutMilliseconds: Timeout.Infinite)]
    private static partial Regex Marked();
}
