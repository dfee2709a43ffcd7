using System.Net;
using System.Text.Json;
using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.Options;

namespace Motion.Providers.Sandbox;

/// <summary>Vidaoo as we believe it is (providers.md section 5): <c>POST /vidaoo/meetings</c> with <see cref="SandboxKeys.Key"/>, and a pretended room.</summary>
internal static class VidaooSandbox
{
    public static void Map(IEndpointRouteBuilder sandbox)
    {
        _ = sandbox.MapPost("/vidaoo/meetings", CreateAsync);
        _ = sandbox.MapGet("/vidaoo/rooms/{id}", Room);
    }

    private static async Task<IResult> CreateAsync(HttpContext http, SandboxServiceFaults faults, IOptions<ProviderEndpoints> options)
    {
        var how = options.Value.Vidaoo;
        if (http.Request.Headers[how.KeyHeader] != SandboxKeys.Key) return Error(401, "Invalid API key");
        if (await faults.MeetAsync(http, SandboxService.Vidaoo, status => Error(status, status == 429 ? "Too many requests" : "Internal error")) is { } trouble) return trouble;
        if (!http.Request.HasFormContentType) return Error(400, "A form is expected");
        var form = await http.Request.ReadFormAsync(http.RequestAborted);
        if (string.IsNullOrWhiteSpace(form[how.TopicField])) return Error(422, "topic is required");
        if (form[how.MetadataField].ToString() is { Length: > 0 } metadata && !IsJson(metadata)) return Error(422, "metadata is no JSON");
        var id = SandboxIds.Token();
        var room = $"{http.Request.Scheme}://{http.Request.Host}{http.Request.PathBase}{http.Request.Path.Value![..^"/meetings".Length]}/rooms/{id}";
        return Results.Json(
            new JsonObject { ["id"] = id, ["topic"] = form[how.TopicField].ToString(), ["urls"] = new JsonObject { ["moderator"] = $"{room}?role=moderator", ["guest"] = room } },
            statusCode: StatusCodes.Status201Created);
    }

    /// <summary>Something to see where the link leads.</summary>
    private static IResult Room(string id, string? role) => Results.Content(
        $"""
        <!DOCTYPE html>
        <html lang="en"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width"><title>Sandbox</title></head>
        <body><main><h1>Pretended video room · <span lang="it">Stanza video finta</span></h1>
        <p>{WebUtility.HtmlEncode(id)} · {(role == "moderator" ? "moderator · moderatore" : "guest · ospite")}</p></main></body></html>
        """,
        "text/html; charset=utf-8");

    private static bool IsJson(string text)
    {
        try
        {
            using var _ = JsonDocument.Parse(text);
            return true;
        }
        catch (JsonException)
        {
            return false;
        }
    }

    private static IResult Error(int status, string message) => Results.Json(new JsonObject { ["message"] = message }, statusCode: status);
}
