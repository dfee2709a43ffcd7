using System.Globalization;
using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Motion.Domain.Accounts;

namespace Motion.Providers.Sandbox;

/// <summary>Meta's media: upload, two-step download, delete (providers.md 3.4).</summary>
internal static class MetaSandboxMedia
{
    private const string DownloadPath = "/meta/lookaside/whatsapp_business/attachments/";
    private const int Megabyte = 1024 * 1024;
    private static readonly TimeSpan LinkLife = TimeSpan.FromMinutes(5);

    public static void Map(IEndpointRouteBuilder sandbox, IEndpointRouteBuilder graph)
    {
        _ = graph.MapPost("/{id}/media", UploadAsync);
        _ = graph.MapDelete("/{id}", DeleteAsync);
        _ = sandbox.MapGet(DownloadPath, DownloadAsync);
    }

    /// <summary>The metadata with an address that lives five minutes; null when the id is not a file of these accounts.</summary>
    public static IResult? Describe(
        string version, string id, HttpRequest request, IReadOnlyList<(SandboxAccount Account, MetaCredentials Credentials)> opened,
        SandboxFiles files, TimeProvider clock)
    {
        if (!files.TryGet(id, out var file, out _) || opened.FirstOrDefault(entry => entry.Account.Id == file.AccountId).Account is null) return null;
        if (request.Query["phone_number_id"].ToString() is { Length: > 0 } number
            && opened.All(entry => entry.Account.Id != file.AccountId || entry.Credentials.PhoneNumberId != number)) return null;
        var prefix = request.Path.Value![..request.Path.Value!.IndexOf($"/meta/{version}/", StringComparison.OrdinalIgnoreCase)];
        var expires = (clock.GetUtcNow() + LinkLife).ToUnixTimeSeconds();
        return Results.Json(new JsonObject
        {
            ["url"] = $"{request.Scheme}://{request.Host}{request.PathBase}{prefix}{DownloadPath}?mid={id}&ext={expires}&hash={SandboxIds.Trace()}",
            ["mime_type"] = file.MimeType,
            ["sha256"] = file.Sha256,
            ["file_size"] = file.Size,
            ["id"] = id,
            ["messaging_product"] = "whatsapp",
        });
    }

    private static async Task<IResult> UploadAsync(string id, HttpContext http, ISandboxAccounts accounts, SandboxFiles files)
    {
        var (opened, refused) = await MetaSandbox.AuthorizeAsync(http.Request, accounts);
        if (refused is not null) return refused;
        if (opened.FirstOrDefault(entry => entry.Credentials.PhoneNumberId == id).Account is not { } account) return MetaAnswers.NoSuchObject(id);
        if (!http.Request.HasFormContentType) return MetaAnswers.BadParameter("The parameter messaging_product is required.");
        var form = await http.Request.ReadFormAsync(http.RequestAborted);
        if (form["messaging_product"] != "whatsapp") return MetaAnswers.BadParameter("The parameter messaging_product is required.");
        if (form.Files.GetFile("file") is not { } upload) return MetaAnswers.BadParameter("The parameter file is required.");

        var type = form["type"].ToString() is { Length: > 0 } named ? named : upload.ContentType;
        if (upload.Length > LimitOf(type)) return TooLarge(type);
        using var bytes = new MemoryStream();
        await upload.CopyToAsync(bytes, http.RequestAborted);
        return files.Add(account, bytes.ToArray(), type, upload.FileName) is { } file
            ? Results.Json(new JsonObject { ["id"] = file.Id })
            : TooLarge(type);
    }

    private static async Task<IResult> DeleteAsync(string id, HttpContext http, ISandboxAccounts accounts, SandboxFiles files)
    {
        var (opened, refused) = await MetaSandbox.AuthorizeAsync(http.Request, accounts);
        if (refused is not null) return refused;
        if (!files.TryGet(id, out var file, out _) || opened.All(entry => entry.Account.Id != file.AccountId)) return MetaAnswers.NoSuchObject(id);
        files.Remove(id);
        return MetaAnswers.Success();
    }

    private static async Task<IResult> DownloadAsync(
        string mid, long ext, HttpContext http, ISandboxAccounts accounts, SandboxFiles files, TimeProvider clock)
    {
        var (opened, refused) = await MetaSandbox.AuthorizeAsync(http.Request, accounts);
        if (refused is not null) return refused;
        if (clock.GetUtcNow().ToUnixTimeSeconds() > ext
            || !files.TryGet(mid, out var file, out var bytes)
            || opened.All(entry => entry.Account.Id != file.AccountId)) return Results.NotFound();
        return Results.Bytes(bytes, file.MimeType, file.FileName);
    }

    private static IResult TooLarge(string type) => MetaAnswers.Code(
        131053, "Media upload error",
        string.Create(CultureInfo.InvariantCulture, $"Media file size too big. Max file size we currently support: {LimitOf(type) / Megabyte} MB."),
        StatusCodes.Status413PayloadTooLarge);

    private static long LimitOf(string mimeType) => mimeType.Split('/', 2)[0] switch
    {
        "image" => 5 * Megabyte,
        "audio" or "video" => 16 * Megabyte,
        // Meta's own limit is 100 MB; the sandbox holds half of that in all.
        _ => SandboxFiles.Capacity,
    };
}
