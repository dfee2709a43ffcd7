using System.Text.Json;
using Microsoft.EntityFrameworkCore;
using Motion.Blazor.Data;
using Motion.Blazor.Features.Accounts;
using Motion.Blazor.Realtime;
using Motion.Domain.Interactions;
using Motion.Domain.Messaging;
using Motion.Providers;

namespace Motion.Blazor.Pipeline;

/// <summary>What a send means for the customer's next message.</summary>
internal enum SendStep
{
    /// <summary>It may follow at once.</summary>
    GoOn,

    /// <summary>This one is tried again at its time, and the others wait behind it.</summary>
    Later,

    /// <summary>Nothing can be done before somebody does something: the account is stopped or gone, or another has the message.</summary>
    Blocked,
}

/// <summary>Sends one message and records the outcome (providers.md 8.5): what is safe is tried again, what is unknown never by itself.</summary>
internal sealed class OutboxSender(
    IDbContextFactory<MotionDbContext> databases, AccountDirectory directory, ProviderRegistry providers, ReceiveUrl receiveUrl, OutboundFiles files, ParkedNews parked, SendThrottle throttle, ChangeFeed feed,
    TimeProvider time, ILogger<OutboxSender> logger)
{
    /// <summary>
    /// A row that was being sent when the process died: nobody knows whether it arrived. It becomes "outcome unknown", which a
    /// late status may still resolve and a person may send again.
    /// </summary>
    public async Task SettleInterruptedAsync(CancellationToken cancellation)
    {
        await using var database = await databases.CreateDbContextAsync(cancellation);
        var interrupted = await database.Outbox.Include(item => item.Message).Where(item => item.State == OutboxState.Sending).ToListAsync(cancellation);
        foreach (var item in interrupted)
        {
            item.Message!.Advance(DeliveryStatus.OutcomeUnknown, null, time.GetUtcNow());
            database.Outbox.Remove(item);
        }
        await database.SaveChangesAsync(cancellation);
    }

    public async Task<SendStep> SendAsync(OutboxItem item, CancellationToken cancellation)
    {
        if (throttle.PausedUntil(item.AccountId) is not null)
            return SendStep.Later;
        if (await directory.FindAsync(item.AccountId) is not { } account)
            return SendStep.Blocked;
        var provider = providers.For(account.Type);
        await throttle.WaitAsync(account.Id, account.SendsPerSecond ?? provider.CapabilitiesOf(account.Credentials).SendsPerSecond, cancellation);

        await using var database = await databases.CreateDbContextAsync(cancellation);
        // Whoever changes the row from pending to sending has it; nobody else sends it. And nobody at all once the credentials were refused.
        var claimed = await database.Outbox
            .Where(row => row.Id == item.Id && row.State == OutboxState.Pending
                && !database.Accounts.Any(stopped => stopped.Id == row.AccountId && stopped.SendingStoppedAt != null))
            .ExecuteUpdateAsync(row => row.SetProperty(r => r.State, OutboxState.Sending), cancellation);
        if (claimed == 0)
            return SendStep.Blocked;

        var stored = await database.Outbox.Include(row => row.Message!.Attachment).Include(row => row.Message!.Interaction)
            .SingleAsync(row => row.Id == item.Id, cancellation);
        var outcome = ObstacleTo(stored.Message!) is { } obstacle
            ? new SendOutcome.NotTaken(obstacle)
            : await provider.SendAsync(Request(account, stored), account.Credentials, cancellation);
        // From here on the outcome is recorded whatever happens to the caller.
        return await RecordAsync(database, account, stored, outcome);
    }

    /// <summary>What came between since it was written: the file is gone, or the message waited until its window was closed.</summary>
    private OutsideFailure? ObstacleTo(Message message) => message switch
    {
        { Attachment: { } file } when !files.IsHere(file) => new(OutsideFailureKind.Unknown, RetryAdvice.Never, null, "The file is no longer here."),
        { Kind: not MessageKind.Template } when !ServiceWindow.IsOpen(message.Interaction!.LastInboundAt, time.GetUtcNow()) =>
            new(OutsideFailureKind.OutsideWindow, RetryAdvice.Never),
        _ => null,
    };

    private SendRequest Request(AccountEntry account, OutboxItem item)
    {
        var content = JsonSerializer.Deserialize<MessageContent>(item.Message!.Content)!;
        return new SendRequest(
            item.MessageId,
            account.Phone,
            new CustomerIdentity(item.CustomerIdentityKind, item.CustomerIdentity),
            content,
            item.Message.ReplyToProviderMessageId,
            receiveUrl.Of(account.Id, account.Domain, account.ProxyToken),
            (item.Message.Attachment, content) switch
            {
                ({ } file, _) => files.For(account, file),
                (null, ContactsContent cards) => files.ForCards(account, item.MessageId, cards),
                _ => null,
            });
    }

    private async Task<SendStep> RecordAsync(MotionDbContext database, AccountEntry account, OutboxItem item, SendOutcome outcome)
    {
        for (var attempt = 1; ; attempt++)
        {
            try
            {
                var step = await ApplyAsync(database, account, item, outcome);
                await database.SaveChangesAsync(CancellationToken.None);
                feed.Publish(Topic.Interaction(item.Message!.InteractionId));
                if (outcome is SendOutcome.Taken taken)
                    await parked.MatchAsync(account.Id, [taken.ProviderMessageId], CancellationToken.None);
                return step;
            }
            catch (DbUpdateException exception) when (attempt < 5)
            {
                // A status with our echoed id may have been taken in meanwhile.
                logger.LogInformation(exception, "The outcome of message {MessageId} is recorded again.", item.MessageId);
                database.ChangeTracker.Clear();
                item = await database.Outbox.Include(row => row.Message).SingleAsync(row => row.Id == item.Id);
            }
        }
    }

    private async Task<SendStep> ApplyAsync(MotionDbContext database, AccountEntry account, OutboxItem item, SendOutcome outcome)
    {
        var message = item.Message!;
        switch (outcome)
        {
            case SendOutcome.Taken taken:
                message.ProviderMessageId = taken.ProviderMessageId;
                message.Advance(DeliveryStatus.Sent, null, time.GetUtcNow());
                return Finish(database, item, message);
            case SendOutcome.NotTaken { Failure: { Retry: RetryAdvice.OutcomeUnknown } failure }:
                message.Advance(DeliveryStatus.OutcomeUnknown, failure, time.GetUtcNow());
                return Finish(database, item, message);
            case SendOutcome.NotTaken { Failure: { Kind: OutsideFailureKind.AuthFailed } failure }:
                await StopAccountAsync(database, account.Id, failure);
                item.State = OutboxState.Pending;
                return SendStep.Blocked;
            case SendOutcome.NotTaken { Failure: var failure } when SendRetry.MayTryAgain(item.Attempts + 1, failure):
                TryLater(item, failure);
                if (SendRetry.ConcernsWholeAccount(failure))
                    throttle.PauseUntil(account.Id, item.NotBefore);
                return SendStep.Later;
            case SendOutcome.NotTaken { Failure: var failure }:
                message.Advance(DeliveryStatus.Failed, failure, time.GetUtcNow());
                database.Outbox.Remove(item);
                return SendStep.GoOn;
            default:
                throw new InvalidOperationException($"Nothing records a {outcome.GetType().Name}.");
        }
    }

    /// <summary>Done, unless news that it was held back overtook the answer to the send.</summary>
    private SendStep Finish(MotionDbContext database, OutboxItem item, Message message)
    {
        if (!message.MayResend())
        {
            database.Outbox.Remove(item);
            return SendStep.GoOn;
        }
        message.Requeue(time.GetUtcNow());
        message.WasResent = true;
        TryLater(item, new OutsideFailure(OutsideFailureKind.RateLimited, RetryAdvice.Safe));
        return SendStep.Later;
    }

    private void TryLater(OutboxItem item, OutsideFailure failure)
    {
        item.State = OutboxState.Pending;
        item.Attempts++;
        item.NotBefore = time.GetUtcNow() + SendRetry.PauseAfter(item.Attempts, failure);
    }

    private async Task StopAccountAsync(MotionDbContext database, int accountId, OutsideFailure failure)
    {
        logger.LogError("The provider refuses the credentials of account {AccountId} ({Code}); nothing is sent until they are mended.", accountId, failure.Code);
        var account = await database.Accounts.SingleAsync(account => account.Id == accountId);
        account.StopSending(failure, time.GetUtcNow());
        feed.Publish(Topic.Account(accountId));
    }
}
