using Microsoft.EntityFrameworkCore;
using Motion.Blazor.Data;
using Motion.Domain.Messaging;

namespace Motion.Blazor.Features.Desk.Conversation;

/// <summary>The places in a conversation where a text stands, the latest first.</summary>
internal sealed class SearchThread(IDbContextFactory<MotionDbContext> databases)
{
    public const int MostFound = 200;

    /// <returns>Nothing for less than two characters, or for a conversation that is not in the agent's accounts.</returns>
    public async Task<IReadOnlyList<ThreadKey>> HandleAsync(int userId, long interactionId, string search, CancellationToken cancellation)
    {
        var wanted = search.Trim().ToLowerInvariant();
        if (wanted.Length < 2)
            return [];
        await using var database = await databases.CreateDbContextAsync(cancellation);
        if (!await database.InteractionsOf(userId).AnyAsync(i => i.Id == interactionId, cancellation))
            return [];
#pragma warning disable CA1304, CA1311, CA1862, MA0011 // Translated to SQL: there is no culture there.
        return await database.Messages
            .Where(m => m.InteractionId == interactionId && m.Kind != MessageKind.Reaction && m.RevokedAt == null && m.Body.ToLower().Contains(wanted))
            .OrderByDescending(m => m.CreatedAt).ThenByDescending(m => m.Id)
            .Take(MostFound)
            .Select(m => new ThreadKey(m.CreatedAt, m.Id))
            .ToListAsync(cancellation);
#pragma warning restore CA1304, CA1311, CA1862, MA0011
    }
}
