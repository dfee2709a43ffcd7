using System.Globalization;
using System.Text;
using System.Text.Json;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Localization;
using Microsoft.Net.Http.Headers;
using Motion.Blazor.Data;
using Motion.Blazor.Identity;
using Motion.Blazor.Pipeline;
using Motion.Domain.Messaging;

namespace Motion.Blazor.Features.Desk.Files;

/// <summary>A file that was taken in: the id to send it by, and what it will be sent as.</summary>
internal sealed record UploadAnswer(Guid Id, string Kind, string MimeType, string? FileName, long Size)
{
    public static UploadAnswer Of(Upload upload) =>
        new(upload.Id, JsonNamingPolicy.CamelCase.ConvertName(upload.Kind.ToString()), upload.MimeType, upload.FileName, upload.Size);
}

/// <summary>Files on their way out: handed in by agents, fetched by providers.</summary>
internal static class FileEndpoints
{
    public const string UploadPath = "/media/uploads";

    public static void MapMotionFiles(this WebApplication app)
    {
        // The body is the file itself and nothing else, so that it can go straight to the disk. Only pages of ours may post it: a foreign
        // page's Origin is turned away before (OriginCheck).
        app.MapPost(UploadPath, TakeAsync).RequireAuthorization(Policies.Work).DisableAntiforgery().ExcludeFromDescription();
        app.MapMethods($"{OutboundFiles.Path}{{token}}", [HttpMethods.Get, HttpMethods.Head], GiveAsync).AllowAnonymous().ExcludeFromDescription();
        app.MapMethods($"{OutboundFiles.CardsPath}{{token}}", [HttpMethods.Get, HttpMethods.Head], GiveCardsAsync).AllowAnonymous().ExcludeFromDescription();
    }

    private static async Task<IResult> TakeAsync(
        long interaction, string? name, HttpContext http, UploadFile upload, IStringLocalizer<DeskWords> words, CancellationToken cancellation)
    {
        AllowLargeBody(http);
        var outcome = await upload.HandleAsync(interaction, name, http.Request.ContentLength, http.Request.Body, cancellation);
        return outcome switch
        {
            { Upload: { } taken } => Results.Json(UploadAnswer.Of(taken), statusCode: StatusCodes.Status201Created),
            { Refusal: DeskRefusal.FileTooLarge } => Results.Problem(
                words["File.TooLarge", FileSize.Words(outcome.Limit)], statusCode: StatusCodes.Status413PayloadTooLarge),
            { Refusal: DeskRefusal.NotFound } => Results.Problem(words["Refusal.NotFound"], statusCode: StatusCodes.Status404NotFound),
            _ => Results.Problem(words[$"Refusal.{outcome.Refusal}"], statusCode: StatusCodes.Status409Conflict),
        };
    }

    /// <summary>The server's own limit is for forms; ours is counted while the file is written, and said in words.</summary>
    public static void AllowLargeBody(HttpContext http)
    {
        if (http.Features.Get<IHttpMaxRequestBodySizeFeature>() is { IsReadOnly: false } size)
            size.MaxRequestBodySize = UploadFile.LargestFile * 2;
    }

    /// <summary>For the provider that was given the link: this one file, for as long as the link lives.</summary>
    private static async Task<IResult> GiveAsync(
        string token, HttpContext http, OutboundFiles files, MediaStore store, IDbContextFactory<MotionDbContext> databases, CancellationToken cancellation)
    {
        if (files.Read(token) is not { } attachmentId)
            return Results.NotFound();
        await using var database = await databases.CreateDbContextAsync(cancellation);
        var file = await database.Attachments.AsNoTracking().FirstOrDefaultAsync(a => a.Id == attachmentId, cancellation);
        if (file?.Path is not { } path || store.Find(path) is not { } found)
            return Results.NotFound();
        NameAndGuard(http, file.FileName ?? string.Create(CultureInfo.InvariantCulture, $"file-{attachmentId}"));
        return Results.File(found.FullName, file.MimeType, enableRangeProcessing: true);
    }

    /// <summary>The same for contact cards, which are written as a file only here.</summary>
    private static async Task<IResult> GiveCardsAsync(
        string token, HttpContext http, OutboundFiles files, IDbContextFactory<MotionDbContext> databases, CancellationToken cancellation)
    {
        if (files.ReadCards(token) is not { } messageId)
            return Results.NotFound();
        await using var database = await databases.CreateDbContextAsync(cancellation);
        var stored = await database.Messages.AsNoTracking()
            .Where(m => m.Id == messageId && m.Direction == MessageDirection.Out && m.Kind == MessageKind.Contacts)
            .Select(m => m.Content).FirstOrDefaultAsync(cancellation);
        if (stored is null || JsonSerializer.Deserialize<MessageContent>(stored) is not ContactsContent cards)
            return Results.NotFound();
        NameAndGuard(http, OutboundFiles.CardsName(cards));
        return Results.Bytes(Encoding.UTF8.GetBytes(VCard.Write(cards.Cards)), VCard.MimeType);
    }

    private static void NameAndGuard(HttpContext http, string fileName)
    {
        var disposition = new ContentDispositionHeaderValue("attachment");
        disposition.SetHttpFileName(fileName);
        http.Response.Headers.ContentDisposition = disposition.ToString();
        http.Response.Headers.XContentTypeOptions = "nosniff";
        http.Response.Headers.ContentSecurityPolicy = "default-src 'none'; sandbox";
        http.Response.Headers.CacheControl = "no-store";
    }
}
