using Microsoft.EntityFrameworkCore;
using Motion.Blazor.Data;
using Motion.Blazor.Pipeline;
using Motion.Domain.Messaging;
using Motion.Domain.Routing;

namespace Motion.Blazor.Features.Desk.Work;

/// <summary>
/// The owner writes to the customer. The message and its place in the outbox are one transaction with the decision; the same
/// client key is sent once, however often it is asked for.
/// </summary>
internal sealed class SendMessage(IDbContextFactory<MotionDbContext> databases, RoutingRunner runner, Membership membership, OutboundDrafts drafts)
{
    /// <param name="userId">Who writes.</param>
    /// <param name="interactionId">To whom.</param>
    /// <param name="content">What. Of a file only the caption counts; the rest is known from <paramref name="uploadId"/>.</param>
    /// <param name="clientKey">The sender's own key for it.</param>
    /// <param name="replyToMessageId">The message it quotes, or null.</param>
    /// <param name="cancellation">Ends the storing, not the sending.</param>
    /// <param name="uploadId">The file, where the content is one.</param>
    public async Task<DeskResult> HandleAsync(
        int userId, long interactionId, MessageContent content, Guid clientKey, long? replyToMessageId, CancellationToken cancellation, Guid? uploadId = null)
    {
        if (await membership.RefusalForAsync(userId, interactionId, cancellation) is { } notMember)
            return new DeskResult(notMember);
        if (await SentBeforeAsync(clientKey, cancellation) is { } before)
            return new DeskResult(MessageId: before);
        var outcome = await drafts.CheckAsync(interactionId, content, uploadId, replyToMessageId, cancellation);
        if (outcome.Draft is not { } draft)
        {
            // A file may be gone because this very message has left with it since the first look.
            return await SentBeforeAsync(clientKey, cancellation) is { } meanwhile ? new DeskResult(MessageId: meanwhile) : new DeskResult(outcome.Refusal);
        }

        Message? message = null;
        try
        {
            var decision = await runner.RunAsync(interactionId, RoutingEvent.Answered(userId), cancellation, (work, interaction, now) =>
            {
                message = Outbound.Add(work, interaction, draft, userId, now);
                message.ClientKey = clientKey;
            });
            return DeskResult.Of(decision) with { MessageId = message?.Id };
        }
        catch (DbUpdateException) when (!cancellation.IsCancellationRequested)
        {
            // The same key was stored by a second click in the same moment, or the same file has just left with another message.
            if (await SentBeforeAsync(clientKey, cancellation) is { } twin)
                return new DeskResult(MessageId: twin);
            if (draft.File is not null && (await drafts.CheckAsync(interactionId, content, uploadId, replyToMessageId, cancellation)).Refusal is { } gone)
                return new DeskResult(gone);
            throw;
        }
    }

    private async Task<long?> SentBeforeAsync(Guid clientKey, CancellationToken cancellation)
    {
        await using var database = await databases.CreateDbContextAsync(cancellation);
        return await database.Messages.Where(message => message.ClientKey == clientKey).Select(message => (long?)message.Id).FirstOrDefaultAsync(cancellation);
    }
}
