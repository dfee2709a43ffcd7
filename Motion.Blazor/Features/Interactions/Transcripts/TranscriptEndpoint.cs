using System.Globalization;
using Motion.Blazor.Features.Interactions.Exporting;
using Motion.Blazor.Identity;

namespace Motion.Blazor.Features.Interactions.Transcripts;

internal static class TranscriptEndpoint
{
    public static async Task RunAsync(Guid runId, HttpContext http, TranscriptRuns runs, TranscriptWriter writer, CurrentUser user)
    {
        // Only who asked for it, and once: the address is no key.
        if (runs.Take(runId) is not { } run || run.UserId != user.PersonId)
        {
            http.Response.StatusCode = StatusCodes.Status404NotFound;
            return;
        }
        CultureInfo.CurrentUICulture = CultureInfo.GetCultureInfo(run.Language);
        var name = run.Ids.Count == 1 ? string.Create(CultureInfo.InvariantCulture, $"interaction-{run.Ids[0]}.zip") : "interactions.zip";
        ExportEndpoints.Attach(http, name, "application/zip");
        await writer.WriteAsync(run.Ids, run.WithFiles, http.Response.Body, http.RequestAborted);
    }
}
