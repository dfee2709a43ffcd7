using System.Text.Json;
using Microsoft.AspNetCore.Http;
using Motion.Domain.Messaging;

namespace Motion.Providers.Sandbox;

/// <summary>Reads the body of a Meta send (providers.md 3.3): a draft, or the answer Meta would give instead.</summary>
internal sealed class MetaSendReader(SandboxFiles files)
{
    private const int TextLimit = 4096;

    public (SandboxDraft? Draft, IResult? Error) Read(JsonElement json, int accountId)
    {
        var type = json.Text("type") ?? "text";
        if (json.Member(type) is not { } body) return (null, MetaAnswers.BadParameter($"The parameter {type} is required."));
        return type switch
        {
            "text" => Text(body),
            "image" => File(type, MessageKind.Image, body, accountId),
            "video" => File(type, MessageKind.Video, body, accountId),
            "audio" => File(type, MessageKind.Audio, body, accountId),
            "document" => File(type, MessageKind.Document, body, accountId),
            "sticker" => File(type, MessageKind.Sticker, body, accountId),
            "location" => Location(body),
            "contacts" => Contacts(json),
            "reaction" => Reaction(body),
            "interactive" => Interactive(body),
            "template" => Template(body),
            _ => (null, MetaAnswers.BadParameter(
                "Param type must be one of {AUDIO, CONTACTS, DOCUMENT, IMAGE, INTERACTIVE, LOCATION, REACTION, STICKER, TEMPLATE, TEXT, VIDEO}")),
        };
    }

    private static (SandboxDraft?, IResult?) Text(JsonElement body)
    {
        var text = body.Text("body");
        if (string.IsNullOrEmpty(text)) return (null, MetaAnswers.BadParameter("The parameter text['body'] is required."));
        return text.Length > TextLimit
            ? (null, MetaAnswers.BadParameter($"Param text['body'] must be at most {TextLimit} characters long."))
            : (new SandboxDraft(new TextContent(text)), null);
    }

    private (SandboxDraft?, IResult?) File(string type, MessageKind kind, JsonElement body, int accountId)
    {
        var content = new MediaContent(kind, null, body.Text("caption"), body.Text("filename"));
        if (body.Text("link") is { } link) return (new SandboxDraft(content, Link: link), null);
        if (body.Text("id") is not { } id) return (null, MetaAnswers.BadParameter($"The parameter {type}['id'] or {type}['link'] is required."));
        return files.TryGet(id, out var file, out _) && file.AccountId == accountId
            ? (new SandboxDraft(content with { MimeType = file.MimeType, FileName = content.FileName ?? file.FileName }, file), null)
            : (null, MetaAnswers.BadParameter($"Param {type}['id'] is not a valid whatsapp business account media attachment ID"));
    }

    private static (SandboxDraft?, IResult?) Location(JsonElement body) =>
        body.Number("latitude") is { } latitude && body.Number("longitude") is { } longitude
            ? (new SandboxDraft(new LocationContent(latitude, longitude, body.Text("name"), body.Text("address"))), null)
            : (null, MetaAnswers.BadParameter("The parameters location['latitude'] and location['longitude'] are required."));

    private static (SandboxDraft?, IResult?) Contacts(JsonElement json)
    {
        var cards = json.Items("contacts").Select(card => new ContactCard(
            card.Member("name")?.Text("formatted_name") ?? "",
            [.. card.Items("phones").Select(phone => phone.Text("phone") ?? "")],
            [.. card.Items("emails").Select(email => email.Text("email") ?? "")])).ToList();
        return cards.Count == 0 || cards.Any(card => card.Name.Length == 0)
            ? (null, MetaAnswers.BadParameter("The parameter contacts['name']['formatted_name'] is required."))
            : (new SandboxDraft(new ContactsContent(cards)), null);
    }

    private static (SandboxDraft?, IResult?) Reaction(JsonElement body) =>
        body.Text("message_id") is { Length: > 0 } target
            ? (new SandboxDraft(new ReactionContent(target, body.Text("emoji"))), null)
            : (null, MetaAnswers.BadParameter("The parameter reaction['message_id'] is required."));

    private static (SandboxDraft?, IResult?) Interactive(JsonElement body)
    {
        var text = body.Member("body")?.Text("text");
        if (string.IsNullOrEmpty(text)) return (null, MetaAnswers.BadParameter("The parameter interactive['body']['text'] is required."));
        var action = body.Member("action") ?? default;
        var buttons = action.Items("buttons").Select(button => button.Member("reply") ?? default)
            .Select(reply => new SandboxChoice(SandboxChoiceKind.Button, reply.Text("id") ?? "", reply.Text("title") ?? ""));
        var rows = action.Items("sections").SelectMany(section => section.Items("rows"))
            .Select(row => new SandboxChoice(SandboxChoiceKind.Row, row.Text("id") ?? "", row.Text("title") ?? "", row.Text("description")));
        return (new SandboxDraft(new TextContent(text), Choices: [.. buttons, .. rows]), null);
    }

    private static (SandboxDraft?, IResult?) Template(JsonElement body)
    {
        var (name, language) = (body.Text("name") ?? "", body.Member("language")?.Text("code") ?? "");
        if (SandboxTemplates.ByName(name, language) is not { } template)
        {
            return (null, MetaAnswers.Code(
                132001, "Template name does not exist in the translation", $"template name ({name}) does not exist in {language}", 404));
        }

        string[] values = [.. body.Items("components")
            .Where(component => string.Equals(component.Text("type"), "body", StringComparison.OrdinalIgnoreCase))
            .SelectMany(component => component.Items("parameters"))
            .Select(parameter => parameter.Text("text") ?? "")];
        return values.Length == template.Placeholders
            ? (SandboxTemplateDraft.Of(template, values), null)
            : (null, MetaAnswers.Code(
                132000, "Number of parameters does not match the expected number of params",
                $"body: number of localizable_params ({values.Length}) does not match the expected number of params ({template.Placeholders})"));
    }
}

/// <summary>A filled-in template as it lands on the phone.</summary>
internal static class SandboxTemplateDraft
{
    public static SandboxDraft Of(SandboxTemplate template, IReadOnlyList<string> values) => new(
        new TemplateContent(template.Name, template.Language, values, template.Fill(values)),
        Choices: [.. template.QuickReplies.Select(title => new SandboxChoice(SandboxChoiceKind.QuickReply, title, title))]);
}
