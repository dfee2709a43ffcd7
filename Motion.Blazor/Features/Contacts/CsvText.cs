using System.Text;

namespace Motion.Blazor.Features.Contacts;

/// <summary>CSV as spreadsheets write it (RFC 4180): quoted fields may hold delimiters, line ends and doubled quotes. Read as a stream.</summary>
internal static class CsvText
{
    /// <summary>A field that is longer is no field but a quote that was never closed.</summary>
    private const int LongestField = 64 * 1024;

    /// <summary>Records with the line of the file they begin on, counted from 1; empty lines are left out.</summary>
    public static IEnumerable<(int Line, IReadOnlyList<string> Fields)> Read(TextReader text, char delimiter)
    {
        var (line, begin) = (1, 1);
        var field = new StringBuilder();
        var fields = new List<string>();
        var (isQuoted, wasQuoted) = (false, false);
        while (text.Read() is var read and >= 0)
        {
            var sign = (char)read;
            if (sign == '\n')
                line++;
            if (isQuoted)
            {
                if (sign != '"')
                    Append(field, sign);
                else if (text.Peek() == '"')
                    Append(field, (char)text.Read());
                else
                    isQuoted = false;
            }
            else if (sign == '"' && field.Length == 0 && !wasQuoted)
            {
                (isQuoted, wasQuoted) = (true, true);
            }
            else if (sign == delimiter)
            {
                Take();
            }
            else if (sign == '\n')
            {
                if (fields.Count > 0 || field.Length > 0 || wasQuoted)
                {
                    Take();
                    yield return (begin, fields);
                    fields = [];
                }
                begin = line;
            }
            else if (sign != '\r')
            {
                Append(field, sign);
            }
        }
        if (fields.Count > 0 || field.Length > 0 || wasQuoted)
        {
            Take();
            yield return (begin, fields);
        }

        void Take()
        {
            fields.Add(wasQuoted ? field.ToString() : field.ToString().Trim());
            field.Clear();
            (isQuoted, wasQuoted) = (false, false);
        }
    }

    /// <summary>The delimiter that the first line uses most: comma, semicolon or tab.</summary>
    public static char DelimiterOf(string? firstLine) =>
        new[] { ',', ';', '\t' }.OrderByDescending(delimiter => firstLine?.Count(sign => sign == delimiter) ?? 0).First();

    /// <summary>One cell; what a spreadsheet would take for a formula gets a quote in front (product.md section 9).</summary>
    public static string Cell(string? text)
    {
        var harmless = text is ['=' or '+' or '-' or '@' or '\t' or '\r', ..] ? $"'{text}" : text ?? "";
        return harmless.AsSpan().IndexOfAny(",;\"\n\r\t") < 0 && harmless.Trim().Length == harmless.Length
            ? harmless
            : $"\"{harmless.Replace("\"", "\"\"", StringComparison.Ordinal)}\"";
    }

    public static string Line(IEnumerable<string?> cells) => string.Join(',', cells.Select(Cell));

    /// <summary>Takes away what <see cref="Cell"/> puts in front of a formula, so that what was exported can be imported.</summary>
    public static string Unquote(string cell) => cell is ['\'', '=' or '+' or '-' or '@', ..] ? cell[1..] : cell;

    private static void Append(StringBuilder field, char sign)
    {
        if (field.Length < LongestField)
            field.Append(sign);
    }
}
