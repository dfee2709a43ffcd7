using System.Collections.Concurrent;
using System.Text.Json;
using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Motion.Domain.Accounts;
using Motion.Providers.Outside;

namespace Motion.Providers.Sandbox;

/// <summary>Sinch's interfaces as far as WhatsApp uses them (providers.md 2.1, 2.2), tokens included: <c>/sinch/…</c>.</summary>
internal static class SinchSandbox
{
    public static void Map(IEndpointRouteBuilder sandbox)
    {
        var sinch = sandbox.MapGroup("/sinch");
        _ = sinch.MapPost("/oauth2/token", TokenAsync);
        _ = sinch.MapPost("/v1/projects/{project}/messages:send", SendAsync);
        _ = sinch.MapGet("/v1/projects/{project}/apps/{app}", AppAsync);
    }

    private static async Task<IResult> TokenAsync(HttpContext http, ISandboxAccounts accounts, SinchSandboxTokens tokens)
    {
        if (BasicPair.In(http.Request.Headers.Authorization) is not { } given) return SinchAnswers.Unauthorized(http);
        var opened = await accounts.OpenedByAsync<SinchCredentials>(known => known.KeyId == given.User && known.KeySecret == given.Password, http.RequestAborted);
        if (opened.Count == 0) return SinchAnswers.Unauthorized(http);
        if (!http.Request.HasFormContentType || (await http.Request.ReadFormAsync(http.RequestAborted))["grant_type"] != "client_credentials")
            return Results.Json(new JsonObject { ["error"] = "unsupported_grant_type" }, statusCode: StatusCodes.Status400BadRequest);
        return Results.Json(new JsonObject
        {
            ["access_token"] = tokens.Issue(given.User),
            ["token_type"] = "bearer",
            ["expires_in"] = (int)SinchSandboxTokens.Life.TotalSeconds,
            ["scope"] = "",
        });
    }

    private static async Task<IResult> AppAsync(
        string project, string app, HttpContext http, ISandboxAccounts accounts, SinchSandboxTokens tokens)
    {
        var (opened, refused) = await AuthorizeAsync(project, http, accounts, tokens);
        if (refused is not null) return refused;
        return opened.Any(entry => entry.Credentials.AppId == app)
            ? Results.Json(new JsonObject { ["id"] = app, ["processing_mode"] = "DISPATCH" })
            : SinchAnswers.Error(404, "NOT_FOUND", $"App {app} not found");
    }

    private static async Task<IResult> SendAsync(
        string project, HttpContext http, ISandboxAccounts accounts, SinchSandboxTokens tokens, SandboxFaults faults, SandboxSend send)
    {
        var (opened, refused) = await AuthorizeAsync(project, http, accounts, tokens);
        if (refused is not null) return refused;
        if (!http.Request.HasJsonContentType()) return SinchAnswers.BadRequest("Content-Type must be application/json");
        using var body = await http.Request.ReadJsonAsync();
        if (body?.RootElement is not { ValueKind: JsonValueKind.Object } json) return SinchAnswers.BadRequest("Invalid JSON");
        var app = json.Text("app_id");
        if (opened.FirstOrDefault(entry => entry.Credentials.AppId == app).Account is not { } account)
            return SinchAnswers.Error(400, "UNKNOWN_APP", $"App {app} not found");
        if (faults.Take(account.Id, SandboxFaultKind.RateLimit) is { } limit) return SinchAnswers.Busy(http, limit.Seconds);
        if (faults.Take(account.Id, SandboxFaultKind.ServerError) is not null) return SinchAnswers.Error(500, "INTERNAL", "Internal error");
        if (SinchSendReader.Recipient(json) is not { } address) return SinchAnswers.BadRequest("recipient: no WHATSAPP channel identity");
        var (draft, error) = SinchSendReader.Read(json);
        if (error is not null) return error;
        if (json.Text("message_metadata") is { Length: > 1024 }) return SinchAnswers.BadRequest("message_metadata: at most 1024 characters");
        return await send.TakeAsync(
            http, account, address, draft!,
            new(SandboxIds.SinchMessage()) { Echo = json.Text("message_metadata"), Callback = json.Text("callback_url") },
            (_, message) => Results.Json(new JsonObject { ["message_id"] = message.Id, ["accepted_time"] = message.At.UtcDateTime }));
    }

    /// <summary>The accounts of the project that the token opens; an unknown project is not found, as in the wrong region.</summary>
    private static async Task<(IReadOnlyList<(SandboxAccount Account, SinchCredentials Credentials)> Accounts, IResult? Error)> AuthorizeAsync(
        string project, HttpContext http, ISandboxAccounts accounts, SinchSandboxTokens tokens)
    {
        const string scheme = "Bearer ";
        var header = http.Request.Headers.Authorization.ToString();
        var (keyId, expired) = header.StartsWith(scheme, StringComparison.OrdinalIgnoreCase) ? tokens.Find(header[scheme.Length..].Trim()) : (null, false);
        if (expired) return ([], SinchAnswers.Expired(http));
        if (keyId is null) return ([], SinchAnswers.Unauthorized(http));
        var opened = await accounts.OpenedByAsync<SinchCredentials>(known => known.KeyId == keyId && known.ProjectId == project, http.RequestAborted);
        return opened.Count == 0 ? ([], SinchAnswers.Error(404, "NOT_FOUND", $"Project {project} not found")) : (opened, null);
    }
}

/// <summary>The tokens given out, each for an hour; forgotten after a restart, as everything here. Safe to use from any thread.</summary>
internal sealed class SinchSandboxTokens(TimeProvider clock)
{
    public static readonly TimeSpan Life = TimeSpan.FromHours(1);

    private readonly ConcurrentDictionary<string, (string KeyId, DateTimeOffset Until)> _issued = new(StringComparer.Ordinal);

    public string Issue(string keyId)
    {
        var now = clock.GetUtcNow();
        foreach (var (old, entry) in _issued)
            if (entry.Until + Life < now) _ = _issued.TryRemove(old, out _);
        var token = SandboxIds.Token();
        _issued[token] = (keyId, now + Life);
        return token;
    }

    public (string? KeyId, bool Expired) Find(string token) => _issued.TryGetValue(token, out var entry)
        ? (entry.KeyId, entry.Until <= clock.GetUtcNow())
        : (null, false);
}

/// <summary>Sinch's answers to what it does not like (providers.md 2.4).</summary>
internal static class SinchAnswers
{
    public static IResult Error(int status, string name, string message) => Results.Json(
        new JsonObject
        {
            ["error"] = new JsonObject { ["code"] = status, ["message"] = message, ["status"] = name, ["details"] = new JsonArray() },
        },
        statusCode: status);

    public static IResult BadRequest(string message) => Error(400, "INVALID_ARGUMENT", message);

    public static IResult Unauthorized(HttpContext http)
    {
        http.Response.Headers.WWWAuthenticate = "Bearer error=\"invalid_token\"";
        return Error(401, "UNAUTHENTICATED", "Request had invalid credentials.");
    }

    public static IResult Expired(HttpContext http)
    {
        http.Response.Headers.WWWAuthenticate = "Bearer error=\"invalid_token\", error_description=\"Jwt expired\"";
        return Error(401, "UNAUTHENTICATED", "Token has expired.");
    }

    public static IResult Busy(HttpContext http, int seconds)
    {
        http.Response.Headers.RetryAfter = seconds.ToString(System.Globalization.CultureInfo.InvariantCulture);
        return Error(429, "RESOURCE_EXHAUSTED", "Too many requests");
    }
}
