using System.Text.Json;
using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Motion.Domain.Accounts;

namespace Motion.Providers.Sandbox;

/// <summary>Kaleyra's interfaces as far as WhatsApp uses them, both generations (providers.md 4.1, 4.2): <c>/kaleyra/v1/…</c>, <c>/kaleyra/v2/…</c>.</summary>
internal static class KaleyraSandbox
{
    public static void Map(IEndpointRouteBuilder sandbox)
    {
        var first = sandbox.MapGroup("/kaleyra/v1/{sid}");
        _ = first.MapPost("/messages", SendFirstAsync);
        _ = first.MapGet("/whatsapp/templates/status", StatesAsync);
        var second = sandbox.MapGroup("/kaleyra/v2/{sid}/whatsapp");
        _ = second.MapPost("/{phone}/messages", SendSecondAsync);
        _ = second.MapGet("/{business}/message_templates", TemplatesAsync);
    }

    private static async Task<IResult> SendFirstAsync(
        string sid, HttpContext http, ISandboxAccounts accounts, SandboxFaults faults, KaleyraSendReader reader, SandboxSend send)
    {
        var (opened, refused) = await AuthorizeAsync(sid, CredentialFields.FirstGeneration, http, accounts);
        if (refused is not null) return refused;
        var request = await KaleyraSendReader.FieldsAsync(http.Request);
        if (request is null) return KaleyraAnswers.BadField("body", "not readable");
        var from = SandboxCustomer.Digits(request.Text("from"));
        if (opened.FirstOrDefault(candidate => candidate.Phone == from) is not { } account) return KaleyraAnswers.BadField("from", "invalid number");
        if (Trouble(http, account, faults) is { } trouble) return trouble;
        if (!string.Equals(request.Text("channel"), "whatsapp", StringComparison.OrdinalIgnoreCase)) return KaleyraAnswers.BadField("channel", "must be whatsapp");
        var to = SandboxCustomer.Digits(request.Text("to"));
        if (to.Length is < 7 or > 15) return KaleyraAnswers.BadField("to", "invalid number");
        var (draft, error) = await reader.ReadAsync(request, account);
        if (error is not null) return error;
        return await send.TakeAsync(
            http, account, to, draft!,
            new(SandboxIds.KaleyraMessage()) { Echo = request.Text("ref"), Callback = request.Text("callback_url") is { Length: > 0 } callback ? callback : null },
            (_, message) => Results.Json(new JsonObject { ["id"] = message.Id }, statusCode: StatusCodes.Status202Accepted));
    }

    private static async Task<IResult> SendSecondAsync(
        string sid, string phone, HttpContext http, ISandboxAccounts accounts, SandboxFaults faults, SandboxPhones phones, MetaSendReader reader, SandboxSend send)
    {
        var (opened, refused) = await AuthorizeAsync(sid, CredentialFields.SecondGeneration, http, accounts);
        if (refused is not null) return refused;
        if (opened.FirstOrDefault(candidate => candidate.Phone == phone) is not { } account) return KaleyraAnswers.Error(400, "WA400", "Unknown number");
        if (Trouble(http, account, faults) is { } trouble) return trouble;
        using var body = await http.Request.ReadJsonAsync();
        if (body?.RootElement.Member("messaging_object") is not { } json) return KaleyraAnswers.Error(400, "WA400", "messaging_object is required");
        if (json.Text("status") == "read") return MarkRead(json, account, phones);

        var address = json.Text("recipient") is { Length: > 0 } recipient ? recipient : SandboxCustomer.Digits(json.Text("to") ?? "");
        if (address.Length is < 5 or > 160) return KaleyraAnswers.Error(400, "WA400", "to is required");
        var (draft, error) = reader.Read(json, account.Id);
        if (error is not null) return KaleyraAnswers.Passed(error);
        return await send.TakeAsync(
            http, account, address, draft!,
            new(SandboxIds.MetaMessage())
            {
                ReplyToId = json.Member("context")?.Text("message_id"),
                Echo = json.Text("biz_opaque_callback_data"),
            },
            (_, message) => KaleyraAnswers.Done(new JsonObject { ["messages"] = new JsonArray(new JsonObject { ["id"] = message.Id }) }));
    }

    private static IResult MarkRead(JsonElement json, SandboxAccount account, SandboxPhones phones)
    {
        if (json.Text("message_id") is not { } id || phones.FindByMessage(account.Id, id) is not { } conversation)
            return KaleyraAnswers.Error(400, "WA400", "Message not found");
        SandboxReading.Mark(phones, conversation, id, typingFrom: null);
        return KaleyraAnswers.Done([]);
    }

    private static async Task<IResult> StatesAsync(string sid, HttpContext http, ISandboxAccounts accounts)
    {
        var (_, refused) = await AuthorizeAsync(sid, CredentialFields.FirstGeneration, http, accounts);
        return refused ?? Results.Json(new JsonObject
        {
            ["data"] = new JsonArray([.. SandboxTemplates.All.Select(template => new JsonObject
            {
                ["template_name"] = template.Name,
                ["lang_code"] = template.Language,
                ["category"] = template.Category,
                ["status"] = template.Status[..1] + template.Status[1..].ToLowerInvariant(),
            })]),
        });
    }

    private static async Task<IResult> TemplatesAsync(string sid, string business, HttpContext http, ISandboxAccounts accounts)
    {
        var (opened, refused) = await AuthorizeAsync(sid, CredentialFields.SecondGeneration, http, accounts);
        if (refused is not null) return refused;
        return opened.Any(account => ((KaleyraCredentials)account.Credentials).BusinessAccountId == business)
            ? Results.Json(MetaSandbox.TemplateList())
            : KaleyraAnswers.Error(400, "WA400", "Unknown WhatsApp Business Account");
    }

    private static IResult? Trouble(HttpContext http, SandboxAccount account, SandboxFaults faults)
    {
        if (faults.Take(account.Id, SandboxFaultKind.RateLimit) is { } limit) return KaleyraAnswers.Busy(http, limit.Seconds);
        return faults.Take(account.Id, SandboxFaultKind.ServerError) is null ? null : KaleyraAnswers.Error(500, "WA500", "Internal server error");
    }

    private static async Task<(IReadOnlyList<SandboxAccount> Accounts, IResult? Error)> AuthorizeAsync(
        string sid, string generation, HttpContext http, ISandboxAccounts accounts)
    {
        var key = http.Request.Headers["api-key"].ToString();
        var opened = await accounts.OpenedByAsync<KaleyraCredentials>(
            known => known.AccountSid == sid && known.ApiKey == key && known.ApiGeneration == generation, http.RequestAborted);
        return opened.Count == 0 ? ([], KaleyraAnswers.Error(401, "RBC001", "Invalid API key")) : ([.. opened.Select(entry => entry.Account)], null);
    }
}

/// <summary>Kaleyra's answers (providers.md 4.1, 4.2, 4.4).</summary>
internal static class KaleyraAnswers
{
    public static IResult Done(JsonObject data) => Results.Json(Body("WA200", "Request Processed Successfully", data, []));

    public static IResult Error(int status, string code, string message) => Results.Json(Body(code, message, [], []), statusCode: status);

    /// <summary>The first generation blames one field.</summary>
    public static IResult BadField(string field, string why) =>
        Results.Json(new JsonObject { ["error"] = new JsonObject { [field] = why } }, statusCode: StatusCodes.Status400BadRequest);

    /// <summary>What Meta did not like, in Kaleyra's envelope.</summary>
    public static IResult Passed(IResult metas)
    {
        var error = (metas as IValueHttpResult)?.Value is JsonObject body ? body["error"] : null;
        return Results.Json(
            Body("WA400", (string?)error?["message"] ?? "Bad request", [], new JsonObject { ["error_code"] = error?["code"]?.ToJsonString() }),
            statusCode: StatusCodes.Status400BadRequest);
    }

    public static IResult Busy(HttpContext http, int seconds)
    {
        http.Response.Headers.RetryAfter = seconds.ToString(System.Globalization.CultureInfo.InvariantCulture);
        return Error(429, "WA429", "Too many requests");
    }

    private static JsonObject Body(string code, string message, JsonObject data, JsonObject error) =>
        new() { ["code"] = code, ["message"] = message, ["data"] = data, ["error"] = error };
}
