using Microsoft.EntityFrameworkCore;
using Motion.Blazor.Data;
using Motion.Domain.Messaging;

namespace Motion.Blazor.Pipeline;

/// <summary>
/// Works off what waits in one lane, all of it in one transaction if that goes well. A race lost against another writer is run
/// again; what fails for good becomes a dead letter, so that it costs no sibling.
/// </summary>
internal sealed class LaneWorker(
    IDbContextFactory<MotionDbContext> databases, RoutingFactsReader facts, AccountDirectory directory, CommitNews news, ParkedNews parked, IntakePressure pressure,
    IHostApplicationLifetime lifetime, TimeProvider time, ILogger<LaneWorker> logger)
{
    private const int Attempts = 6;

    private static readonly TimeSpan ShortestWait = TimeSpan.FromMilliseconds(100);
    private static readonly TimeSpan LongestWait = TimeSpan.FromSeconds(5);

    public async Task RunAsync(string lane, IReadOnlyList<LaneWork> batch)
    {
        await pressure.StandBackAsync();
        if (batch.Count > 1 && await TryOnceAsync(batch))
            return;
        foreach (var work in batch)
            await RunOneAsync(lane, work);
    }

    private async Task<bool> TryOnceAsync(IReadOnlyList<LaneWork> batch)
    {
        try
        {
            await RecordAsync(batch);
            return true;
        }
        catch (Exception exception)
        {
            logger.LogInformation(exception, "{Count} payloads did not go through together; they are taken one by one.", batch.Count);
            return false;
        }
    }

    private async Task RunOneAsync(string lane, LaneWork work)
    {
        var wait = ShortestWait;
        for (var attempt = 1; ; attempt++)
        {
            try
            {
                await RecordAsync([work]);
                return;
            }
            catch (Exception exception) when (DatabaseAway.IsCauseOf(exception))
            {
                // No fault of the message's. Its lane waits with it: what comes after it must not overtake it.
                logger.LogWarning(exception, "The database is away; payload {PayloadId} waits for it.", work.Payload.Id);
                if (!await WaitAsync(wait))
                    return;
                (attempt, wait) = (0, wait * 2 < LongestWait ? wait * 2 : LongestWait);
            }
            catch (DbUpdateException) when (attempt < Attempts)
            {
                // Nothing to worry about: an agent read or answered in the same moment. What keeps failing is told below, with its reason.
                logger.LogInformation("Payload {PayloadId} lost a race in lane {Lane}; attempt {Attempt}.", work.Payload.Id, lane, attempt);
                await Task.Delay(TimeSpan.FromMilliseconds(10 << attempt), time);
            }
            catch (Exception exception)
            {
                logger.LogError(exception, "Payload {PayloadId} could not be worked off.", work.Payload.Id);
                await BuryAsync(work, exception);
                return;
            }
        }
    }

    /// <summary>False when the application stops: the payload stays undone in the inbox, and the next start takes it up.</summary>
    private async Task<bool> WaitAsync(TimeSpan wait)
    {
        try
        {
            await Task.Delay(wait, time, lifetime.ApplicationStopping);
            return true;
        }
        catch (OperationCanceledException)
        {
            return false;
        }
    }

    private async Task RecordAsync(IReadOnlyList<LaneWork> batch)
    {
        await using var work = new WorkUnit(await databases.CreateDbContextAsync());
        var account = batch[0].Payload.Account;
        var recorder = new CustomerRecorder(work, account, facts, directory, time);
        await recorder.PrepareAsync([.. batch.SelectMany(part => part.Events)], CancellationToken.None);
        foreach (var part in batch)
        {
            foreach (var happened in part.Events)
                await recorder.RecordAsync(happened, part.Payload.ReceivedAt, CancellationToken.None);
            AddDeadLetters(work.Database, part, part.DeadParts);
            if (part.Payload.IsSingleLane)
                MarkDone(work.Database, part.Payload);
        }
        await news.SaveAndTellAsync(work, CancellationToken.None);
        if (work.Parked.Count > 0)
            await parked.MatchAsync(account.Id, work.Parked, CancellationToken.None);
        foreach (var part in batch)
            await CloseLaneAsync(part.Payload);
    }

    private async Task BuryAsync(LaneWork part, Exception exception)
    {
        try
        {
            await using var database = await databases.CreateDbContextAsync();
            AddDeadLetters(database, part, [.. part.Events.Select(happened => new DeadPart(
                System.Text.Json.JsonSerializer.Serialize(happened), $"Understood, but it could not be stored: {exception.Message}"))]);
            AddDeadLetters(database, part, part.DeadParts);
            if (part.Payload.IsSingleLane)
                MarkDone(database, part.Payload);
            await database.SaveChangesAsync();
            await CloseLaneAsync(part.Payload);
        }
        catch (Exception again)
        {
            // The payload stays undone in the inbox and is taken up again by the job; nothing is lost.
            logger.LogError(again, "Payload {PayloadId} could not even be kept as a dead letter.", part.Payload.Id);
        }
    }

    private async Task CloseLaneAsync(PayloadInWork payload)
    {
        if (!payload.CloseLane() || payload.IsSingleLane)
            return;
        await using var database = await databases.CreateDbContextAsync();
        MarkDone(database, payload);
        await database.SaveChangesAsync();
    }

    private void MarkDone(MotionDbContext database, PayloadInWork done)
    {
        var payload = database.Attach(new InboxPayload { Id = done.Id, QueryString = "", Body = [] }).Entity;
        payload.DoneAt = time.GetUtcNow();
        payload.Messages = done.Messages;
        payload.Statuses = done.Statuses;
    }

    private void AddDeadLetters(MotionDbContext database, LaneWork work, IReadOnlyList<DeadPart> parts) =>
        database.DeadLetters.AddRange(parts.Select(part => new DeadLetter
        {
            AccountId = work.Payload.Account.Id,
            InboxPayloadId = work.Payload.Id,
            Fragment = part.Fragment,
            Reason = part.Reason.Length > 1000 ? part.Reason[..1000] : part.Reason,
            CreatedAt = time.GetUtcNow(),
        }));
}
