using System.Globalization;
using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Http;

namespace Motion.Providers.Sandbox;

/// <summary>Twilio's answers to what it does not like (providers.md 1.1 and 1.8).</summary>
internal static class TwilioAnswers
{
    public static IResult Error(int status, int code, string message) => Results.Json(
        new JsonObject
        {
            ["code"] = code,
            ["message"] = message,
            ["more_info"] = string.Create(CultureInfo.InvariantCulture, $"https://www.twilio.com/docs/errors/{code}"),
            ["status"] = status,
        },
        statusCode: status);

    public static IResult Unauthorized(HttpContext http)
    {
        http.Response.Headers.WWWAuthenticate = "Basic realm=\"Twilio API\"";
        return Error(401, 20003, "Authenticate");
    }

    public static IResult NotFound(HttpContext http) => Error(404, 20404, $"The requested resource {http.Request.Path} was not found");

    public static IResult Busy(HttpContext http, int seconds)
    {
        http.Response.Headers.RetryAfter = seconds.ToString(CultureInfo.InvariantCulture);
        return Error(429, 20429, "Too Many Requests");
    }

    public static IResult Broken() => Error(500, 20500, "An internal server error has occurred");
}
