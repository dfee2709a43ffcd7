using System.Globalization;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace Motion.Providers.Sandbox;

/// <summary>Twilio's media (providers.md 1.7): a signed redirect to a host that does not want to see the credentials again.</summary>
internal static class TwilioSandboxMedia
{
    private static readonly TimeSpan LinkLife = TimeSpan.FromMinutes(5);

    public static void Map(IEndpointRouteBuilder twilio)
    {
        _ = twilio.MapGet("/2010-04-01/Accounts/{sid}/Messages/{message}/Media/{media}", RedirectAsync);
        _ = twilio.MapDelete("/2010-04-01/Accounts/{sid}/Messages/{message}/Media/{media}.json", DeleteAsync);
        _ = twilio.MapGet("/cdn/{media}", Download);
    }

    private static async Task<IResult> RedirectAsync(
        string sid, string media, HttpContext http, ISandboxAccounts accounts, SandboxFiles files, TimeProvider clock)
    {
        var (opened, refused) = await TwilioSandbox.AuthorizeAsync(http, accounts, sid);
        if (refused is not null) return refused;
        if (!files.TryGet(media, out var file, out _) || opened.All(account => account.Id != file.AccountId)) return TwilioAnswers.NotFound(http);
        var path = http.Request.Path.Value!;
        var prefix = path[..path.IndexOf("/2010-04-01/", StringComparison.OrdinalIgnoreCase)];
        var expires = (clock.GetUtcNow() + LinkLife).ToUnixTimeSeconds().ToString(CultureInfo.InvariantCulture);
        http.Response.Headers.Location =
            $"{http.Request.Scheme}://{http.Request.Host}{http.Request.PathBase}{prefix}/cdn/{media}?Expires={expires}";
        return Results.StatusCode(StatusCodes.Status307TemporaryRedirect);
    }

    private static async Task<IResult> DeleteAsync(string sid, string media, HttpContext http, ISandboxAccounts accounts, SandboxFiles files)
    {
        var (opened, refused) = await TwilioSandbox.AuthorizeAsync(http, accounts, sid);
        if (refused is not null) return refused;
        if (!files.TryGet(media, out var file, out _) || opened.All(account => account.Id != file.AccountId)) return TwilioAnswers.NotFound(http);
        files.Remove(media);
        return Results.NoContent();
    }

    private static IResult Download(string media, [Microsoft.AspNetCore.Mvc.FromQuery(Name = "Expires")] long expires, HttpContext http, SandboxFiles files, TimeProvider clock)
    {
        if (http.Request.Headers.Authorization.Count > 0)
        {
            return Results.Text(
                "<?xml version=\"1.0\" encoding=\"UTF-8\"?><Error><Code>InvalidArgument</Code><Message>Only one auth mechanism allowed</Message></Error>",
                "application/xml", statusCode: StatusCodes.Status400BadRequest);
        }

        if (clock.GetUtcNow().ToUnixTimeSeconds() > expires || !files.TryGet(media, out var file, out var bytes))
            return Results.StatusCode(StatusCodes.Status403Forbidden);
        return Results.Bytes(bytes, file.MimeType, file.FileName);
    }
}
