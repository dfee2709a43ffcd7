using Microsoft.EntityFrameworkCore;
using Motion.Blazor.Data;

namespace Motion.Blazor.Features.Desk.Video;

/// <summary>A call this agent started not long ago: he finds his door again, and the customer gets no second link by mistake.</summary>
internal sealed class ReadVideoCall(IDbContextFactory<MotionDbContext> databases, TimeProvider time)
{
    private static readonly TimeSpan Lasting = TimeSpan.FromHours(2);

    /// <returns>Where he enters; null when he started none in the last two hours.</returns>
    public async Task<string?> HandleAsync(int userId, long interactionId, CancellationToken cancellation)
    {
        await using var database = await databases.CreateDbContextAsync(cancellation);
        var since = time.GetUtcNow() - Lasting;
        return await database.InteractionsOf(userId).Where(interaction => interaction.Id == interactionId)
            .SelectMany(interaction => database.VideoCalls.Where(call => call.InteractionId == interaction.Id && call.StartedById == userId && call.StartedAt > since))
            .OrderByDescending(call => call.StartedAt).Select(call => call.AgentUrl).FirstOrDefaultAsync(cancellation);
    }
}
