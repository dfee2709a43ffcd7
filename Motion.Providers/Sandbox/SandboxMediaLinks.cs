using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace Motion.Providers.Sandbox;

/// <summary>Files at public addresses, as Sinch and Kaleyra name them: whoever knows one may read it.</summary>
internal static class SandboxMediaLinks
{
    private static readonly Dictionary<string, string> Endings = new(StringComparer.OrdinalIgnoreCase)
    {
        ["image/jpeg"] = ".jpg",
        ["image/png"] = ".png",
        ["image/webp"] = ".webp",
        ["video/mp4"] = ".mp4",
        ["video/3gpp"] = ".3gp",
        ["audio/ogg"] = ".ogg",
        ["audio/mpeg"] = ".mp3",
        ["audio/mp4"] = ".m4a",
        ["audio/aac"] = ".aac",
        ["audio/amr"] = ".amr",
        ["application/pdf"] = ".pdf",
    };

    public static void Map(IEndpointRouteBuilder sandbox) => sandbox.MapGet("/media/{id}/{name}", (string id, HttpContext http, SandboxFiles files) =>
    {
        if (!files.TryGet(id, out var file, out var bytes)) return Results.NotFound();
        // What strangers sent: to be fetched, not to be run.
        http.Response.Headers.XContentTypeOptions = "nosniff";
        http.Response.Headers.ContentSecurityPolicy = "sandbox; default-src 'none'";
        return Results.Bytes(bytes, file.MimeType);
    });

    /// <summary>The ending tells what it is where nothing else does.</summary>
    public static string Of(SandboxAccount account, SandboxFile file) =>
        $"{account.SandboxUrl}/media/{file.Id}/file{Endings.GetValueOrDefault(file.MimeType.Split(';')[0].Trim())}";
}
