using System.Globalization;
using System.Text;
using System.Text.Encodings.Web;
using Microsoft.Extensions.Localization;
using Motion.Blazor.Features.Interactions.Search;
using Motion.Domain.Messaging;

namespace Motion.Blazor.Features.Interactions.Transcripts;

/// <summary>
/// A page that reads and prints well, opens without us and runs nothing: every value of a customer is encoded, and the page itself forbids
/// scripts, should one slip through.
/// </summary>
internal static class TranscriptHtml
{
    public const string Foot = "</main>\n</body>\n</html>\n";

    private const string Style = """
        :root{color-scheme:light dark}body{margin:0 auto;max-width:760px;padding:24px;font:15px/1.5 system-ui,sans-serif;color:#0f172a;background:#fff}
        h1{font-size:20px}dl{display:grid;grid-template-columns:max-content 1fr;gap:2px 16px;margin:0 0 24px}dt{color:#46556a}dd{margin:0}
        article{margin:10px 0;padding:8px 12px;border-radius:10px;border:1px solid #dfe5ec;max-width:85%;break-inside:avoid;white-space:pre-wrap;overflow-wrap:anywhere}
        article.out{margin-left:auto;background:#d7efec;border-color:#b9ded9}article.note{background:#fdf1dc;border:1px dashed #8a4407;max-width:100%}
        header,footer{font-size:12px;color:#46556a;white-space:normal}.gone{font-style:italic;color:#46556a}img{display:block;max-width:100%;max-height:420px}
        @media (prefers-color-scheme:dark){body{color:#e6ebf3;background:#0b1220}dt,header,footer,.gone{color:#aab6c8}article{border-color:#263248;background:#1d2940}article.out{background:#14403d;border-color:#14403d}article.note{background:#33260d;border-color:#f5b74a}}
        @media print{body{padding:0;color:#000;background:#fff}article,article.out,article.note{background:#fff;color:#000;border-color:#999}header,footer,dt{color:#333}}
        """;

    public static string Head(InteractionRow row, IStringLocalizer<InteractionsWords> words)
    {
        var html = new StringBuilder("<!DOCTYPE html>\n");
        html.Append(CultureInfo.InvariantCulture, $"<html lang=\"{Encode(CultureInfo.CurrentUICulture.TwoLetterISOLanguageName)}\">\n<head>\n<meta charset=\"utf-8\">\n");
        html.Append("<meta http-equiv=\"Content-Security-Policy\" content=\"default-src 'none'; style-src 'unsafe-inline'; img-src 'self' file:\">\n");
        html.Append(CultureInfo.InvariantCulture, $"<title>{Encode(words["Transcript.Title", row.Id, row.ContactName])}</title>\n<style>{Style}</style>\n</head>\n<body>\n");
        html.Append(CultureInfo.InvariantCulture, $"<h1>{Encode(words["Transcript.Title", row.Id, row.ContactName])}</h1>\n<dl>\n");
        Fact(html, words["Column.Account"], row.AccountName);
        Fact(html, words["Csv.Phone"], row.Mobile ?? row.Phone);
        Fact(html, words["Column.Started"], Time(row.StartedAt));
        Fact(html, words["Transcript.Ended"], row.ClosedAt is { } at ? Time(at) : null);
        Fact(html, words["Column.Agent"], row.AgentName);
        Fact(html, words["Column.Queue"], row.QueueName);
        Fact(html, words["Column.Tags"], string.Join(", ", row.Tags.Select(tag => tag.Name)));
        Fact(html, words["Column.Disposition"], string.Join("; ", row.Dispositions.Select(given => string.Join(" › ", given.Path))));
        return html.Append("</dl>\n<main>\n").ToString();
    }

    public static string Message(TranscriptMessage message, InteractionRow row, IStringLocalizer<InteractionsWords> words)
    {
        var html = new StringBuilder();
        var who = message.Way switch
        {
            MessageDirection.In => row.ContactName,
            MessageDirection.Note => words["Transcript.Note", message.Author ?? words["Transcript.Automatic"].Value].Value,
            _ => message.Author ?? words["Transcript.Automatic"].Value,
        };
        html.Append(CultureInfo.InvariantCulture, $"<article class=\"{message.Direction}\"><header><strong>{Encode(who)}</strong> · <time datetime=\"{message.CreatedAt:yyyy-MM-ddTHH:mm:ssZ}\">{Time(message.CreatedAt)}</time></header>");
        if (message.Deleted)
            html.Append(CultureInfo.InvariantCulture, $"<span class=\"gone\">{Encode(words["Transcript.Deleted"])}</span>");
        else
            html.Append(Encode(message.Body));
        if (message.Attachment is { } file)
            html.Append(File(file, words));
        if (message.EditedAt is not null || message.Status is not null)
            html.Append(CultureInfo.InvariantCulture, $"<footer>{Encode(string.Join(" · ", new[] { message.Status, message.EditedAt is null ? null : words["Transcript.Edited"].Value }.OfType<string>()))}</footer>");
        return html.Append("</article>\n").ToString();
    }

    private static string File(TranscriptFile file, IStringLocalizer<InteractionsWords> words)
    {
        var name = Encode(file.Name ?? file.MimeType);
        if (file.Path is not { } path)
            return $"<footer>📎 {name} ({Encode(words["Transcript.NotIncluded"])})</footer>";
        var link = Encode(string.Join('/', path.Split('/').Select(Uri.EscapeDataString)));
        return file.MimeType.StartsWith("image/", StringComparison.OrdinalIgnoreCase)
            ? $"<a href=\"{link}\"><img src=\"{link}\" alt=\"{name}\"></a>"
            : $"<footer>📎 <a href=\"{link}\">{name}</a></footer>";
    }

    private static void Fact(StringBuilder html, string name, string? value)
    {
        if (!string.IsNullOrEmpty(value))
            html.Append(CultureInfo.InvariantCulture, $"<dt>{Encode(name)}</dt><dd>{Encode(value)}</dd>\n");
    }

    private static string Time(DateTimeOffset at) => at.ToString("yyyy-MM-dd HH:mm:ss 'UTC'", CultureInfo.InvariantCulture);

    private static string Encode(string text) => HtmlEncoder.Default.Encode(text);
}
