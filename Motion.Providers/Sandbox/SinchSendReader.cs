using System.Globalization;
using System.Text.Json;
using Microsoft.AspNetCore.Http;
using Motion.Domain.Messaging;

namespace Motion.Providers.Sandbox;

/// <summary>Reads the body of a Sinch send (providers.md 2.2): a draft, or the answer Sinch would give instead.</summary>
internal static class SinchSendReader
{
    private const int TextLimit = 4096;

    /// <summary>Digits or a user id; null when nobody on WhatsApp is named.</summary>
    public static string? Recipient(JsonElement json)
    {
        var identities = json.Member("recipient")?.Member("identified_by")?.Items("channel_identities") ?? [];
        return identities.Where(identity => identity.Text("channel") == "WHATSAPP").Select(identity => identity.Text("identity")?.TrimStart('+'))
            .FirstOrDefault(identity => identity is { Length: >= 5 and <= 160 });
    }

    public static (SandboxDraft? Draft, IResult? Error) Read(JsonElement json)
    {
        var message = json.Member("message") ?? default;
        if (message.Member("text_message") is { } text) return Text(text);
        if (message.Member("media_message") is { } media) return Media(media);
        if (message.Member("location_message") is { } place) return Location(place);
        if (message.Member("template_message")?.Member("channel_template")?.Member("WHATSAPP") is { } template) return Template(template);
        return (null, SinchAnswers.BadRequest("message: unknown or missing"));
    }

    private static (SandboxDraft?, IResult?) Text(JsonElement body) => body.Text("text") switch
    {
        null or "" => (null, SinchAnswers.BadRequest("message.text_message.text: required")),
        { Length: > TextLimit } => (null, SinchAnswers.BadRequest("message.text_message.text: too long")),
        var words => (new SandboxDraft(new TextContent(words)), null),
    };

    private static (SandboxDraft?, IResult?) Media(JsonElement body) =>
        body.Text("url") is { } url && Uri.TryCreate(url, UriKind.Absolute, out _)
            ? (new SandboxDraft(new MediaContent(MessageKind.Document, null, FileName: body.Text("filename_override")), Link: url, KindByFile: true), null)
            : (null, SinchAnswers.BadRequest("message.media_message.url: not an address"));

    private static (SandboxDraft?, IResult?) Location(JsonElement body)
    {
        var coordinates = body.Member("coordinates") ?? default;
        return coordinates.Number("latitude") is { } latitude && coordinates.Number("longitude") is { } longitude && body.Text("title") is { Length: > 0 } title
            ? (new SandboxDraft(new LocationContent(latitude, longitude, title, body.Text("label"))), null)
            : (null, SinchAnswers.BadRequest("message.location_message: title and coordinates are required"));
    }

    private static (SandboxDraft?, IResult?) Template(JsonElement body)
    {
        var (name, language) = (body.Text("template_id") ?? "", body.Text("language_code") ?? "");
        if (SandboxTemplates.ByName(name, language) is not { } template)
            return (null, SinchAnswers.Error(400, "TEMPLATE_NOT_FOUND", $"Template {name} in {language} not found"));
        var parameters = body.Member("parameters") ?? default;
        string[] values = [.. Enumerable.Range(1, template.Placeholders)
            .Select(number => parameters.Text(string.Create(CultureInfo.InvariantCulture, $"body[{number}]text")) ?? "")];
        return values.Any(string.IsNullOrEmpty)
            ? (null, SinchAnswers.Error(400, "TEMPLATE_INSUFFICIENT_PARAMETERS", $"Template {name} takes {template.Placeholders} parameters"))
            : (SandboxTemplateDraft.Of(template, values), null);
    }
}
