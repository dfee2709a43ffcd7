using Microsoft.EntityFrameworkCore;
using Motion.Blazor.Data;
using Motion.Blazor.Features.Desk.Conversation;
using Motion.Blazor.Identity;

namespace Motion.Blazor.Features.Interactions;

/// <summary>The timeline of a conversation for whoever may read it, the oldest line first, in pages.</summary>
internal sealed class ListTimeline(IDbContextFactory<MotionDbContext> databases, CurrentUser user)
{
    public async Task<Outcome<PageOf<TimelineLine>>> RunAsync(long interactionId, int offset, int limit, CancellationToken cancellation)
    {
        await using var database = await databases.CreateDbContextAsync(cancellation);
        if (!await database.InteractionsOf(user).AnyAsync(i => i.Id == interactionId, cancellation))
            return new Outcome<PageOf<TimelineLine>>.NotFound();
        var entries = database.Timeline.AsNoTracking().Where(entry => entry.InteractionId == interactionId);
        var count = await entries.CountAsync(cancellation);
        // EF Core cannot order by a member of the record it makes after paging it, so the page is cut from the entries.
        var page = await ReadTimeline.LinesOf(database, entries.OrderBy(entry => entry.Id).Skip(offset).Take(limit)).ToListAsync(cancellation);
        return new Outcome<PageOf<TimelineLine>>.Done(new PageOf<TimelineLine>(count, [.. page.OrderBy(line => line.Id)]));
    }
}
