using Microsoft.EntityFrameworkCore;
using Motion.Blazor.Data;
using Motion.Blazor.Features.Routing.Dispositions;
using Motion.Blazor.Identity;

namespace Motion.Blazor.Features.Accounts;

/// <summary>What the rows of a plan let one choose from beside agents and queues, by name.</summary>
/// <param name="Dispositions">The general ones and the account's own, with the levels above in the name; never the system's.</param>
public sealed record PlanChoices(
    IReadOnlyList<Choice> Intervals, IReadOnlyList<Choice> Tags, IReadOnlyList<Choice> Dispositions, IReadOnlyList<Choice> Assistants, IReadOnlyList<Choice> Lists);

internal sealed class ListPlanChoices(IDbContextFactory<MotionDbContext> databases, CurrentUser user)
{
    public async Task<Outcome<PlanChoices>> RunAsync(int accountId, CancellationToken cancellation)
    {
        if (!user.May(this))
            return new Outcome<PlanChoices>.NotAllowed();
        await using var database = await databases.CreateDbContextAsync(cancellation);
        var general = await ListDispositions.ReadAsync(database, null, cancellation);
        var own = await ListDispositions.ReadAsync(database, accountId, cancellation);
        return new Outcome<PlanChoices>.Done(new PlanChoices(
            await database.Intervals.OrderBy(i => i.Name).Select(i => new Choice(i.Id, i.Name)).ToListAsync(cancellation),
            await database.Tags.OrderBy(t => t.Name).Select(t => new Choice(t.Id, t.Name)).ToListAsync(cancellation),
            [.. general.Concat(own).Where(node => node.System is null).Select(node => new Choice(node.Id, node.FullName))],
            await database.Assistants.OrderBy(a => a.Name).Select(a => new Choice(a.Id, a.Name)).ToListAsync(cancellation),
            await database.ContactLists.OrderBy(l => l.Name).Select(l => new Choice(l.Id, l.Name)).ToListAsync(cancellation)));
    }
}
