using System.Text;

namespace Motion.Domain.Messaging;

/// <summary>
/// Contact cards as a vCard file (RFC 2426), which is all that some providers know of them (providers.md 8.1). Reading takes what is
/// shown of a card and believes nothing: no line, name or list grows without end.
/// </summary>
public static class VCard
{
    /// <summary>The file's type.</summary>
    public const string MimeType = "text/vcard";

    /// <summary>A file larger than this, in bytes, holds pictures or worse and is shown as a file.</summary>
    public const int LargestFile = 64 * 1024;

    private const int MostCards = 50;
    private const int MostValues = 20;
    private const int LongestValue = 255;

    /// <summary>One file that holds all of them.</summary>
    public static string Write(IReadOnlyList<ContactCard> cards)
    {
        var text = new StringBuilder();
        foreach (var card in cards)
        {
            var name = Escaped(card.Name);
            _ = text.Append("BEGIN:VCARD\r\nVERSION:3.0\r\nFN:").Append(name).Append("\r\nN:;").Append(name).Append(";;;\r\n");
            foreach (var phone in card.Phones) _ = text.Append("TEL;TYPE=CELL:").Append(Escaped(phone)).Append("\r\n");
            foreach (var email in card.Emails) _ = text.Append("EMAIL:").Append(Escaped(email)).Append("\r\n");
            _ = text.Append("END:VCARD\r\n");
        }
        return text.ToString();
    }

    /// <summary>The cards in it; empty when it is none, or says nothing that is shown.</summary>
    public static IReadOnlyList<ContactCard> Read(string text)
    {
        var cards = new List<ContactCard>();
        Draft? card = null;
        foreach (var line in Unfolded(text))
        {
            var (name, value) = Property(line);
            if (name == "BEGIN" && value.Equals("VCARD", StringComparison.OrdinalIgnoreCase))
                card = new Draft();
            else if (name != "END")
                card?.Take(name, value);
            else if (card?.Finish() is { } finished && cards.Count < MostCards)
                cards.Add(finished);
        }
        return cards;
    }

    /// <summary>A line that begins with a blank goes on with the one before.</summary>
    private static IEnumerable<string> Unfolded(string text)
    {
        var whole = new StringBuilder();
        foreach (var line in text.Split('\n'))
        {
            var bare = line.TrimEnd('\r');
            if (bare.Length > 0 && bare[0] is ' ' or '\t')
            {
                _ = whole.Append(bare, 1, bare.Length - 1);
                continue;
            }
            if (whole.Length > 0) yield return whole.ToString();
            _ = whole.Clear().Append(bare);
        }
        if (whole.Length > 0) yield return whole.ToString();
    }

    /// <summary><c>item1.TEL;TYPE=CELL;waid=39333:+39 333</c> is the property TEL.</summary>
    private static (string Name, string Value) Property(string line)
    {
        var colon = line.IndexOf(':', StringComparison.Ordinal);
        if (colon < 0) return ("", "");
        var name = line[..colon].Split(';', 2)[0];
        return (name[(name.LastIndexOf('.') + 1)..].Trim().ToUpperInvariant(), line[(colon + 1)..].Trim());
    }

    private static string Escaped(string text) => text
        .Replace("\\", "\\\\", StringComparison.Ordinal).Replace(";", "\\;", StringComparison.Ordinal).Replace(",", "\\,", StringComparison.Ordinal)
        .ReplaceLineEndings("\\n");

    private static string Plain(string text)
    {
        var plain = new StringBuilder(text.Length);
        for (var i = 0; i < text.Length && plain.Length < LongestValue; i++)
        {
            if (text[i] == '\\' && i + 1 < text.Length)
                _ = plain.Append(text[++i] is 'n' or 'N' ? ' ' : text[i]);
            else if (!char.IsControl(text[i]))
                _ = plain.Append(text[i]);
        }
        return plain.ToString().Trim();
    }

    private sealed class Draft
    {
        private readonly List<string> _phones = [];
        private readonly List<string> _emails = [];
        private string _formatted = "";
        private string _parts = "";
        private string _organisation = "";

        public void Take(string name, string value)
        {
            switch (name)
            {
                case "FN":
                    _formatted = Plain(value);
                    break;
                case "N":
                    // Family; given; further; before; after.
                    var parts = value.Split(';').Select(Plain).ToList();
                    _parts = string.Join(' ', new[] { parts.ElementAtOrDefault(1), parts[0] }.Where(part => !string.IsNullOrEmpty(part)));
                    break;
                case "ORG":
                    _organisation = Plain(value.Split(';')[0]);
                    break;
                case "TEL":
                    Add(_phones, value.StartsWith("tel:", StringComparison.OrdinalIgnoreCase) ? value[4..] : value);
                    break;
                case "EMAIL":
                    Add(_emails, value);
                    break;
            }
        }

        /// <summary>Null when there is nothing to show.</summary>
        public ContactCard? Finish()
        {
            string?[] names = [_formatted, _parts, _organisation, _phones.FirstOrDefault(), _emails.FirstOrDefault()];
            return Array.Find(names, name => !string.IsNullOrEmpty(name)) is { } known ? new ContactCard(known, _phones, _emails) : null;
        }

        private static void Add(List<string> values, string value)
        {
            if (Plain(value) is { Length: > 0 } plain && values.Count < MostValues) values.Add(plain);
        }
    }
}
