using Microsoft.EntityFrameworkCore;
using Motion.Blazor.Data;
using Motion.Blazor.Pipeline;
using Motion.Blazor.Realtime;
using Motion.Domain.Messaging;

namespace Motion.Blazor.Features.Desk.Work;

/// <summary>A file of the customer could not be fetched; an agent of the account has it tried from the beginning.</summary>
internal sealed class FetchFileAgain(IDbContextFactory<MotionDbContext> databases, MediaSignal signal, ChangeFeed feed, TimeProvider time)
{
    public async Task<DeskResult> HandleAsync(int userId, long attachmentId, CancellationToken cancellation)
    {
        await using var database = await databases.CreateDbContextAsync(cancellation);
        var found = await database.Messages.Where(m => m.Attachment!.Id == attachmentId)
            .Select(m => new
            {
                m.InteractionId,
                IsMember = database.AccountAgents.Any(member => member.AccountId == m.AccountId && member.UserId == userId),
            })
            .FirstOrDefaultAsync(cancellation);
        if (found is null)
            return new DeskResult(DeskRefusal.NotFound);
        if (!found.IsMember)
            return new DeskResult(DeskRefusal.NotMember);

        var now = time.GetUtcNow();
        var changed = await database.Attachments
            .Where(a => a.Id == attachmentId && a.State == AttachmentState.Failed && a.Source != null)
            .ExecuteUpdateAsync(row => row
                .SetProperty(a => a.State, AttachmentState.Pending)
                .SetProperty(a => a.Attempts, 0)
                .SetProperty(a => a.NextAttemptAt, now), cancellation);
        if (changed == 0)
            return new DeskResult(DeskRefusal.NothingToDo);
        feed.Publish(Topic.Interaction(found.InteractionId));
        signal.Wake();
        return DeskResult.Done;
    }
}
