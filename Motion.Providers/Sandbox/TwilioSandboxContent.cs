using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace Motion.Providers.Sandbox;

/// <summary>Twilio's templates and its typing notice (providers.md 1.2 and 1.3).</summary>
internal static class TwilioSandboxContent
{
    public static void Map(IEndpointRouteBuilder twilio)
    {
        _ = twilio.MapGet("/v1/ContentAndApprovals", ListAsync);
        _ = twilio.MapPost("/v3/Indicators/Typing.json", TypingJsonAsync);
        _ = twilio.MapPost("/v2/Indicators/Typing.json", TypingFormAsync);
    }

    private static async Task<IResult> ListAsync(HttpContext http, ISandboxAccounts accounts)
    {
        var (opened, refused) = await TwilioSandbox.AuthorizeAsync(http, accounts);
        if (refused is not null) return refused;
        var sid = ((Domain.Accounts.TwilioCredentials)opened[0].Credentials).AccountSid;
        return Results.Json(new JsonObject
        {
            ["contents"] = new JsonArray([.. SandboxTemplates.All.Select(template => Template(sid, template))]),
            ["meta"] = new JsonObject { ["page"] = 0, ["page_size"] = 50, ["next_page_url"] = null, ["key"] = "contents" },
        });
    }

    private static JsonNode Template(string accountSid, SandboxTemplate template)
    {
        var variables = new JsonObject();
        for (var number = 1; number <= template.Placeholders; number++)
            variables[number.ToString(CultureInfo.InvariantCulture)] = "";
        var text = new JsonObject { ["body"] = template.Body };
        if (template.QuickReplies.Count > 0)
        {
            text["actions"] = new JsonArray([.. template.QuickReplies.Select(title =>
                new JsonObject { ["type"] = "QUICK_REPLY", ["title"] = title, ["id"] = title })]);
        }

        return new JsonObject
        {
            ["sid"] = template.Sid,
            ["account_sid"] = accountSid,
            ["friendly_name"] = template.Name,
            ["language"] = template.Language,
            ["variables"] = variables,
            ["types"] = new JsonObject { [template.QuickReplies.Count > 0 ? "twilio/quick-reply" : "twilio/text"] = text },
            ["approval_requests"] = new JsonObject
            {
                ["name"] = template.Name,
                ["category"] = template.Category,
                ["content_type"] = template.QuickReplies.Count > 0 ? "twilio/quick-reply" : "twilio/text",
                ["status"] = template.Status.ToLowerInvariant(),
                ["rejection_reason"] = "",
            },
        };
    }

    private static async Task<IResult> TypingJsonAsync(HttpContext http, ISandboxAccounts accounts, SandboxPhones phones, TimeProvider clock)
    {
        using var body = await http.Request.ReadJsonAsync();
        var json = body?.RootElement ?? default;
        // The third version wants the channel in capitals (providers.md 1.3).
        return await TypingAsync(json.Text("channel") == "WHATSAPP", json.Text("messageId"), http, accounts, phones, clock);
    }

    private static async Task<IResult> TypingFormAsync(HttpContext http, ISandboxAccounts accounts, SandboxPhones phones, TimeProvider clock)
    {
        if (!http.Request.HasFormContentType) return await TypingAsync(false, null, http, accounts, phones, clock);
        var form = await http.Request.ReadFormAsync(http.RequestAborted);
        return await TypingAsync(form["channel"] == "whatsapp", form["messageId"], http, accounts, phones, clock);
    }

    private static async Task<IResult> TypingAsync(
        bool channelGood, string? messageId, HttpContext http, ISandboxAccounts accounts, SandboxPhones phones, TimeProvider clock)
    {
        var (opened, refused) = await TwilioSandbox.AuthorizeAsync(http, accounts);
        if (refused is not null) return refused;
        if (!channelGood) return TwilioAnswers.Error(400, 20001, "Invalid parameter: channel");
        foreach (var account in opened)
        {
            if (messageId is null || phones.FindByMessage(account.Id, messageId) is not { } conversation) continue;
            SandboxReading.Mark(phones, conversation, messageId, clock);
            return Results.Json(new JsonObject { ["success"] = true });
        }

        return TwilioAnswers.NotFound(http);
    }
}
