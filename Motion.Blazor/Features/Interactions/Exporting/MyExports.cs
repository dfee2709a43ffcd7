using Microsoft.EntityFrameworkCore;
using Motion.Blazor.Data;
using Motion.Blazor.Identity;

namespace Motion.Blazor.Features.Interactions.Exporting;

public sealed record ExportJobRow(int Id, ExportState State, DateTimeOffset CreatedAt, DateTimeOffset? FinishedAt, int Rows, long? Size);

/// <summary>A person's background exports: seen, cancelled, deleted by nobody else.</summary>
internal sealed class MyExports(IDbContextFactory<MotionDbContext> databases, ExportFiles files, CurrentUser user, TimeProvider time)
{
    private const int Shown = 100;

    public async Task<IReadOnlyList<ExportJobRow>> ListAsync(CancellationToken cancellation)
    {
        await using var database = await databases.CreateDbContextAsync(cancellation);
        return await Mine(database).OrderByDescending(job => job.Id).Take(Shown)
            .Select(job => new ExportJobRow(job.Id, job.State, job.CreatedAt, job.FinishedAt, job.Rows, job.Size)).ToListAsync(cancellation);
    }

    /// <summary>The finished file, or null.</summary>
    public async Task<FileInfo?> FileAsync(int jobId, CancellationToken cancellation)
    {
        await using var database = await databases.CreateDbContextAsync(cancellation);
        if (!user.MaySupervise() || !await Mine(database).AnyAsync(job => job.Id == jobId && job.State == ExportState.Done, cancellation))
            return null;
        var file = new FileInfo(files.PathOf(jobId));
        return file.Exists ? file : null;
    }

    public async Task CancelAsync(int jobId, CancellationToken cancellation)
    {
        await using var database = await databases.CreateDbContextAsync(cancellation);
        var now = time.GetUtcNow();
        await Mine(database).Where(job => job.Id == jobId && (job.State == ExportState.Waiting || job.State == ExportState.Running))
            .ExecuteUpdateAsync(set => set.SetProperty(job => job.State, ExportState.Cancelled).SetProperty(job => job.FinishedAt, now), cancellation);
    }

    public async Task DeleteAsync(int jobId, CancellationToken cancellation)
    {
        await using var database = await databases.CreateDbContextAsync(cancellation);
        if (await Mine(database).Where(job => job.Id == jobId && job.State != ExportState.Running).ExecuteDeleteAsync(cancellation) == 1)
            files.Delete(jobId);
    }

    private IQueryable<ExportJob> Mine(MotionDbContext database)
    {
        var userId = user.PersonId;
        return database.ExportJobs.Where(job => job.UserId == userId);
    }
}
