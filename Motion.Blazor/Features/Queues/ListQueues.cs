#pragma warning disable MA0011 // ToUpper() stands in queries only, where it becomes the database's UPPER
using Microsoft.EntityFrameworkCore;
using Motion.Blazor.Data;
using Motion.Blazor.Identity;
using Motion.Domain.Queues;

namespace Motion.Blazor.Features.Queues;

internal sealed class QueueRow
{
    public int Id { get; init; }
    public required string Name { get; init; }
    public QueueStrategy Strategy { get; init; }
    public int AgentTimeout { get; init; }
    public string? Description { get; init; }
    public int Members { get; init; }
    public int Plans { get; init; }
}

internal sealed class ListQueues(IDbContextFactory<MotionDbContext> databases, CurrentUser user)
{
    public async Task<Outcome<PageOf<QueueRow>>> RunAsync(string? search, int offset, int limit, CancellationToken cancellation)
    {
        if (!user.May(this))
            return new Outcome<PageOf<QueueRow>>.NotAllowed();
        await using var database = await databases.CreateDbContextAsync(cancellation);
        var queues = database.Queues.AsNoTracking();
        if (!string.IsNullOrWhiteSpace(search))
        {
            var text = search.Trim().ToUpperInvariant();
            queues = queues.Where(q => q.Name.ToUpper().Contains(text));
        }
        var page = await queues.OrderBy(q => q.Name).ThenBy(q => q.Id).Select(q => new QueueRow
        {
            Id = q.Id,
            Name = q.Name,
            Strategy = q.Strategy,
            AgentTimeout = q.AgentTimeout,
            Description = q.Description,
            Members = database.QueueMembers.Count(m => m.QueueId == q.Id),
            Plans = database.PlanRows.Where(r => r.QueueId == q.Id).Select(r => r.AccountId).Distinct().Count(),
        })
            .ReadPageAsync(queues, offset, limit, cancellation);
        return new Outcome<PageOf<QueueRow>>.Done(page);
    }
}
