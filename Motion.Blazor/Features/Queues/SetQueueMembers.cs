using Microsoft.EntityFrameworkCore;
using Motion.Blazor.Data;
using Motion.Blazor.Identity;

namespace Motion.Blazor.Features.Queues;

/// <summary>Replaces a queue's members, in the order given.</summary>
internal sealed class SetQueueMembers(IDbContextFactory<MotionDbContext> databases, SaveQueue save, CurrentUser user)
{
    public async Task<Outcome<QueueDetails>> RunAsync(int queueId, IReadOnlyList<int> userIds, CancellationToken cancellation)
    {
        if (!user.May(this))
            return new Outcome<QueueDetails>.NotAllowed();
        await using var database = await databases.CreateDbContextAsync(cancellation);
        return await GetQueue.FindAsync(database, queueId, cancellation) is { } queue
            ? await save.RunAsync(queueId, queue.Entry with { MemberIds = userIds }, cancellation)
            : new Outcome<QueueDetails>.NotFound();
    }
}
