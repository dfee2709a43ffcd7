using Microsoft.EntityFrameworkCore;
using Motion.Blazor.Data;
using Motion.Blazor.Features.Administration.Settings;
using Motion.Blazor.Realtime;
using Motion.Domain.Agents;

namespace Motion.Blazor.Features.Desk.Tabs;

internal enum OpenTabRefusal
{
    /// <summary>No such interaction in the agent's accounts.</summary>
    NotFound,

    /// <summary>As many tabs as the desk holds are open.</summary>
    TooMany,
}

/// <summary>Opens an interaction as a tab. Null means done, also when it was open already.</summary>
internal sealed class OpenDeskTab(IDbContextFactory<MotionDbContext> databases, ChangeFeed feed, SystemSettings settings, TimeProvider time)
{
    /// <summary>As many tabs as a desk holds (product.md section 7).</summary>
    public int MostTabs => settings.Current.TabLimit;

    public async Task<OpenTabRefusal?> HandleAsync(int userId, long interactionId, CancellationToken cancellation)
    {
        await using var database = await databases.CreateDbContextAsync(cancellation);
        if (!await database.InteractionsOf(userId).AnyAsync(i => i.Id == interactionId, cancellation))
            return OpenTabRefusal.NotFound;
        if (await IsOpenAsync(database, userId, interactionId, cancellation))
            return null;
        if (await database.DeskTabs.CountAsync(tab => tab.UserId == userId, cancellation) >= MostTabs)
            return OpenTabRefusal.TooMany;

        database.DeskTabs.Add(new DeskTab { UserId = userId, InteractionId = interactionId, OpenedAt = time.GetUtcNow() });
        try
        {
            await database.SaveChangesAsync(cancellation);
        }
        catch (DbUpdateException) when (!cancellation.IsCancellationRequested)
        {
            // Another page of the same agent, or his accept, was faster.
            if (!await IsOpenAsync(database, userId, interactionId, cancellation))
                throw;
        }
        feed.Publish(Topic.Agent(userId));
        return null;
    }

    private static Task<bool> IsOpenAsync(MotionDbContext database, int userId, long interactionId, CancellationToken cancellation) =>
        database.DeskTabs.AsNoTracking().AnyAsync(tab => tab.UserId == userId && tab.InteractionId == interactionId, cancellation);
}
