using System.Globalization;
using System.Runtime.InteropServices;
using System.Text;
using System.Text.Json;

namespace Motion.Providers.Outside;

/// <summary>
/// Reads foreign JSON without believing in its shape: what is absent, null, empty or of another kind reads as null.
/// </summary>
internal static class JsonReading
{
    public static JsonElement? Member(this JsonElement element, ReadOnlySpan<byte> name) =>
        element.ValueKind == JsonValueKind.Object && element.TryGetProperty(name, out var value) && value.ValueKind != JsonValueKind.Null
            ? value
            : null;

    /// <summary>The items of an array member; none when it is no array.</summary>
    public static JsonElement.ArrayEnumerator Items(this JsonElement element, ReadOnlySpan<byte> name) =>
        element.Member(name) is { ValueKind: JsonValueKind.Array } array ? array.EnumerateArray() : default;

    /// <summary>A string, or a number as it is written; null when absent or empty. U+0000 is dropped: PostgreSQL refuses it.</summary>
    public static string? Text(this JsonElement element, ReadOnlySpan<byte> name) => element.Member(name)?.AsText();

    /// <summary>The same of an item or a value itself.</summary>
    public static string? AsText(this JsonElement value)
    {
        var text = value.ValueKind switch
        {
            JsonValueKind.String => Read(value),
            JsonValueKind.Number => value.GetRawText(),
            _ => "",
        };
        return text.Length == 0 ? null : text;
    }

    public static bool IsTrue(this JsonElement element, ReadOnlySpan<byte> name) =>
        element.Member(name) is { ValueKind: JsonValueKind.True };

    public static double? Number(this JsonElement element, ReadOnlySpan<byte> name) =>
        double.TryParse(element.Text(name), NumberStyles.Float, CultureInfo.InvariantCulture, out var number) && double.IsFinite(number)
            ? number
            : null;

    public static decimal? Money(this JsonElement element, ReadOnlySpan<byte> name) =>
        decimal.TryParse(element.Text(name), NumberStyles.Float, CultureInfo.InvariantCulture, out var number) ? number : null;

    public static long? Whole(this JsonElement element, ReadOnlySpan<byte> name) => Whole(element.Text(name));

    private static long? Whole(string? text) =>
        long.TryParse(text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var number) ? number : null;

    /// <summary>Unix time in seconds, or in milliseconds where somebody forgot to divide (providers.md 3.2).</summary>
    public static DateTimeOffset? UnixTime(this JsonElement element, ReadOnlySpan<byte> name) => UnixTime(element.Text(name));

    public static DateTimeOffset? UnixTime(string? text) => Whole(text) switch
    {
        null or < 0 => null,
        < 1_000_000_000_000 and var seconds => DateTimeOffset.FromUnixTimeSeconds(seconds),
        <= 253_402_300_799_999 and var milliseconds => DateTimeOffset.FromUnixTimeMilliseconds(milliseconds),
        _ => null,
    };

    /// <summary>An ISO 8601 time, with as many digits after the second as anybody likes.</summary>
    public static DateTimeOffset? IsoTime(this JsonElement element, ReadOnlySpan<byte> name) =>
        DateTimeOffset.TryParse(element.Text(name), CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out var time) ? time : null;

    /// <summary>The part as it came, readable even where its bytes are not UTF-8.</summary>
    public static string Fragment(this JsonElement element) => Readable(JsonMarshal.GetRawUtf8Value(element));

    public static string Readable(ReadOnlySpan<byte> bytes) => WithoutNulls(Encoding.UTF8.GetString(bytes));

    private static string Read(JsonElement value)
    {
        string text;
        try
        {
            text = value.GetString()!;
        }
        catch (InvalidOperationException)
        {
            // Half a surrogate pair or broken UTF-8, e.g. a profile name cut in the middle of an emoji: keep the rest.
            text = Repaired(JsonMarshal.GetRawUtf8Value(value));
        }
        return WithoutNulls(text);
    }

    private static string WithoutNulls(string text) =>
        text.Contains('\0', StringComparison.Ordinal) ? text.Replace("\0", "", StringComparison.Ordinal) : text;

    private static string Repaired(ReadOnlySpan<byte> quoted)
    {
        var raw = Encoding.UTF8.GetString(quoted[1..^1]);
        var text = new StringBuilder(raw.Length);
        for (var i = 0; i < raw.Length; i++)
        {
            if (raw[i] != '\\')
            {
                _ = text.Append(raw[i]);
                continue;
            }
            i++;
            _ = text.Append(raw[i] switch
            {
                'n' => '\n',
                'r' => '\r',
                't' => '\t',
                'b' => '\b',
                'f' => '\f',
                'u' => (char)ushort.Parse(raw.AsSpan(i + 1, 4), NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture),
                var plain => plain,
            });
            if (raw[i] == 'u') i += 4;
        }
        // Encoding replaces each lone half by U+FFFD.
        return Encoding.UTF8.GetString(Encoding.UTF8.GetBytes(text.ToString()));
    }
}
