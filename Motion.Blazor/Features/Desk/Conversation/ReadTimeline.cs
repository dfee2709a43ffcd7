using Microsoft.EntityFrameworkCore;
using Motion.Blazor.Data;
using Motion.Domain.Interactions;

namespace Motion.Blazor.Features.Desk.Conversation;

internal sealed record TimelineLine(long Id, DateTimeOffset At, TimelineKind Kind, string? Agent, string? Queue, int? Number, string? Text);

/// <summary>Why a conversation went where it went (product.md section 5, last part), the latest first.</summary>
internal sealed class ReadTimeline(IDbContextFactory<MotionDbContext> databases)
{
    private const int MostLines = 100;

    public async Task<IReadOnlyList<TimelineLine>> HandleAsync(int userId, long interactionId, CancellationToken cancellation)
    {
        await using var database = await databases.CreateDbContextAsync(cancellation);
        var entries = database.Timeline.AsNoTracking()
            .Where(entry => entry.InteractionId == interactionId && database.InteractionsOf(userId).Any(i => i.Id == interactionId));
        var last = await LinesOf(database, entries.OrderByDescending(entry => entry.Id).Take(MostLines)).ToListAsync(cancellation);
        return [.. last.OrderByDescending(line => line.Id)];
    }

    public static IQueryable<TimelineLine> LinesOf(MotionDbContext database, IQueryable<TimelineEntry> entries) =>
        from entry in entries
        join agent in database.Users on entry.UserId equals agent.Id into agents
        from agent in agents.DefaultIfEmpty()
        join queue in database.Queues on entry.QueueId equals queue.Id into queues
        from queue in queues.DefaultIfEmpty()
        select new TimelineLine(
            entry.Id, entry.At, entry.Kind, agent == null ? null : agent.FullName, queue == null ? null : queue.Name, entry.Number, entry.Text);
}
