using Microsoft.EntityFrameworkCore;
using Motion.Blazor.Data;
using Motion.Blazor.Realtime;

namespace Motion.Blazor.Features.Desk.Tabs;

/// <summary>Closes a tab, not the interaction.</summary>
internal sealed class CloseDeskTab(IDbContextFactory<MotionDbContext> databases, ChangeFeed feed)
{
    public async Task HandleAsync(int userId, long interactionId, CancellationToken cancellation)
    {
        await using var database = await databases.CreateDbContextAsync(cancellation);
        var closed = await database.DeskTabs
            .Where(tab => tab.UserId == userId && tab.InteractionId == interactionId)
            .ExecuteDeleteAsync(cancellation);
        if (closed > 0)
            feed.Publish(Topic.Agent(userId));
    }
}
