using System.Net;
using System.Text;
using AngleSharp.Dom;
using AngleSharp.Html.Parser;

namespace Motion.Blazor.Features.Accounts.Notifications;

/// <summary>Reduces markup to text and a short list of tags without attributes, as a browser would read it.</summary>
internal static class HarmlessMarkup
{
    private static readonly HashSet<string> Allowed =
        ["b", "strong", "i", "em", "u", "br", "p", "span", "div", "small", "ul", "ol", "li"];

    /// <summary>What stands in these is no text for people; other unknown tags go, their words stay.</summary>
    private static readonly HashSet<string> DroppedWhole =
    [
        "script", "style", "template", "iframe", "object", "embed", "noscript", "noembed", "noframes", "xmp", "plaintext",
        "textarea", "select", "title", "svg", "math", "audio", "video", "canvas",
    ];

    public static string Reduce(string html)
    {
        if (!html.AsSpan().ContainsAny('<', '&'))
            return html;
        using var document = new HtmlParser().ParseDocument(html);
        var output = new StringBuilder(html.Length);
        if (document.Body is { } body)
            WriteInner(body, output);
        return output.ToString();
    }

    private static void WriteInner(INode parent, StringBuilder output)
    {
        foreach (var child in parent.ChildNodes)
        {
            if (child is IText text)
                _ = output.Append(WebUtility.HtmlEncode(text.Data));
            else if (child is IElement element && !DroppedWhole.Contains(element.LocalName))
                WriteElement(element, output);
        }
    }

    private static void WriteElement(IElement element, StringBuilder output)
    {
        var name = element.LocalName;
        if (!Allowed.Contains(name))
        {
            WriteInner(element, output);
            return;
        }
        _ = output.Append('<').Append(name).Append('>');
        if (name == "br")
            return;
        WriteInner(element, output);
        _ = output.Append("</").Append(name).Append('>');
    }
}
