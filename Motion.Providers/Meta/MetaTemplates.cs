using System.Text.Json;
using Motion.Domain.Messaging;
using Motion.Providers.Outside;

namespace Motion.Providers.Meta;

/// <summary>Reads Meta's list of templates (providers.md 3.5), which Kaleyra V2 passes on in the same shape (4.2).</summary>
internal static class MetaTemplates
{
    public const string FirstQuery = "?fields=name,language,status,category,rejected_reason,components&limit=100";

    /// <param name="ask">Asks for the page with that query.</param>
    /// <exception cref="OutsideFailureException">Meta refused or did not answer.</exception>
    public static Task<IReadOnlyList<ProviderTemplate>> ListAsync(Func<string, Task<ProviderReply>> ask) =>
        TemplatePages.ReadAllAsync(FirstQuery, ask, ReadPage, MetaFailures.OfAnswer);

    /// <summary>
    /// The last page names a cursor as well, but no <c>next</c>. The cursor alone is taken: the address beside it holds the token.
    /// </summary>
    public static TemplatePage ReadPage(JsonElement page)
    {
        var templates = page.Items("data"u8).Where(item => item.Text("name"u8) is not null).Select(Read).ToList();
        var paging = page.Member("paging"u8);
        var after = paging?.Text("next"u8) is null ? null : paging?.Member("cursors"u8)?.Text("after"u8);
        return new TemplatePage(templates, after is null ? null : $"{FirstQuery}&after={Uri.EscapeDataString(after)}");
    }

    private static ProviderTemplate Read(JsonElement item)
    {
        var parts = item.Items("components"u8).ToLookup(part => part.Text("type"u8)?.ToUpperInvariant() ?? "");
        var header = parts["HEADER"].FirstOrDefault();
        var body = parts["BODY"].FirstOrDefault();
        var words = body.Text("text"u8) ?? "";
        var names = TemplateText.Placeholders(words);
        var name = item.Text("name"u8)!;
        var category = item.Text("category"u8)?.ToUpperInvariant();
        var kind = HeaderKindOf(header);
        var buttons = parts["BUTTONS"].SelectMany(part => part.Items("buttons"u8)).ToList();
        return new ProviderTemplate(
            name, name, item.Text("language"u8) ?? "", StatusOf(item.Text("status"u8)), category, ReasonOf(item),
            kind == MessageKind.Text ? header.Text("text"u8) : null, kind,
            words, parts["FOOTER"].FirstOrDefault().Text("text"u8), names, [.. buttons.Select(Button)])
        {
            Samples = SamplesOf(body.Member("example"u8) ?? default, names),
            TakesHeader = kind is MessageKind.Image or MessageKind.Video or MessageKind.Document
                || TemplateText.Placeholders(header.Text("text"u8) ?? "").Count > 0,
            IsFillable = category != "AUTHENTICATION" && kind != MessageKind.Location
                && parts.All(part => part.Key is "HEADER" or "BODY" or "FOOTER" or "BUTTONS") && buttons.TrueForAll(IsPlain),
        };
    }

    /// <summary>Where a review stands; words of tomorrow read as unknown and are not offered.</summary>
    public static TemplateStatus StatusOf(string? status) => status?.ToUpperInvariant() switch
    {
        "APPROVED" => TemplateStatus.Approved,
        "PENDING" or "IN_APPEAL" => TemplateStatus.Pending,
        "REJECTED" => TemplateStatus.Rejected,
        "PAUSED" => TemplateStatus.Paused,
        "DISABLED" or "PENDING_DELETION" or "DELETED" or "ARCHIVED" => TemplateStatus.Disabled,
        _ => TemplateStatus.Unknown,
    };

    private static MessageKind? HeaderKindOf(JsonElement header) => header.Text("format"u8)?.ToUpperInvariant() switch
    {
        "TEXT" => MessageKind.Text,
        "IMAGE" => MessageKind.Image,
        "VIDEO" => MessageKind.Video,
        "DOCUMENT" => MessageKind.Document,
        "LOCATION" => MessageKind.Location,
        _ => null,
    };

    private static string? ReasonOf(JsonElement item) =>
        item.Text("rejected_reason"u8) is { } reason && !string.Equals(reason, "NONE", StringComparison.OrdinalIgnoreCase) ? reason : null;

    private static ProviderTemplateButton Button(JsonElement button) =>
        new(button.Text("text"u8) ?? "", TemplateText.Placeholders(button.Text("url"u8) ?? "").Count > 0);

    /// <summary>The other kinds (coupon, catalogue, flow …) want values that a send from here does not have.</summary>
    private static bool IsPlain(JsonElement button) => button.Text("type"u8)?.ToUpperInvariant() is "QUICK_REPLY" or "URL" or "PHONE_NUMBER";

    private static List<string> SamplesOf(JsonElement example, IReadOnlyList<string> names)
    {
        var named = example.Items("body_text_named_params"u8).ToLookup(item => item.Text("param_name"u8) ?? "", item => item.Text("example"u8) ?? "");
        if (named.Count > 0) return [.. names.Select(name => named[name].FirstOrDefault() ?? "")];
        var first = example.Items("body_text"u8).FirstOrDefault();
        return first.ValueKind == JsonValueKind.Array
            ? [.. first.EnumerateArray().Select(value => value.AsText() ?? "")]
            : [];
    }
}
