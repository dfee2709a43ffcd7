using System.Linq.Expressions;
using System.Text.Json;
using Microsoft.EntityFrameworkCore;
using Motion.Blazor.Data;
using Motion.Blazor.Features.Desk.Work;
using Motion.Blazor.Realtime;
using Motion.Domain.Interactions;
using Motion.Domain.Messaging;

namespace Motion.Blazor.Pipeline;

/// <summary>
/// Statuses, edits and deletions find their message; those that come before it are parked and worked off when it comes
/// (providers.md 0.4 and 8.4).
/// </summary>
internal sealed class MessageNews(WorkUnit work, int accountId, TimeProvider time)
{
    private static readonly PreparedQuery<int, List<string>, string> KnownIds = new((database, accountId, ids) => database.Messages
        .Where(message => message.AccountId == accountId && ids.Contains(message.ProviderMessageId!))
        .Select(message => message.ProviderMessageId!));

    private static readonly PreparedQuery<int, List<string>, ParkedEvent> ParkedOf = new((database, accountId, ids) => database.ParkedEvents
        .Where(parked => parked.AccountId == accountId && ids.Contains(parked.ProviderMessageId))
        .OrderBy(parked => parked.Id));

    private readonly HashSet<string> _known = new(StringComparer.Ordinal);
    private ILookup<string, ParkedEvent> _parked = Enumerable.Empty<ParkedEvent>().ToLookup(parked => parked.ProviderMessageId);

    public async Task PrepareAsync(IReadOnlyCollection<InboundEvent> events, CancellationToken cancellation)
    {
        var ids = events.OfType<MessageReceived>().Select(received => received.ProviderMessageId).ToList();
        if (ids.Count == 0)
            return;
        _known.UnionWith(await KnownIds.On(work.Database, accountId, ids).ToListAsync(cancellation));
        _parked = (await ParkedOf.On(work.Database, accountId, ids).ToListAsync(cancellation)).ToLookup(parked => parked.ProviderMessageId);
    }

    /// <summary>False for a repetition, of the database or of this batch.</summary>
    public bool IsNew(string providerMessageId) => _known.Add(providerMessageId);

    public async Task AddAsync(Message message, CancellationToken cancellation)
    {
        work.Database.Messages.Add(message);
        foreach (var parked in _parked[message.ProviderMessageId ?? ""])
        {
            await ApplyAsync(parked.Read(), message, cancellation);
            work.Database.ParkedEvents.Remove(parked);
        }
    }

    public async Task ApplyOrParkAsync(InboundEvent happened, CancellationToken cancellation)
    {
        var target = TargetOf(happened);
        if (await FindAsync(happened, target, cancellation) is { } message)
            await ApplyAsync(happened, message, cancellation);
        else
            Park(happened, target);
    }

    public async Task ApplyAsync(InboundEvent happened, Message message, CancellationToken cancellation)
    {
        var now = time.GetUtcNow();
        if (happened is StatusReported status && message.Direction == MessageDirection.Out)
            await KeepAsync(status, message, now, cancellation);
        if (TargetOf(happened) == message.EarlierProviderMessageId)
            return;
        message.Take(happened, now);
        if (happened is StatusReported { Failure: { } failure } && message.MayResend())
            await ResendAsync(message, failure, now, cancellation);
        if (happened is StatusReported { Status: DeliveryStatus.Failed } late && message.Status is DeliveryStatus.Delivered or DeliveryStatus.Read)
            work.LateFailures.Add((message.Id, late.Failure?.Code));
        // Refused after it was taken: the number is locked, its bill is not paid … every further message would fail the same way.
        if (happened is StatusReported { Failure: { Kind: OutsideFailureKind.AuthFailed } refusal } && message.Status == DeliveryStatus.Failed)
            await StoppedAccount.StopAsync(work, accountId, refusal, now, cancellation);
        if (message.InteractionId != 0)
            work.Changed.Add(Topic.Interaction(message.InteractionId));
    }

    private async Task KeepAsync(StatusReported reported, Message message, DateTimeOffset now, CancellationToken cancellation)
    {
        var code = reported.Failure?.Code ?? "";
        if (code.Length > StatusEvent.LongestCode)
            code = code[..StatusEvent.LongestCode];
        Expression<Func<StatusEvent, bool>> isSame = kept => kept.MessageId == message.Id
            && kept.ProviderMessageId == reported.ProviderMessageId && kept.Status == reported.Status && kept.Code == code;
        if (work.Database.StatusEvents.Local.AsQueryable().Any(isSame) || await work.Database.StatusEvents.AnyAsync(isSame, cancellation))
            return;
        work.Database.StatusEvents.Add(new StatusEvent
        {
            MessageId = message.Id,
            ProviderMessageId = reported.ProviderMessageId,
            Status = reported.Status,
            Code = code,
            ProviderAt = reported.At,
            ReceivedAt = now,
        });
    }

    private async Task ResendAsync(Message message, OutsideFailure failure, DateTimeOffset now, CancellationToken cancellation)
    {
        // Still in the outbox: whoever sends it finds the failure when he records the outcome.
        if (await work.Database.Outbox.AnyAsync(item => item.MessageId == message.Id, cancellation))
            return;
        var interaction = await work.Database.Interactions.SingleAsync(i => i.Id == message.InteractionId, cancellation);
        if (message.Kind != MessageKind.Template && !ServiceWindow.IsOpen(interaction.LastInboundAt, now))
            return;
        message.Requeue(now);
        message.WasResent = true;
        Outbound.Enqueue(work, interaction, message, now, SendRetry.PauseAfter(1, failure));
    }

    private void Park(InboundEvent happened, string target)
    {
        work.Parked.Add(target);
        work.Database.ParkedEvents.Add(new ParkedEvent
        {
            AccountId = accountId,
            ProviderMessageId = target,
            Event = JsonSerializer.Serialize(happened),
            ParkedAt = time.GetUtcNow(),
        });
    }

    private async Task<Message?> FindAsync(InboundEvent happened, string target, CancellationToken cancellation)
    {
        var message = work.Database.Messages.Local.FirstOrDefault(message => message.ProviderMessageId == target)
            ?? await work.Database.Messages.FirstOrDefaultAsync(message => message.AccountId == accountId && message.ProviderMessageId == target, cancellation);
        // Our own id, echoed, finds the message whose provider id is not stored yet.
        if (message is null && happened is StatusReported { OurMessageId: { } ours })
        {
            message = await work.Database.Messages.FirstOrDefaultAsync(
                message => message.Id == ours && message.AccountId == accountId && message.Direction == MessageDirection.Out, cancellation);
            if (message is { ProviderMessageId: null } && message.EarlierProviderMessageId != target)
                message.ProviderMessageId = target;
        }
        return message;
    }

    private static string TargetOf(InboundEvent happened) => happened switch
    {
        StatusReported status => status.ProviderMessageId,
        MessageEdited edited => edited.OriginalProviderMessageId,
        MessageRevoked revoked => revoked.OriginalProviderMessageId,
        _ => throw new InvalidOperationException($"A {happened.GetType().Name} is about no other message."),
    };
}
