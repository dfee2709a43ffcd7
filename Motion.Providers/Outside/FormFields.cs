using System.Text;

namespace Motion.Providers.Outside;

/// <summary>A form body or a query string, decoded to bytes: signatures are made over those.</summary>
internal sealed class FormFields
{
    private readonly List<KeyValuePair<byte[], byte[]>> _fields = [];

    public IReadOnlyList<KeyValuePair<byte[], byte[]>> All => _fields;

    public static FormFields Parse(ReadOnlySpan<byte> encoded)
    {
        var form = new FormFields();
        foreach (var range in encoded.Split((byte)'&'))
        {
            var field = encoded[range];
            if (field.IsEmpty) continue;
            var equals = field.IndexOf((byte)'=');
            form._fields.Add(equals < 0
                ? new(Decode(field), [])
                : new(Decode(field[..equals]), Decode(field[(equals + 1)..])));
        }
        return form;
    }

    /// <summary>As text; the last of several values wins. U+0000 is dropped: PostgreSQL refuses it.</summary>
    public Dictionary<string, string> ToText()
    {
        var text = new Dictionary<string, string>(_fields.Count, StringComparer.Ordinal);
        foreach (var (key, value) in _fields) text[JsonReading.Readable(key)] = JsonReading.Readable(value);
        return text;
    }

    public static Dictionary<string, string> ParseQuery(string query) =>
        Parse(Encoding.UTF8.GetBytes(query.StartsWith('?') ? query[1..] : query)).ToText();

    private static byte[] Decode(ReadOnlySpan<byte> encoded)
    {
        var decoded = new byte[encoded.Length];
        var length = 0;
        for (var i = 0; i < encoded.Length; i++)
        {
            var value = encoded[i] == '+' ? (byte)' ' : encoded[i];
            if (value == '%' && i + 2 < encoded.Length && Hex(encoded[i + 1]) is var high and >= 0 && Hex(encoded[i + 2]) is var low and >= 0)
            {
                value = (byte)((high << 4) | low);
                i += 2;
            }
            decoded[length++] = value;
        }
        Array.Resize(ref decoded, length);
        return decoded;
    }

    private static int Hex(byte digit) => digit switch
    {
        >= (byte)'0' and <= (byte)'9' => digit - '0',
        >= (byte)'a' and <= (byte)'f' => digit - 'a' + 10,
        >= (byte)'A' and <= (byte)'F' => digit - 'A' + 10,
        _ => -1,
    };
}
