using Microsoft.EntityFrameworkCore;
using Motion.Blazor.Data;
using Motion.Blazor.Hosting;
using Motion.Domain.Messaging;

namespace Motion.Blazor.Pipeline;

/// <summary>Fetches inbound files as soon as their messages are stored; the message is visible at once, the file follows.</summary>
internal sealed class MediaService(
    IDbContextFactory<MotionDbContext> databases, MediaSignal signal, MediaFetcher fetcher, IHostApplicationLifetime lifetime, TimeProvider time,
    ILogger<MediaService> logger) : BackgroundService
{
    private const int SideBySide = 4;
    private const int Batch = 50;

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        await lifetime.StartedAsync(stoppingToken);
        signal.Wake();
        await foreach (var _ in signal.Wakes.ReadAllAsync(stoppingToken))
        {
            try
            {
                while (await FetchDueAsync(stoppingToken)) { }
            }
            catch (Exception exception) when (exception is not OperationCanceledException)
            {
                logger.LogError(exception, "Fetching media stopped; the job wakes it again.");
            }
        }
    }

    private async Task<bool> FetchDueAsync(CancellationToken cancellation)
    {
        List<long> due;
        await using (var database = await databases.CreateDbContextAsync(cancellation))
        {
            var now = time.GetUtcNow();
            due = await database.Attachments.Where(file => file.State == AttachmentState.Pending && file.NextAttemptAt <= now)
                .OrderBy(file => file.Id).Select(file => file.Id).Take(Batch).ToListAsync(cancellation);
        }
        await Parallel.ForEachAsync(due, new ParallelOptions { MaxDegreeOfParallelism = SideBySide, CancellationToken = cancellation },
            async (id, token) => await fetcher.FetchAsync(id, token));
        return due.Count > 0;
    }
}
