using Microsoft.EntityFrameworkCore;
using Motion.Blazor.Data;
using Motion.Blazor.Features.Administration.Audit;
using Motion.Blazor.Identity;
using Motion.Domain.Search;

namespace Motion.Blazor.Features.Interactions.Exporting;

/// <summary>Takes interactions away as CSV (product.md section 9): for those who supervise, and written down.</summary>
internal sealed class ExportInteractions(
    IDbContextFactory<MotionDbContext> databases, ReadExport export, ExportRuns runs, AuditLog audit, CurrentUser user, TimeProvider time)
{
    /// <summary>A download for the browser to fetch at <see cref="ExportEndpoints.PathOf(Guid)"/>.</summary>
    public async Task<Outcome<ExportRun>> BeginAsync(ExportSource source, bool withBom, int? total, CancellationToken cancellation)
    {
        if (!user.MaySupervise() || user.PersonId is not { } userId)
            return new Outcome<ExportRun>.NotAllowed();
        await using var database = await databases.CreateDbContextAsync(cancellation);
        Note(database, source, withBom);
        await database.SaveChangesAsync(cancellation);
        return new Outcome<ExportRun>.Done(runs.Add(userId, source, withBom, total));
    }

    /// <summary>A file that is written in the background and waits on the downloads page.</summary>
    public async Task<Outcome<int>> QueueAsync(ExportSource source, bool withBom, CancellationToken cancellation)
    {
        if (!user.MaySupervise() || user.PersonId is not { } userId)
            return new Outcome<int>.NotAllowed();
        await using var database = await databases.CreateDbContextAsync(cancellation);
        Note(database, source, withBom);
        var job = new ExportJob { UserId = userId, Definition = SearchJson.Write(source.Search), WithBom = withBom, CreatedAt = time.GetUtcNow() };
        database.ExportJobs.Add(job);
        await database.SaveChangesAsync(cancellation);
        return new Outcome<int>.Done(job.Id);
    }

    public async Task WriteAsync(ExportSource source, bool withBom, Stream to, Func<int, Task> written, CancellationToken cancellation)
    {
        await using var csv = new InteractionCsv(to, withBom, source.Search.TimeZone);
        await csv.WriteHeadAsync();
        await foreach (var rows in export.RunAsync(source, cancellation))
        {
            await csv.WriteAsync(rows);
            await written(rows.Count);
        }
    }

    private void Note(MotionDbContext database, ExportSource source, bool withBom) =>
        audit.Add(database, AuditAction.Exported, AuditSubject.Interactions, null, "CSV", after: new Dictionary<string, object?>(StringComparer.Ordinal)
        {
            ["chosen"] = source.Chosen?.Count,
            ["search"] = source.Chosen is null ? SearchJson.Write(source.Search) : null,
            ["bom"] = withBom,
        });
}
