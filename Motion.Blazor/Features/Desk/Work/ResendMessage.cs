using Microsoft.EntityFrameworkCore;
using Motion.Blazor.Data;
using Motion.Blazor.Pipeline;
using Motion.Domain.Interactions;
using Motion.Domain.Messaging;

namespace Motion.Blazor.Features.Desk.Work;

/// <summary>A person sends again what failed or whose outcome nobody knows (providers.md 8.5); never done by the system itself.</summary>
internal sealed class ResendMessage(IDbContextFactory<MotionDbContext> databases, CommitNews news, TimeProvider time)
{
    /// <summary>How long a status with our echoed id may still tell what became of it.</summary>
    private static readonly TimeSpan StatusWait = TimeSpan.FromMinutes(2);

    public async Task<DeskResult> HandleAsync(int userId, long messageId, CancellationToken cancellation)
    {
        await using var work = new WorkUnit(await databases.CreateDbContextAsync(cancellation));
        var message = await work.Database.Messages.Include(m => m.Interaction).FirstOrDefaultAsync(m => m.Id == messageId, cancellation);
        if (message?.Interaction is not { } interaction)
            return new DeskResult(DeskRefusal.NotFound);
        if (!await work.Database.AccountAgents.AnyAsync(member => member.AccountId == interaction.AccountId && member.UserId == userId, cancellation))
            return new DeskResult(DeskRefusal.NotMember);
        if (interaction.Status == InteractionStatus.Closed)
            return new DeskResult(DeskRefusal.AlreadyClosed);
        if (interaction.OwnerId != userId)
            return new DeskResult(DeskRefusal.NotOwner, interaction.OwnerId);
        if (message.Direction != MessageDirection.Out || message.Status is not (DeliveryStatus.Failed or DeliveryStatus.OutcomeUnknown))
            return new DeskResult(DeskRefusal.NotResendable);
        var now = time.GetUtcNow();
        if (message.Status == DeliveryStatus.OutcomeUnknown && now < message.StatusAt + StatusWait)
            return new DeskResult(DeskRefusal.OutcomePending);
        if (message.Kind != MessageKind.Template && !ServiceWindow.IsOpen(interaction.LastInboundAt, now))
            return new DeskResult(DeskRefusal.OutsideWindow);

        message.Requeue(now);
        Outbound.Enqueue(work, interaction, message, now);
        try
        {
            await news.SaveAndTellAsync(work, cancellation);
        }
        catch (DbUpdateException) when (!cancellation.IsCancellationRequested)
        {
            // A second click in the same moment, or a late status, has changed the message already.
            return new DeskResult(DeskRefusal.NotResendable);
        }
        return new DeskResult(MessageId: messageId);
    }
}
