using System.Text;
using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.Net.Http.Headers;
using Motion.Providers.Outside;
using Motion.Providers.Translation;

namespace Motion.Providers.Sandbox;

/// <summary>Amazon Translate's TranslateText (providers.md section 6): <c>POST /aws-translate</c>, signed with <see cref="SandboxKeys"/>.</summary>
internal static class AwsTranslateSandbox
{
    private const int LongestDifferenceMinutes = 5;

    public static void Map(IEndpointRouteBuilder sandbox) => sandbox.MapPost("/aws-translate", TranslateAsync);

    private static async Task<IResult> TranslateAsync(HttpContext http, SandboxServiceFaults faults, TimeProvider clock)
    {
        using var buffer = new MemoryStream();
        await http.Request.Body.CopyToAsync(buffer, http.RequestAborted);
        var body = buffer.ToArray();
        if (Refusal(http.Request, body, clock.GetUtcNow()) is { } refused) return refused;
        if (await faults.MeetAsync(http, SandboxService.AwsTranslate, OfStatus) is { } trouble) return trouble;
        if (http.Request.Headers["X-Amz-Target"] != AwsTranslator.Target) return Error(400, "UnknownOperationException", "Unknown operation");

        var json = Body(body);
        var (text, source, target) = ((string?)json?["Text"], (string?)json?["SourceLanguageCode"], (string?)json?["TargetLanguageCode"]);
        if (string.IsNullOrEmpty(text) || source is null || target is null) return Error(400, "InvalidRequestException", "Text, SourceLanguageCode and TargetLanguageCode are required");
        if (Encoding.UTF8.GetByteCount(text) > AwsTranslator.MostBytes) return Error(400, "TextSizeLimitExceededException", "Input text size exceeds limit. Max length of request text allowed is 10000 bytes");
        if (!TranslationLanguages.Has(target)) return Error(400, "UnsupportedLanguagePairException", $"Unsupported language pair: {source} to {target}.");
        var (translated, detected) = SandboxTranslation.Translate(text, target);
        return Results.Json(
            new JsonObject { ["TranslatedText"] = translated, ["SourceLanguageCode"] = source == "auto" ? detected : source, ["TargetLanguageCode"] = target },
            contentType: AwsTranslator.ContentType);
    }

    /// <summary>Signs the request once more and compares.</summary>
    private static IResult? Refusal(HttpRequest request, byte[] body, DateTimeOffset now)
    {
        var given = request.Headers.Authorization.ToString();
        if (given.Length == 0) return Error(400, "MissingAuthenticationTokenException", "Missing Authentication Token");
        if (Between(given, "Credential=", ",")?.Split('/') is not [var key, _, var region, AwsTranslator.SignedService, _] || Between(given, "SignedHeaders=", ",") is not { } signed)
            return Error(400, "IncompleteSignatureException", "The request signature is not complete");
        if (key != SandboxKeys.AwsAccessKey) return Error(400, "UnrecognizedClientException", "The security token included in the request is invalid.");
        var headers = signed.Split(';').ToDictionary(name => name, name => request.Headers[name].ToString(), StringComparer.Ordinal);
        if (!headers.ContainsKey("host") || headers.GetValueOrDefault("x-amz-date") is not { Length: 16 } date)
            return Error(400, "IncompleteSignatureException", "host and x-amz-date must be signed");
        if (string.CompareOrdinal(date, AwsSignature.DateOf(now.AddMinutes(-LongestDifferenceMinutes))) < 0)
            return Error(400, "InvalidSignatureException", $"Signature expired: {date}");
        var path = request.PathBase.Add(request.Path).ToUriComponent();
        var mine = AwsSignature.Authorize(
            request.Method, path, headers, body, new AwsTranslateAccess(region, SandboxKeys.AwsAccessKey, SandboxKeys.AwsSecretKey), AwsTranslator.SignedService);
        return mine == given ? null : Error(400, "InvalidSignatureException", "The request signature we calculated does not match the signature you provided.");
    }

    private static string? Between(string text, string before, string after)
    {
        if (text.IndexOf(before, StringComparison.Ordinal) is not (>= 0 and var start)) return null;
        start += before.Length;
        return text.IndexOf(after, start, StringComparison.Ordinal) is >= 0 and var end ? text[start..end] : null;
    }

    private static JsonNode? Body(byte[] body)
    {
        try
        {
            return JsonNode.Parse(body) as JsonObject;
        }
        catch (System.Text.Json.JsonException)
        {
            return null;
        }
    }

    private static IResult OfStatus(int status) => status == StatusCodes.Status429TooManyRequests
        ? Error(400, "TooManyRequestsException", "Rate exceeded")
        : Error(500, "InternalServerException", "An internal server error occurred. Retry your request.");

    private static IResult Error(int status, string type, string message) =>
        Results.Json(new JsonObject { ["__type"] = type, ["message"] = message }, contentType: AwsTranslator.ContentType, statusCode: status);
}
