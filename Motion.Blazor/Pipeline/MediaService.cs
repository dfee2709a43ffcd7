using System.Collections.Concurrent;
using Microsoft.EntityFrameworkCore;
using Motion.Blazor.Data;
using Motion.Blazor.Hosting;
using Motion.Domain.Messaging;

namespace Motion.Blazor.Pipeline;

/// <summary>
/// Fetches inbound files as soon as their messages are stored; the message is visible at once, the file follows. A file that comes slowly
/// holds one place and no more, and a provider whose files all come slowly leaves places to the others.
/// </summary>
internal sealed class MediaService(
    IDbContextFactory<MotionDbContext> databases, MediaSignal signal, MediaFetcher fetcher, IHostApplicationLifetime lifetime, TimeProvider time,
    ILogger<MediaService> logger) : BackgroundService
{
    private const int SideBySide = 8;
    private const int OfOneAccount = 4;
    private const int Batch = 50;

    private readonly SemaphoreSlim _places = new(SideBySide);
    private readonly RunningWork _running = new();

    // Attachments on their way, and their accounts.
    private readonly ConcurrentDictionary<long, int> _onTheirWay = new();

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        await lifetime.StartedAsync(stoppingToken);
        signal.Wake();
        await foreach (var _ in signal.Wakes.ReadAllAsync(stoppingToken))
        {
            try
            {
                while (await StartDueAsync(stoppingToken)) { }
            }
            catch (Exception exception) when (exception is not OperationCanceledException)
            {
                logger.LogError(exception, "Fetching media stopped; the job wakes it again.");
            }
        }
    }

    public override async Task StopAsync(CancellationToken cancellationToken)
    {
        await base.StopAsync(cancellationToken);
        await _running.EndedAsync(cancellationToken);
    }

    public override void Dispose()
    {
        _places.Dispose();
        base.Dispose();
    }

    /// <summary>Starts what is due, as places get free; true when there may be more.</summary>
    private async Task<bool> StartDueAsync(CancellationToken cancellation)
    {
        var onTheirWay = _onTheirWay.ToArray();
        var ids = onTheirWay.Select(file => file.Key).ToList();
        var full = onTheirWay.GroupBy(file => file.Value).Where(account => account.Count() >= OfOneAccount).Select(account => account.Key).ToList();
        await using var database = await databases.CreateDbContextAsync(cancellation);
        var now = time.GetUtcNow();
        var due = await (
            from file in database.Attachments
            where file.State == AttachmentState.Pending && file.NextAttemptAt <= now && !ids.Contains(file.Id)
            join message in database.Messages on file.MessageId equals message.Id
            where !full.Contains(message.AccountId)
            orderby file.Id
            select new { file.Id, message.AccountId }).Take(Batch).ToListAsync(cancellation);

        var started = 0;
        foreach (var file in due)
        {
            // The others of a full account are looked for again when one of it is through.
            if (_onTheirWay.Count(other => other.Value == file.AccountId) >= OfOneAccount)
                continue;
            await _places.WaitAsync(cancellation);
            _onTheirWay[file.Id] = file.AccountId;
            _running.Begin(() => FetchAsync(file.Id, cancellation));
            started++;
        }
        return started > 0;
    }

    private async Task FetchAsync(long attachmentId, CancellationToken cancellation)
    {
        var isThrough = false;
        try
        {
            isThrough = await fetcher.FetchAsync(attachmentId, cancellation);
        }
        catch (Exception exception)
        {
            if (exception is not OperationCanceledException)
                logger.LogError(exception, "Attachment {AttachmentId} could not be fetched; the job tries again.", attachmentId);
        }
        _ = _onTheirWay.TryRemove(attachmentId, out _);
        if (cancellation.IsCancellationRequested)
            return;
        _ = _places.Release();
        if (isThrough)
            signal.Wake();
    }
}
