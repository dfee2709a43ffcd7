using System.Security.Claims;
using Microsoft.AspNetCore.Identity;
using Microsoft.EntityFrameworkCore;
using Motion.Blazor.Data;
using Motion.Blazor.Identity;
using Motion.Domain.Search;

namespace Motion.Blazor.Features.Interactions.Exporting;

/// <summary>
/// Writes the next export that waits, or whose writer gave no sign of life: one at a time. It is written as the person who asked for it, so
/// what he may no longer read is not in it.
/// </summary>
internal sealed partial class RunExportJobs(
    IDbContextFactory<MotionDbContext> databases, IServiceScopeFactory scopes, ExportFiles files, TimeProvider time, ILogger<RunExportJobs> log)
{
    private static readonly TimeSpan Silence = TimeSpan.FromSeconds(30);

    /// <returns>False when nothing waits.</returns>
    public async Task<bool> RunNextAsync(CancellationToken stopping)
    {
        if (await ClaimAsync(stopping) is not { } job)
            return false;
        try
        {
            var size = await WriteAsync(job, stopping);
            await EndAsync(job.Id, size is null ? ExportState.Cancelled : ExportState.Done, size);
        }
        catch (OperationCanceledException) when (stopping.IsCancellationRequested)
        {
            // The application stops; the claim runs out, and the next start writes it anew.
        }
        catch (Exception trouble)
        {
            LogFailed(trouble, job.Id);
            await EndAsync(job.Id, ExportState.Failed, null);
        }
        return true;
    }

    private async Task<ExportJob?> ClaimAsync(CancellationToken cancellation)
    {
        await using var database = await databases.CreateDbContextAsync(cancellation);
        var now = time.GetUtcNow();
        var silent = now - Silence;
        foreach (var job in await database.ExportJobs.AsNoTracking()
            .Where(job => job.State == ExportState.Waiting || (job.State == ExportState.Running && job.BeatAt < silent)).OrderBy(job => job.Id).Take(10).ToListAsync(cancellation))
        {
            var claimed = await database.ExportJobs.Where(row => row.Id == job.Id && row.State == job.State && row.BeatAt == job.BeatAt)
                .ExecuteUpdateAsync(set => set.SetProperty(row => row.State, ExportState.Running).SetProperty(row => row.BeatAt, now).SetProperty(row => row.Rows, 0), cancellation);
            if (claimed == 1)
                return job;
        }
        return null;
    }

    /// <returns>Bytes; null when it was cancelled meanwhile.</returns>
    private async Task<long?> WriteAsync(ExportJob job, CancellationToken stopping)
    {
        await using var scope = scopes.CreateAsyncScope();
        var user = await scope.ServiceProvider.GetRequiredService<UserManager<MotionUser>>().FindByIdAsync(job.UserId.ToString(System.Globalization.CultureInfo.InvariantCulture));
        var person = user is null ? new ClaimsPrincipal() : await scope.ServiceProvider.GetRequiredService<IUserClaimsPrincipalFactory<MotionUser>>().CreateAsync(user);
        var current = scope.ServiceProvider.GetRequiredService<CurrentUser>();
        current.Become(person);
        if (!current.MaySupervise())
            return null;

        using var cancelled = CancellationTokenSource.CreateLinkedTokenSource(stopping);
        var draft = files.DraftOf(job.Id);
        try
        {
            await using (var to = new FileStream(draft, FileMode.Create, FileAccess.Write, FileShare.None, 64 * 1024, useAsync: true))
            {
                await scope.ServiceProvider.GetRequiredService<ExportInteractions>().WriteAsync(
                    new ExportSource(null, SearchJson.Read(job.Definition).Definition), job.WithBom, to,
                    async rows =>
                    {
                        if (!await BeatAsync(job.Id, rows, stopping))
                            await cancelled.CancelAsync();
                    },
                    cancelled.Token);
            }
        }
        catch (OperationCanceledException) when (!stopping.IsCancellationRequested)
        {
            File.Delete(draft);
            return null;
        }
        File.Move(draft, files.PathOf(job.Id), overwrite: true);
        return new FileInfo(files.PathOf(job.Id)).Length;
    }

    private async Task<bool> BeatAsync(int jobId, int rows, CancellationToken cancellation)
    {
        await using var database = await databases.CreateDbContextAsync(cancellation);
        var now = time.GetUtcNow();
        return await database.ExportJobs.Where(job => job.Id == jobId && job.State == ExportState.Running)
            .ExecuteUpdateAsync(set => set.SetProperty(job => job.BeatAt, now).SetProperty(job => job.Rows, job => job.Rows + rows), cancellation) == 1;
    }

    private async Task EndAsync(int jobId, ExportState state, long? size)
    {
        await using var database = await databases.CreateDbContextAsync(CancellationToken.None);
        var now = time.GetUtcNow();
        var ended = await database.ExportJobs.Where(job => job.Id == jobId && job.State == ExportState.Running)
            .ExecuteUpdateAsync(set => set.SetProperty(job => job.State, state).SetProperty(job => job.FinishedAt, now).SetProperty(job => job.Size, size), CancellationToken.None);
        // Cancelled or deleted in the last moment: nothing leads to the file any more.
        if (ended == 0)
            files.Delete(jobId);
    }

    [LoggerMessage(LogLevel.Error, "Export {Job} failed.")]
    private partial void LogFailed(Exception trouble, int job);
}
