using System.Text.Json;
using Microsoft.AspNetCore.Http;
using Motion.Domain.Messaging;

namespace Motion.Providers.Sandbox;

/// <summary>A send to Kaleyra's first generation, however it was written.</summary>
internal sealed record KaleyraRequest(IReadOnlyDictionary<string, string> Fields, JsonElement? Location, IFormFile? Media)
{
    public string Text(string field) => Fields.GetValueOrDefault(field, "");
}

/// <summary>Reads a send to Kaleyra's first generation (providers.md 4.1): form, multipart or JSON; a draft, or the answer it would give instead.</summary>
internal sealed class KaleyraSendReader(SandboxFiles files)
{
    private const int TextLimit = 4096;

    /// <returns>Null when the body is none of the three.</returns>
    public static async Task<KaleyraRequest?> FieldsAsync(HttpRequest request)
    {
        if (request.HasFormContentType)
        {
            var form = await request.ReadFormAsync(request.HttpContext.RequestAborted);
            return new KaleyraRequest(form.ToDictionary(field => field.Key, field => field.Value.ToString(), StringComparer.Ordinal), null, form.Files.GetFile("media"));
        }

        using var body = await request.ReadJsonAsync();
        if (body?.RootElement is not { ValueKind: JsonValueKind.Object } json) return null;
        return new KaleyraRequest(
            json.EnumerateObject().Where(member => json.Text(member.Name) is not null).ToDictionary(member => member.Name, member => json.Text(member.Name)!, StringComparer.Ordinal),
            json.Member("location")?.Clone(),
            null);
    }

    public async Task<(SandboxDraft? Draft, IResult? Error)> ReadAsync(KaleyraRequest request, SandboxAccount account) => request.Text("type") switch
    {
        "text" => Text(request.Text("body")),
        "media" => await MediaAsync(request, account),
        "location" => Location(request.Location),
        "template" => Template(request),
        _ => (null, KaleyraAnswers.BadField("type", "unknown")),
    };

    private static (SandboxDraft?, IResult?) Text(string body) => body.Length is 0 or > TextLimit
        ? (null, KaleyraAnswers.BadField("body", $"1 to {TextLimit} characters"))
        : (new SandboxDraft(new TextContent(body)), null);

    private async Task<(SandboxDraft?, IResult?)> MediaAsync(KaleyraRequest request, SandboxAccount account)
    {
        var caption = request.Text("caption") is { Length: > 0 } words ? words : null;
        if (request.Text("media_url") is { Length: > 0 } link)
        {
            return Uri.TryCreate(link, UriKind.Absolute, out _)
                ? (new SandboxDraft(new MediaContent(MessageKind.Document, null, caption), Link: link, KindByFile: true), null)
                : (null, KaleyraAnswers.BadField("media_url", "not an address"));
        }

        if (request.Media is not { } upload) return (null, KaleyraAnswers.BadField("media", "media is required"));
        using var bytes = new MemoryStream();
        await upload.CopyToAsync(bytes);
        return files.Add(account, bytes.ToArray(), upload.ContentType, upload.FileName) is { } file
            ? (new SandboxDraft(new MediaContent(SandboxFiles.KindOf(file.MimeType), file.MimeType, caption, file.FileName), file), null)
            : (null, KaleyraAnswers.BadField("media", "too large"));
    }

    private static (SandboxDraft?, IResult?) Location(JsonElement? place) =>
        place?.Number("latitude") is { } latitude && place?.Number("longitude") is { } longitude
            ? (new SandboxDraft(new LocationContent(latitude, longitude, place?.Text("name"), place?.Text("address"))), null)
            : (null, KaleyraAnswers.BadField("location", "latitude and longitude are required"));

    private static (SandboxDraft?, IResult?) Template(KaleyraRequest request)
    {
        if (SandboxTemplates.ByName(request.Text("template_name"), request.Text("lang_code")) is not { } template)
            return (null, KaleyraAnswers.Error(400, "132001", "Template name does not exist in the translation"));
        var values = request.Text("params").Split(',', StringSplitOptions.RemoveEmptyEntries);
        return values.Length == template.Placeholders
            ? (SandboxTemplateDraft.Of(template, values), null)
            : (null, KaleyraAnswers.Error(400, "132000", "Number of parameters does not match the expected number of params"));
    }
}
