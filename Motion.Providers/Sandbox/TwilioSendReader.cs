using System.Globalization;
using System.Text.Json;
using Microsoft.AspNetCore.Http;
using Motion.Domain.Messaging;

namespace Motion.Providers.Sandbox;

/// <summary>Reads the form of a Twilio send (providers.md 1.1): a draft, or the answer Twilio would give instead.</summary>
internal static class TwilioSendReader
{
    private const int TextLimit = 1600;

    public static (SandboxDraft? Draft, IResult? Error) Read(IFormCollection form)
    {
        var body = form["Body"].ToString();
        if (body.Length > TextLimit)
            return (null, TwilioAnswers.Error(400, 21617, $"The concatenated message body exceeds the {TextLimit} character limit"));
        if (form["ContentSid"].ToString() is { Length: > 0 } contentSid) return Template(contentSid, form["ContentVariables"].ToString());
        if (form["PersistentAction"].ToString() is { Length: > 0 } action) return Location(action, body);
        if (form["MediaUrl"].Count > 10) return (null, TwilioAnswers.Error(400, 21623, "Number of media files exceeds allowed limit"));
        if (form["MediaUrl"] is [{ Length: > 0 } link, ..])
        {
            if (!Uri.TryCreate(link, UriKind.Absolute, out _)) return (null, TwilioAnswers.Error(400, 21620, "Invalid media URL(s)"));
            return (new SandboxDraft(new MediaContent(MessageKind.Document, null, body.Length == 0 ? null : body), Link: link, KindByFile: true), null);
        }

        return body.Length == 0
            ? (null, TwilioAnswers.Error(400, 21602, "Message body is required."))
            : (new SandboxDraft(new TextContent(body)), null);
    }

    private static (SandboxDraft?, IResult?) Template(string sid, string variables)
    {
        if (SandboxTemplates.BySid(sid) is not { } template)
            return (null, TwilioAnswers.Error(400, 21655, $"The ContentSid {sid} is Invalid"));
        if (template.Status != "APPROVED") return (null, TwilioAnswers.Error(400, 63040, "Template rejected"));
        try
        {
            var named = JsonSerializer.Deserialize<Dictionary<string, string>>(variables.Length == 0 ? "{}" : variables) ?? [];
            string[] values = [.. Enumerable.Range(1, template.Placeholders)
                .Select(number => named.GetValueOrDefault(number.ToString(CultureInfo.InvariantCulture), ""))];
            return values.Any(string.IsNullOrEmpty)
                ? (null, TwilioAnswers.Error(400, 63028, "Number of parameters provided does not match the expected number of parameters in this Template"))
                : (SandboxTemplateDraft.Of(template, values), null);
        }
        catch (JsonException)
        {
            return (null, TwilioAnswers.Error(400, 21656, "The ContentVariables Parameter is invalid"));
        }
    }

    private static (SandboxDraft?, IResult?) Location(string action, string body)
    {
        var parts = action.Split('|', 2);
        var degrees = parts[0].StartsWith("geo:", StringComparison.Ordinal) ? parts[0]["geo:".Length..].Split(',') : [];
        return degrees.Length == 2
            && double.TryParse(degrees[0], CultureInfo.InvariantCulture, out var latitude)
            && double.TryParse(degrees[1], CultureInfo.InvariantCulture, out var longitude)
            ? (new SandboxDraft(new LocationContent(latitude, longitude, parts.Length > 1 ? parts[1] : null, body.Length == 0 ? null : body)), null)
            : (null, TwilioAnswers.Error(400, 63013, "PersistentAction is not valid."));
    }
}
