using Microsoft.EntityFrameworkCore;
using Motion.Blazor.Data;
using Motion.Domain.Interactions;

namespace Motion.Blazor.Features.Desk.Conversation;

internal sealed record TimelineLine(long Id, DateTimeOffset At, TimelineKind Kind, string? Agent, string? Queue, int? Number, string? Text);

/// <summary>Why a conversation went where it went, the latest first.</summary>
internal sealed class ReadTimeline(IDbContextFactory<MotionDbContext> databases)
{
    private const int MostLines = 100;

    public async Task<IReadOnlyList<TimelineLine>> HandleAsync(int userId, long interactionId, CancellationToken cancellation)
    {
        await using var database = await databases.CreateDbContextAsync(cancellation);
        return await (
            from entry in database.Timeline.AsNoTracking()
            where entry.InteractionId == interactionId && database.InteractionsOf(userId).Any(i => i.Id == interactionId)
            join agent in database.Users on entry.UserId equals agent.Id into agents
            from agent in agents.DefaultIfEmpty()
            join queue in database.Queues on entry.QueueId equals queue.Id into queues
            from queue in queues.DefaultIfEmpty()
            orderby entry.Id descending
            select new TimelineLine(
                entry.Id, entry.At, entry.Kind, agent == null ? null : agent.FullName, queue == null ? null : queue.Name, entry.Number, entry.Text))
            .Take(MostLines)
            .ToListAsync(cancellation);
    }
}
