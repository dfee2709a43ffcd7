using System.Globalization;
using Microsoft.Net.Http.Headers;
using Motion.Blazor.Features.Interactions.Logs;
using Motion.Blazor.Features.Interactions.Transcripts;
using Motion.Blazor.Identity;

namespace Motion.Blazor.Features.Interactions.Exporting;

/// <summary>What a browser fetches itself, because files do not go through a circuit.</summary>
internal static class ExportEndpoints
{
    private const string Csv = "text/csv; charset=utf-8";

    public static string PathOf(Guid runId) => $"/interactions/export/{runId:N}";

    public static string PathOf(int jobId) => string.Create(CultureInfo.InvariantCulture, $"/interactions/exports/{jobId}");

    public static void MapMotionInteractions(this WebApplication app)
    {
        app.MapGet("/interactions/export/{runId:guid}", RunAsync).RequireAuthorization(Policies.Supervise).ExcludeFromDescription();
        app.MapGet("/interactions/exports/{jobId:int}", FileAsync).RequireAuthorization(Policies.Supervise).ExcludeFromDescription();
        app.MapGet("/interactions/transcripts/{runId:guid}", TranscriptEndpoint.RunAsync).RequireAuthorization(Policies.Work).ExcludeFromDescription();
        app.MapGet("/interactions/logs/{name}", LogFileAsync).RequireAuthorization(Policies.Supervise).ExcludeFromDescription();
    }

    private static async Task RunAsync(Guid runId, HttpContext http, ExportRuns runs, ExportInteractions export, CurrentUser user)
    {
        // Only who asked for it, and once: the address is no key.
        if (runs.Find(runId) is not { } run || run.UserId != user.PersonId || !user.MaySupervise() || !run.TryBegin())
        {
            http.Response.StatusCode = StatusCodes.Status404NotFound;
            return;
        }
        Attach(http, "interactions.csv", Csv);
        var isWhole = false;
        using var either = CancellationTokenSource.CreateLinkedTokenSource(run.Cancelled, http.RequestAborted);
        try
        {
            await export.WriteAsync(run.Source, run.WithBom, http.Response.Body, rows =>
            {
                run.Add(rows);
                return Task.CompletedTask;
            }, either.Token);
            isWhole = true;
        }
        catch (OperationCanceledException) when (either.IsCancellationRequested)
        {
            // A file that ends early must not look like a whole one: the browser is told that it failed.
            http.Abort();
        }
        finally
        {
            run.End(isWhole);
        }
    }

    private static async Task<IResult> FileAsync(int jobId, HttpContext http, MyExports exports, CancellationToken cancellation)
    {
        if (await exports.FileAsync(jobId, cancellation) is not { } file)
            return Results.NotFound();
        Attach(http, string.Create(CultureInfo.InvariantCulture, $"interactions-{jobId}.csv"), Csv);
        return Results.File(file.FullName, Csv, enableRangeProcessing: true);
    }

    private static async Task<IResult> LogFileAsync(string name, HttpContext http, ReadLogFiles logs, CancellationToken cancellation)
    {
        if (await logs.OpenAsync(name, cancellation) is not { } file)
            return Results.NotFound();
        Attach(http, file.Name, "application/jsonl");
        return Results.File(file.FullName, "application/jsonl");
    }

    public static void Attach(HttpContext http, string fileName, string type)
    {
        var disposition = new ContentDispositionHeaderValue("attachment");
        disposition.SetHttpFileName(fileName);
        http.Response.ContentType = type;
        http.Response.Headers.ContentDisposition = disposition.ToString();
        http.Response.Headers.CacheControl = "no-store";
    }
}
