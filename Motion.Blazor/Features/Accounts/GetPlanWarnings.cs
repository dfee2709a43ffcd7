using Microsoft.EntityFrameworkCore;
using Motion.Blazor.Data;
using Motion.Blazor.Features.Administration.Settings;
using Motion.Blazor.Identity;
using Motion.Domain.Routing;

namespace Motion.Blazor.Features.Accounts;

/// <summary>What the plan's page needs to warn of rows that will not do what they look like.</summary>
internal sealed class GetPlanWarnings(IDbContextFactory<MotionDbContext> databases, SystemSettings settings, CurrentUser user)
{
    public async Task<Outcome<PlanWarningFacts>> RunAsync(int accountId, CancellationToken cancellation)
    {
        if (!user.May(this))
            return new Outcome<PlanWarningFacts>.NotAllowed();
        await using var database = await databases.CreateDbContextAsync(cancellation);
        var agents = await database.AccountAgents.Where(a => a.AccountId == accountId).Select(a => a.UserId).ToListAsync(cancellation);
        var members = await database.QueueMembers.AsNoTracking().ToListAsync(cancellation);
        var empty = await database.Intervals.Where(i => i.Parts == "[]").Select(i => i.Id).ToListAsync(cancellation);
        return new Outcome<PlanWarningFacts>.Done(new PlanWarningFacts(
            agents.ToHashSet(),
            members.GroupBy(m => m.QueueId).ToDictionary(queue => queue.Key, queue => (IReadOnlyList<int>)[.. queue.Select(m => m.UserId)]),
            empty.ToHashSet(),
            settings.Current.AllowedAddresses));
    }
}
