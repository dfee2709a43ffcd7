using Microsoft.EntityFrameworkCore;
using Motion.Blazor.Data;
using Motion.Blazor.Identity;

namespace Motion.Blazor.Features.Accounts;

/// <summary>What the plan's page needs to warn of rows that would ring nobody.</summary>
/// <param name="AccountAgents">User ids of who may work the account.</param>
/// <param name="QueueMembers">How many members each queue has, and how many of them may work the account.</param>
internal sealed record PlanFacts(IReadOnlySet<int> AccountAgents, IReadOnlyDictionary<int, (int Members, int InAccount)> QueueMembers);

internal sealed class GetPlanWarnings(IDbContextFactory<MotionDbContext> databases, CurrentUser user)
{
    public async Task<Outcome<PlanFacts>> RunAsync(int accountId, CancellationToken cancellation)
    {
        if (!user.May(this))
            return new Outcome<PlanFacts>.NotAllowed();
        await using var database = await databases.CreateDbContextAsync(cancellation);
        var agents = await database.AccountAgents.Where(a => a.AccountId == accountId).Select(a => a.UserId).ToListAsync(cancellation);
        var members = await database.QueueMembers.AsNoTracking().ToListAsync(cancellation);
        var queues = members.GroupBy(m => m.QueueId).ToDictionary(queue => queue.Key, queue => (queue.Count(), queue.Count(m => agents.Contains(m.UserId))));
        return new Outcome<PlanFacts>.Done(new PlanFacts(agents.ToHashSet(), queues));
    }
}
