using System.Collections.Frozen;
using System.Globalization;
using Microsoft.EntityFrameworkCore;
using Microsoft.Net.Http.Headers;
using Motion.Blazor.Data;
using Motion.Blazor.Features.Interactions;
using Motion.Blazor.Identity;
using Motion.Blazor.Pipeline;
using Motion.Domain.Messaging;

namespace Motion.Blazor.Features.Desk.Conversation;

/// <summary>
/// The bytes of an attachment, for people who may see its account. Customers send the files: only types that can run nothing are shown
/// in place, all others are saved, and nothing in them may be run or guessed at.
/// </summary>
internal static class MediaEndpoint
{
    private static readonly FrozenSet<string> Inline = FrozenSet.Create(
        StringComparer.OrdinalIgnoreCase,
        "image/jpeg", "image/png", "image/webp", "image/gif",
        "video/mp4", "video/3gpp", "video/webm",
        "audio/aac", "audio/mp4", "audio/mpeg", "audio/amr", "audio/ogg", "audio/wav", "audio/x-wav", "audio/webm");

    public static string PathOf(long attachmentId) => string.Create(CultureInfo.InvariantCulture, $"/media/{attachmentId}");

    public static bool IsInline(string mimeType) => Inline.Contains(Bare(mimeType));

    public static void MapMotionMedia(this WebApplication app) =>
        app.MapGet("/media/{attachmentId:long}", ServeAsync).RequireAuthorization(Policies.Work).ExcludeFromDescription();

    private static async Task<IResult> ServeAsync(
        long attachmentId, HttpContext http, CurrentUser user, IDbContextFactory<MotionDbContext> databases, MediaStore store, CancellationToken cancellation)
    {
        if (user.PersonId is null)
            return Results.NotFound();
        await using var database = await databases.CreateDbContextAsync(cancellation);
        var accounts = database.AccountsOf(user).Select(account => account.Id);
        var file = await (
            from attachment in database.Attachments.AsNoTracking()
            where attachment.Id == attachmentId && attachment.State == AttachmentState.Stored
            join message in database.Messages on attachment.MessageId equals message.Id
            where message.RevokedAt == null
                && accounts.Contains(message.AccountId)
            select new { attachment.Path, attachment.MimeType, attachment.FileName, attachment.Sha256 }).SingleOrDefaultAsync(cancellation);
        if (file?.Path is not { } path || store.Find(path) is not { } found)
            return Results.NotFound();

        var isInline = IsInline(file.MimeType);
        var disposition = new ContentDispositionHeaderValue(isInline ? "inline" : "attachment");
        disposition.SetHttpFileName(file.FileName ?? string.Create(CultureInfo.InvariantCulture, $"file-{attachmentId}"));
        http.Response.Headers.ContentDisposition = disposition.ToString();
        http.Response.Headers.XContentTypeOptions = "nosniff";
        http.Response.Headers.ContentSecurityPolicy = "default-src 'none'; sandbox";
        // Bytes never change; who may see them does, so only this person's browser keeps them, and asks again after a day.
        http.Response.Headers.CacheControl = "private, max-age=86400";
        return Results.File(
            found.FullName,
            isInline ? Bare(file.MimeType) : "application/octet-stream",
            entityTag: file.Sha256 is null ? null : new EntityTagHeaderValue($"\"{file.Sha256}\""),
            enableRangeProcessing: true);
    }

    /// <summary>Without parameters: <c>audio/ogg; codecs=opus</c> is <c>audio/ogg</c>.</summary>
    private static string Bare(string mimeType) => mimeType.Split(';', 2)[0].Trim();
}
