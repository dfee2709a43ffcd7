using System.Text.Json;
using Motion.Domain.Messaging;
using Motion.Providers.Outside;

namespace Motion.Providers.Twilio;

/// <summary>Reads Twilio's contents with what WhatsApp said of them (providers.md 1.2).</summary>
internal static class TwilioTemplates
{
    private const string FirstQuery = "?PageSize=100";

    /// <param name="ask">Asks for the page with that query.</param>
    /// <exception cref="OutsideFailureException">Twilio refused or did not answer.</exception>
    public static Task<IReadOnlyList<ProviderTemplate>> ListAsync(Func<string, Task<ProviderReply>> ask) =>
        TemplatePages.ReadAllAsync(FirstQuery, ask, ReadPage, TwilioFailures.OfAnswer);

    /// <summary>Of the next page's address only the query is taken, so that the token never goes to a host that an answer names.</summary>
    private static TemplatePage ReadPage(JsonElement page)
    {
        var next = page.Member("meta"u8)?.Text("next_page_url"u8);
        return new TemplatePage(
            [.. page.Items("contents"u8).Where(item => item.Text("sid"u8) is not null).Select(Read)],
            Uri.TryCreate(next, UriKind.Absolute, out var address) && address.Query.Length > 1 ? address.Query : null);
    }

    private static ProviderTemplate Read(JsonElement item)
    {
        var sid = item.Text("sid"u8)!;
        var approval = item.Member("approval_requests"u8) ?? default;
        var type = TypeOf(item.Member("types"u8) ?? default, approval.Text("content_type"u8));
        var content = type.Value;
        var variables = VariablesOf(item.Member("variables"u8) ?? default);
        var names = variables.Keys.Concat(content.ValueKind == JsonValueKind.Object ? TemplateText.Placeholders(content.GetRawText()) : [])
            .Distinct(StringComparer.Ordinal).OrderBy(TemplateText.Number).ToList();
        var file = content.Items("media"u8).Select(link => link.AsText()).FirstOrDefault();
        var header = content.Text("header_text"u8);
        return new ProviderTemplate(
            sid, item.Text("friendly_name"u8) ?? sid, item.Text("language"u8) ?? "", StatusOf(approval.Text("status"u8)),
            approval.Text("category"u8)?.ToUpperInvariant(), approval.Text("rejection_reason"u8),
            file ?? header, file is not null ? KindOf(file) : header is not null ? MessageKind.Text : null,
            content.Text("body"u8) ?? content.Text("title"u8) ?? "", content.Text("footer"u8) ?? content.Text("subtitle"u8),
            names, [.. content.Items("actions"u8).Select(Button)])
        {
            Samples = [.. names.Select(name => variables.GetValueOrDefault(name, ""))],
        };
    }

    /// <summary>WhatsApp gets the reviewed type; a content may hold others for other channels.</summary>
    private static (string Name, JsonElement Value) TypeOf(JsonElement types, string? reviewed)
    {
        if (types.ValueKind != JsonValueKind.Object) return ("", default);
        var all = types.EnumerateObject().Select(type => (type.Name, type.Value)).ToList();
        return all.Find(type => type.Name == reviewed) is { Name: not null } exact ? exact
            : all.OrderBy(type => type.Name == "twilio/text").FirstOrDefault();
    }

    private static Dictionary<string, string> VariablesOf(JsonElement variables)
    {
        var values = new Dictionary<string, string>(StringComparer.Ordinal);
        if (variables.ValueKind != JsonValueKind.Object) return values;
        foreach (var variable in variables.EnumerateObject()) values[variable.Name] = variable.Value.AsText() ?? "";
        return values;
    }

    private static TemplateStatus StatusOf(string? status) => status?.ToUpperInvariant() switch
    {
        "APPROVED" => TemplateStatus.Approved,
        "RECEIVED" or "PENDING" => TemplateStatus.Pending,
        "REJECTED" => TemplateStatus.Rejected,
        "PAUSED" => TemplateStatus.Paused,
        "DISABLED" => TemplateStatus.Disabled,
        "UNSUBMITTED" or null => TemplateStatus.NotSubmitted,
        _ => TemplateStatus.Unknown,
    };

    private static MessageKind KindOf(string link) => Path.GetExtension(link.Split('?', '#')[0]).ToUpperInvariant() switch
    {
        ".MP4" or ".3GP" => MessageKind.Video,
        ".PDF" => MessageKind.Document,
        _ => MessageKind.Image,
    };

    /// <summary>Its placeholders are among the content's own: nothing is filled separately.</summary>
    private static ProviderTemplateButton Button(JsonElement button) =>
        new(button.Text("title"u8) ?? button.Text("copy_code_text"u8) ?? "", TakesValue: false);
}
