using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Motion.Providers.Outside;
using Motion.Providers.Translation;

namespace Motion.Providers.Sandbox;

/// <summary>Google Cloud Translation, v2 (providers.md section 6): <c>POST /google/language/translate/v2</c> with <see cref="SandboxKeys.Key"/>.</summary>
internal static class GoogleTranslateSandbox
{
    private const int MostBytes = 204_800;

    public static void Map(IEndpointRouteBuilder sandbox) => sandbox.MapPost($"/google{GoogleTranslator.Path}", TranslateAsync);

    private static async Task<IResult> TranslateAsync(HttpContext http, SandboxServiceFaults faults)
    {
        if (http.Request.Headers[GoogleTranslator.KeyHeader] != SandboxKeys.Key)
            return Error(400, "badRequest", "API key not valid. Please pass a valid API key.", "API_KEY_INVALID");
        if (await faults.MeetAsync(http, SandboxService.GoogleTranslate, OfStatus) is { } trouble) return trouble;
        if (http.Request.ContentLength > MostBytes) return Error(413, "uploadTooLarge", "Request payload size exceeds the limit: 204800 bytes.");
        using var body = await http.Request.ReadJsonAsync();
        var target = body?.RootElement.Text("target"u8);
        var texts = body?.RootElement.Items("q"u8).Select(text => text.GetString() ?? "").ToList();
        if (target is null || texts is not { Count: > 0 }) return Error(400, "required", "Required Text");
        var ours = TranslationLanguages.FromService(target);
        if (!TranslationLanguages.Has(ours)) return Error(400, "invalid", "Invalid Value");
        var isText = body!.RootElement.Text("format"u8) == "text";
        return Results.Json(new JsonObject
        {
            ["data"] = new JsonObject
            {
                ["translations"] = new JsonArray([.. texts.Select(text => Translation(text, ours, isText))]),
            },
        });
    }

    private static JsonObject Translation(string text, string target, bool isText)
    {
        var (translated, source) = SandboxTranslation.Translate(text, target);
        return new JsonObject
        {
            ["translatedText"] = isText ? translated : translated.Replace("'", "&#39;", StringComparison.Ordinal),
            ["detectedSourceLanguage"] = TranslationLanguages.ToGoogle(source),
        };
    }

    private static IResult OfStatus(int status) => status == StatusCodes.Status429TooManyRequests
        ? Error(403, "userRateLimitExceeded", "User Rate Limit Exceeded")
        : Error(500, "backendError", "Backend Error");

    private static IResult Error(int status, string reason, string message, string? detail = null)
    {
        var error = new JsonObject
        {
            ["code"] = status,
            ["message"] = message,
            ["errors"] = new JsonArray(new JsonObject { ["message"] = message, ["domain"] = "global", ["reason"] = reason }),
        };
        if (detail is not null)
            error["details"] = new JsonArray(new JsonObject { ["@type"] = "type.googleapis.com/google.rpc.ErrorInfo", ["reason"] = detail, ["domain"] = "googleapis.com" });
        return Results.Json(new JsonObject { ["error"] = error }, statusCode: status);
    }
}
