using System.Globalization;
using Motion.Blazor.Identity;

namespace Motion.Blazor.Features.Contacts;

/// <summary>The two files a browser takes from the contacts: the export, and the lines that an import refused.</summary>
internal static class ContactFileEndpoints
{
    public static string ErrorsOf(Guid import) => $"/contacts/imports/{import:N}/errors";

    public static void MapMotionContactFiles(this WebApplication app)
    {
        app.MapGet(ExportContacts.Path, ExportAsync).RequireAuthorization(Policies.Supervise).ExcludeFromDescription();
        app.MapGet("/contacts/imports/{import:guid}/errors", (Guid import, HttpContext http, ImportFiles files) =>
        {
            http.Response.Headers.CacheControl = "no-store";
            return files.FindErrors(import) is { } path ? Results.File(path, "text/csv; charset=utf-8", "errors.csv") : Results.NotFound();
        }).RequireAuthorization(Policies.Administer).ExcludeFromDescription();
    }

    private static async Task ExportAsync(string? search, int? listId, HttpContext http, ExportContacts export, TimeProvider time, CancellationToken cancellation)
    {
        var outcome = await export.RunAsync(new ContactQuery(search, listId), () =>
        {
            http.Response.ContentType = "text/csv; charset=utf-8";
            http.Response.Headers.CacheControl = "no-store";
            http.Response.Headers.ContentDisposition = $"attachment; filename=contacts-{time.GetUtcNow().ToString("yyyyMMdd-HHmm", CultureInfo.InvariantCulture)}.csv";
            return http.Response.Body;
        }, cancellation);
        if (outcome is Outcome<int>.NotAllowed)
            http.Response.StatusCode = StatusCodes.Status403Forbidden;
    }
}
