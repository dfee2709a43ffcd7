using System.Text;

namespace Motion.Blazor.Features.Contacts;

/// <summary>What a column of a file is.</summary>
public enum ContactColumn
{
    Ignore,
    FirstName,
    LastName,
    Phone,
    Mobile,
    Email,

    /// <summary>A free field with the column's own name.</summary>
    FreeField,
}

/// <summary>The beginning of a file, to choose what its columns are.</summary>
public sealed record ContactFilePreview(IReadOnlyList<string> Headers, IReadOnlyList<IReadOnlyList<string>> Rows, IReadOnlyList<ContactColumn> Guess);

/// <summary>Files of contacts with a line of headers; comma, semicolon or tab, in UTF-8 or what a spreadsheet of the West writes.</summary>
internal static class ContactCsv
{
    private const int PreviewRows = 5;

    private static readonly (ContactColumn Column, string[] Names)[] Known =
    [
        (ContactColumn.FirstName, ["firstname", "first", "givenname", "nome", "name"]),
        (ContactColumn.LastName, ["lastname", "last", "surname", "familyname", "cognome"]),
        (ContactColumn.Phone, ["phone", "telephone", "tel", "telefono"]),
        (ContactColumn.Mobile, ["mobile", "cell", "cellphone", "cellulare", "whatsapp", "mobilephone"]),
        (ContactColumn.Email, ["email", "mail", "postaelettronica"]),
    ];

    /// <summary>Words that add nothing to what a column is.</summary>
    private static readonly string[] Fillers = ["number", "numero", "address"];

    public static ContactFilePreview Preview(string path)
    {
        var lines = Records(path).Take(PreviewRows + 1).ToList();
        var headers = lines.Count == 0 ? [] : lines[0].Fields;
        return new ContactFilePreview(headers, [.. lines.Skip(1).Select(line => Complete(line.Fields, headers.Count))], [.. headers.Select(Guess)]);
    }

    /// <summary>Record by record after the headers, as many fields as those; the number is that of the line in the file.</summary>
    public static IEnumerable<(int Line, IReadOnlyList<string> Fields)> Read(string path)
    {
        var count = -1;
        foreach (var (line, fields) in Records(path))
        {
            if (count < 0)
                count = fields.Count;
            else
                yield return (line, Complete(fields, count));
        }
    }

    public static IReadOnlyList<string> HeadersOf(string path) => Records(path).Select(record => record.Fields).FirstOrDefault() ?? [];

    private static string[] Complete(IReadOnlyList<string> fields, int count) =>
        [.. Enumerable.Range(0, count).Select(index => index < fields.Count ? CsvText.Unquote(fields[index]) : "")];

    private static ContactColumn Guess(string header)
    {
        var name = string.Concat(header.Where(char.IsLetter)).ToLowerInvariant();
        var bare = Fillers.Aggregate(name, (rest, filler) => rest.Replace(filler, "", StringComparison.Ordinal));
        return Array.Find(Known, known => known.Names.Contains(bare)) is { Names: not null } found ? found.Column
            : name is "id" or "list" or "createdat" or "freefields" or "" ? ContactColumn.Ignore : ContactColumn.FreeField;
    }

    private static IEnumerable<(int Line, IReadOnlyList<string> Fields)> Records(string path)
    {
        var encoding = IsUtf8(path) ? Encoding.UTF8 : Encoding.Latin1;
        char delimiter;
        using (var first = new StreamReader(path, encoding))
            delimiter = CsvText.DelimiterOf(first.ReadLine());
        using var text = new StreamReader(path, encoding, detectEncodingFromByteOrderMarks: true, bufferSize: 64 * 1024);
        foreach (var record in CsvText.Read(text, delimiter))
            yield return record;
    }

    private static bool IsUtf8(string path)
    {
        try
        {
            using var text = new StreamReader(path, new UTF8Encoding(encoderShouldEmitUTF8Identifier: false, throwOnInvalidBytes: true));
            var buffer = new char[64 * 1024];
            while (text.ReadBlock(buffer) > 0)
            {
                // Only whether it can be read counts.
            }
            return true;
        }
        catch (DecoderFallbackException)
        {
            return false;
        }
    }
}
