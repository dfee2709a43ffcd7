using System.Text.Json;
using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Motion.Domain.Accounts;

namespace Motion.Providers.Sandbox;

/// <summary>Meta's Graph interface as far as WhatsApp uses it (providers.md 3.3 to 3.5): <c>/meta/{version}/…</c>.</summary>
internal static class MetaSandbox
{
    public static void Map(IEndpointRouteBuilder sandbox)
    {
        var graph = sandbox.MapGroup("/meta/{version}");
        _ = graph.MapPost("/{id}/messages", SendAsync);
        _ = graph.MapGet("/{id}/message_templates", TemplatesAsync);
        _ = graph.MapGet("/{id}/phone_numbers", PhoneNumbersAsync);
        _ = graph.MapPost("/{id}/subscribed_apps", SubscribeAsync);
        _ = graph.MapGet("/{id}", DescribeAsync);
        MetaSandboxMedia.Map(sandbox, graph);
    }

    /// <summary>The accounts this token opens; with the answer to give when it opens none.</summary>
    public static async Task<(IReadOnlyList<(SandboxAccount Account, MetaCredentials Credentials)> Accounts, IResult? Error)> AuthorizeAsync(
        HttpRequest request, ISandboxAccounts accounts)
    {
        const string scheme = "Bearer ";
        var header = request.Headers.Authorization.ToString();
        if (!header.StartsWith(scheme, StringComparison.OrdinalIgnoreCase)) return ([], MetaAnswers.NoToken());
        var token = header[scheme.Length..].Trim();
        var opened = await accounts.OpenedByAsync<MetaCredentials>(known => known.AuthorizationToken == token, request.HttpContext.RequestAborted);
        return opened.Count == 0 ? ([], MetaAnswers.BadToken()) : (opened, null);
    }

    private static async Task<IResult> SendAsync(
        string id, HttpContext http, ISandboxAccounts accounts, SandboxFaults faults, SandboxPhones phones, MetaSendReader reader,
        SandboxSend send, TimeProvider clock)
    {
        var (opened, refused) = await AuthorizeAsync(http.Request, accounts);
        if (refused is not null) return refused;
        if (opened.FirstOrDefault(entry => entry.Credentials.PhoneNumberId == id).Account is not { } account) return MetaAnswers.NoSuchObject(id);
        if (faults.Take(account.Id, SandboxFaultKind.RateLimit) is { } limit) return MetaAnswers.Busy(http, limit.Seconds);
        if (faults.Take(account.Id, SandboxFaultKind.ServerError) is not null) return MetaAnswers.Broken();

        using var body = await http.Request.ReadJsonAsync();
        if (body?.RootElement is not { ValueKind: JsonValueKind.Object } json) return MetaAnswers.BadParameter("Invalid parameter");
        if (json.Text("messaging_product") != "whatsapp") return MetaAnswers.BadParameter("The parameter messaging_product is required.");
        if (json.Text("status") is { } status) return MarkRead(json, status, account, phones, clock);

        var recipient = json.Text("recipient");
        var to = json.Text("to");
        // A user id in "to" is dropped without a word by the real one; here it is said (providers.md 3.3).
        var address = !string.IsNullOrEmpty(recipient) ? recipient : SandboxCustomer.Digits(to ?? "");
        if (to is not null && to.Any(char.IsAsciiLetter)) return MetaAnswers.Code(131009, "Parameter value is not valid", "A user id belongs into recipient.");
        if (address.Length is < 5 or > 160) return MetaAnswers.BadParameter("The parameter to is required.");

        var (draft, error) = reader.Read(json, account.Id);
        if (error is not null) return error;
        return await send.TakeAsync(
            http, account, address, draft!,
            new(SandboxIds.MetaMessage()) { ReplyToId = json.Member("context")?.Text("message_id"), Echo = json.Text("biz_opaque_callback_data") },
            (customer, message) =>
            {
                var contact = new JsonObject { ["input"] = recipient ?? to, ["user_id"] = customer.UserId };
                if (customer.Phone is not null) contact["wa_id"] = customer.Phone;
                return Results.Json(new JsonObject
                {
                    ["messaging_product"] = "whatsapp",
                    ["contacts"] = new JsonArray(contact),
                    ["messages"] = new JsonArray(new JsonObject { ["id"] = message.Id, ["message_status"] = "accepted" }),
                });
            });
    }

    private static IResult MarkRead(JsonElement json, string status, SandboxAccount account, SandboxPhones phones, TimeProvider clock)
    {
        if (status != "read") return MetaAnswers.BadParameter("Param status must be one of {READ}");
        if (json.Text("message_id") is not { } id || phones.FindByMessage(account.Id, id) is not { } conversation)
            return MetaAnswers.Code(131009, "Parameter value is not valid", "Message ID not found.");
        SandboxReading.Mark(phones, conversation, id, json.Member("typing_indicator") is not null ? clock : null);
        return MetaAnswers.Success();
    }

    private static async Task<IResult> DescribeAsync(
        string version, string id, HttpContext http, ISandboxAccounts accounts, SandboxFiles files, TimeProvider clock)
    {
        var (opened, refused) = await AuthorizeAsync(http.Request, accounts);
        if (refused is not null) return refused;
        if (opened.FirstOrDefault(entry => entry.Credentials.PhoneNumberId == id).Account is { } number) return Results.Json(Number(number, id));
        if (opened.FirstOrDefault(entry => entry.Credentials.AccountSid == id).Account is { } business)
            return Results.Json(new JsonObject { ["id"] = id, ["name"] = business.Name });
        return MetaSandboxMedia.Describe(version, id, http.Request, opened, files, clock) ?? MetaAnswers.NoSuchObject(id);
    }

    private static async Task<IResult> PhoneNumbersAsync(string id, HttpContext http, ISandboxAccounts accounts)
    {
        var (opened, refused) = await AuthorizeAsync(http.Request, accounts);
        if (refused is not null) return refused;
        var numbers = opened.Where(entry => entry.Credentials.AccountSid == id).ToList();
        return numbers.Count == 0
            ? MetaAnswers.NoSuchObject(id)
            : Results.Json(new JsonObject
            {
                ["data"] = new JsonArray([.. numbers.Select(entry => Number(entry.Account, entry.Credentials.PhoneNumberId))]),
            });
    }

    private static async Task<IResult> SubscribeAsync(string id, HttpContext http, ISandboxAccounts accounts)
    {
        var (opened, refused) = await AuthorizeAsync(http.Request, accounts);
        return refused ?? (opened.Any(entry => entry.Credentials.AccountSid == id) ? MetaAnswers.Success() : MetaAnswers.NoSuchObject(id));
    }

    private static async Task<IResult> TemplatesAsync(string id, HttpContext http, ISandboxAccounts accounts)
    {
        var (opened, refused) = await AuthorizeAsync(http.Request, accounts);
        if (refused is not null) return refused;
        if (opened.All(entry => entry.Credentials.AccountSid != id)) return MetaAnswers.NoSuchObject(id);
        return Results.Json(TemplateList());
    }

    /// <summary>The templates as Meta lists them, and Kaleyra's second generation with it.</summary>
    public static JsonObject TemplateList() => new()
    {
        ["data"] = new JsonArray([.. SandboxTemplates.All.Select(Template)]),
        ["paging"] = new JsonObject { ["cursors"] = new JsonObject { ["before"] = "MAZDZD", ["after"] = "MjQZD" } },
    };

    private static JsonObject Template(SandboxTemplate template)
    {
        var components = new JsonArray(new JsonObject { ["type"] = "BODY", ["text"] = template.Body });
        if (template.QuickReplies.Count > 0)
        {
            components.Add(new JsonObject
            {
                ["type"] = "BUTTONS",
                ["buttons"] = new JsonArray([.. template.QuickReplies.Select(title => new JsonObject { ["type"] = "QUICK_REPLY", ["text"] = title })]),
            });
        }

        return new JsonObject
        {
            ["name"] = template.Name,
            ["language"] = template.Language,
            ["status"] = template.Status,
            ["category"] = template.Category,
            ["components"] = components,
            ["id"] = template.Sid[^15..],
        };
    }

    private static JsonObject Number(SandboxAccount account, string id) => new()
    {
        ["verified_name"] = account.Name,
        ["code_verification_status"] = "VERIFIED",
        ["display_phone_number"] = $"+{account.Phone}",
        ["quality_rating"] = "GREEN",
        ["platform_type"] = "CLOUD_API",
        ["id"] = id,
    };
}
