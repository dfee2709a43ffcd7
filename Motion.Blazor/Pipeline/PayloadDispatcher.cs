using System.Runtime.CompilerServices;
using System.Threading.Channels;
using Microsoft.EntityFrameworkCore;
using Motion.Blazor.Data;
using Motion.Blazor.Features.Templates;
using Motion.Blazor.Hosting;
using Motion.Domain.Messaging;
using Motion.Providers;

namespace Motion.Blazor.Pipeline;

/// <summary>A stored payload on its way through the lanes; it is done when the last of them is.</summary>
internal sealed class PayloadInWork(InboxPayload payload, AccountEntry account, IReadOnlyList<InboundEvent> events, int laneCount)
{
    private int _openLanes = laneCount;

    public long Id { get; } = payload.Id;
    public AccountEntry Account { get; } = account;
    public DateTimeOffset ReceivedAt { get; } = payload.ReceivedAt;
    public int Statuses { get; } = events.Count(happened => happened is StatusReported);
    public int Messages { get; } = events.Count(happened => happened is not StatusReported);

    /// <summary>All of it belongs to one lane: "done" goes into that lane's transaction.</summary>
    public bool IsSingleLane { get; } = laneCount == 1;

    /// <summary>True for the lane that finishes last.</summary>
    public bool CloseLane() => Interlocked.Decrement(ref _openLanes) == 0;
}

/// <summary>What one payload holds for one lane.</summary>
internal sealed record LaneWork(PayloadInWork Payload, IReadOnlyList<InboundEvent> Events, IReadOnlyList<DeadPart> DeadParts);

/// <summary>Takes stored payloads apart, in the order in which they were stored, and hands each customer's part to his lane.</summary>
internal sealed class PayloadDispatcher(
    IDbContextFactory<MotionDbContext> databases, AccountDirectory directory, ProviderRegistry providers, LaneWorker worker, IntakePressure pressure, TemplateSignal templates,
    IHostApplicationLifetime lifetime, TimeProvider time, ILogger<PayloadDispatcher> logger)
    : BackgroundService
{
    /// <summary>Enough to keep a database busy while another lane computes; on SQLite more would only queue for the one writer.</summary>
    private static readonly int Parallelism = Math.Max(2, Environment.ProcessorCount);

    /// <summary>Payloads taken apart between two looks at the intake.</summary>
    private const int AtATime = 500;

    private readonly Channel<InboxPayload> _payloads = Channel.CreateUnbounded<InboxPayload>(new() { SingleReader = true });
    private readonly Lanes<LaneWork> _lanes = new(worker.RunAsync, parallelism: Parallelism, largestBatch: 50);

    private readonly DateTimeOffset _begunAt = time.GetUtcNow();

    public void Dispatch(InboxPayload payload) => _payloads.Writer.TryWrite(payload);

    /// <summary>Takes up again what was acknowledged some time ago and is not done: its lane failed, or its process died.</summary>
    public async Task RetryUnfinishedAsync(DateTimeOffset receivedBefore, CancellationToken cancellation)
    {
        await foreach (var payload in UnfinishedAsync(receivedBefore, cancellation))
            Dispatch(payload);
    }

    /// <summary>What waits stays undone in the inbox: the next start takes it up.</summary>
    public override async Task StopAsync(CancellationToken cancellationToken)
    {
        await base.StopAsync(cancellationToken);
        await _lanes.StopAsync(cancellationToken);
    }

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        await lifetime.StartedAsync(stoppingToken);
        // What an earlier process acknowledged and did not finish comes first; what came to this one waits in the channel.
        await foreach (var payload in UnfinishedAsync(_begunAt, stoppingToken))
            await TakeApartAsync(payload);
        while (await _payloads.Reader.WaitToReadAsync(stoppingToken))
        {
            await pressure.StandBackAsync();
            for (var taken = 0; taken < AtATime && _payloads.Reader.TryRead(out var payload); taken++)
                await TakeApartAsync(payload);
        }
    }

    private async IAsyncEnumerable<InboxPayload> UnfinishedAsync(DateTimeOffset receivedBefore, [EnumeratorCancellation] CancellationToken cancellation)
    {
        const int page = 100;
        long after = 0;
        while (true)
        {
            List<InboxPayload> payloads;
            await using (var database = await databases.CreateDbContextAsync(cancellation))
            {
                payloads = await database.Inbox.AsNoTracking()
                    .Where(payload => payload.DoneAt == null && payload.Id > after && payload.ReceivedAt < receivedBefore)
                    .OrderBy(payload => payload.Id).Take(page).ToListAsync(cancellation);
            }
            foreach (var payload in payloads)
                yield return payload;
            if (payloads.Count < page)
                yield break;
            after = payloads[^1].Id;
        }
    }

    private async Task TakeApartAsync(InboxPayload payload)
    {
        try
        {
            if (await directory.FindAsync(payload.AccountId) is not { } account)
                return;
            var parsed = providers.For(account.Type).Parse(
                new WebhookPayload(payload.ContentType, payload.QueryString, payload.Body, payload.ReceivedAt), account.Credentials);
            Distribute(payload, account, parsed);
            if (parsed.ReportsTemplates)
                templates.Refresh(account.Id);
        }
        catch (Exception exception)
        {
            // The row stays undone: the next start, or the sweep of unfinished payloads, takes it up again.
            logger.LogError(exception, "Payload {PayloadId} could not be taken apart.", payload.Id);
        }
    }

    private void Distribute(InboxPayload payload, AccountEntry account, ParsedPayload parsed)
    {
        var lanes = new OrderedDictionary<string, List<InboundEvent>>(StringComparer.Ordinal);
        foreach (var happened in parsed.Events)
        {
            var key = LaneOf(account.Id, happened);
            if (!lanes.TryGetValue(key, out var events))
                lanes.Add(key, events = []);
            events.Add(happened);
        }
        if (lanes.Count == 0)
            lanes.Add($"{account.Id}:", []);

        var inWork = new PayloadInWork(payload, account, parsed.Events, lanes.Count);
        var deadParts = parsed.DeadParts;
        foreach (var (key, events) in lanes)
        {
            _lanes.Add(key, new LaneWork(inWork, events, deadParts));
            deadParts = [];
        }
    }

    private static string LaneOf(int accountId, InboundEvent happened) => happened switch
    {
        CustomerEvent from => $"{accountId}:{from.From.Primary.Value}",
        StatusReported { Recipient: { } recipient } => $"{accountId}:{recipient.Value}",
        StatusReported status => $"{accountId}:{status.ProviderMessageId}",
        _ => $"{accountId}:",
    };
}
