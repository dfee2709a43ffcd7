using System.Text.Json;

namespace Motion.Domain.Accounts;

/// <summary>JSON as a person types it.</summary>
public static class JsonText
{
    /// <summary>Where it stops being JSON, as <c>line:character</c>, both counted from 1; null when all of it is good.</summary>
    public static string? FindFault(string text)
    {
        try
        {
            using var document = JsonDocument.Parse(text, new JsonDocumentOptions { MaxDepth = 32 });
            return null;
        }
        catch (JsonException fault)
        {
            var line = (int)(fault.LineNumber ?? 0);
            var bytes = (int)(fault.BytePositionInLine ?? 0);
            return $"{line + 1}:{CharactersOf(text.Split('\n').ElementAtOrDefault(line) ?? "", bytes) + 1}";
        }
    }

    /// <summary>The reader counts bytes; people count characters.</summary>
    private static int CharactersOf(string line, int bytes)
    {
        var seen = 0;
        foreach (var (index, rune) in line.EnumerateRunes().Index())
        {
            if (seen >= bytes)
                return index;
            seen += rune.Utf8SequenceLength;
        }
        return line.EnumerateRunes().Count();
    }
}
