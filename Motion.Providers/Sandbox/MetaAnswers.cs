using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Http;

namespace Motion.Providers.Sandbox;

/// <summary>Meta's answers to what it does not like (providers.md 3.8).</summary>
internal static class MetaAnswers
{
    public static IResult Error(
        int status, int code, string message, string? details = null, string type = "OAuthException", int? subcode = null, bool transient = false)
    {
        var error = new JsonObject { ["message"] = message, ["type"] = type };
        if (transient) error["is_transient"] = true;
        error["code"] = code;
        if (subcode is not null) error["error_subcode"] = subcode;
        if (details is not null) error["error_data"] = new JsonObject { ["messaging_product"] = "whatsapp", ["details"] = details };
        error["fbtrace_id"] = SandboxIds.Trace();
        return Results.Json(new JsonObject { ["error"] = error }, statusCode: status);
    }

    public static IResult NoToken() =>
        Error(401, 104, "An access token is required to request this resource.");

    public static IResult BadToken() =>
        Error(401, 190, "Invalid OAuth access token - Cannot parse access token");

    public static IResult NoSuchObject(string id) => Error(
        400, 100,
        $"Unsupported request. Object with ID '{id}' does not exist, cannot be loaded due to missing permissions, or does not support this operation.",
        type: "GraphMethodException", subcode: 33);

    public static IResult BadParameter(string message) => Error(400, 100, $"(#100) {message}");

    public static IResult Code(int code, string title, string details, int status = 400) => Error(status, code, $"(#{code}) {title}", details);

    public static IResult Busy(HttpContext http, int seconds)
    {
        http.Response.Headers.RetryAfter = seconds.ToString(System.Globalization.CultureInfo.InvariantCulture);
        return Code(130429, "Rate limit hit", "Cloud API message throughput has been reached.", StatusCodes.Status429TooManyRequests);
    }

    public static IResult Broken() =>
        Error(500, 2, "An unexpected error has occurred. Please retry your request later.", transient: true);

    public static IResult Success() => Results.Json(new JsonObject { ["success"] = true });
}
