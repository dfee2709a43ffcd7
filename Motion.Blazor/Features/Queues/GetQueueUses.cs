using Microsoft.EntityFrameworkCore;
using Motion.Blazor.Data;
using Motion.Blazor.Identity;

namespace Motion.Blazor.Features.Queues;

/// <summary>An account whose plan asks a queue: members who may not work it are not rung for it.</summary>
/// <param name="AgentIds">Who may work the account.</param>
internal sealed record QueueUse(string Account, IReadOnlySet<int> AgentIds);

internal sealed class GetQueueUses(IDbContextFactory<MotionDbContext> databases, CurrentUser user)
{
    public async Task<Outcome<IReadOnlyList<QueueUse>>> RunAsync(int queueId, CancellationToken cancellation)
    {
        if (!user.May(this))
            return new Outcome<IReadOnlyList<QueueUse>>.NotAllowed();
        await using var database = await databases.CreateDbContextAsync(cancellation);
        var accounts = await database.Accounts.Where(a => database.PlanRows.Any(r => r.AccountId == a.Id && r.QueueId == queueId))
            .OrderBy(a => a.Name).Select(a => new { a.Id, a.Name }).ToListAsync(cancellation);
        var ids = accounts.Select(a => a.Id).ToHashSet();
        var agents = (await database.AccountAgents.Where(m => ids.Contains(m.AccountId)).Select(m => new { m.AccountId, m.UserId }).ToListAsync(cancellation))
            .ToLookup(member => member.AccountId, member => member.UserId);
        return new Outcome<IReadOnlyList<QueueUse>>.Done([.. accounts.Select(a => new QueueUse(a.Name, agents[a.Id].ToHashSet()))]);
    }
}
