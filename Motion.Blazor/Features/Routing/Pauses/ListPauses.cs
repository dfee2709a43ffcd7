using Microsoft.EntityFrameworkCore;
using Motion.Blazor.Data;
using Motion.Blazor.Identity;

namespace Motion.Blazor.Features.Routing.Pauses;

/// <param name="Agents">How many agents are in this pause now.</param>
/// <param name="Accounts">How many accounts put agents in it while they dispose.</param>
internal sealed record PauseRow(int Id, string Name, int Agents, int Accounts);

internal sealed class ListPauses(IDbContextFactory<MotionDbContext> databases, CurrentUser user)
{
    public async Task<Outcome<PageOf<PauseRow>>> RunAsync(int offset, int limit, CancellationToken cancellation)
    {
        if (!user.May(this))
            return new Outcome<PageOf<PauseRow>>.NotAllowed();
        await using var database = await databases.CreateDbContextAsync(cancellation);
        var page = await database.Pauses.OrderBy(p => p.Name).ThenBy(p => p.Id).Select(p => new PauseRow(
            p.Id,
            p.Name,
            database.AgentStates.Count(s => s.PauseId == p.Id),
            database.Accounts.Count(a => a.MandatoryPauseId == p.Id)))
            .ReadPageAsync(database.Pauses, offset, limit, cancellation);
        return new Outcome<PageOf<PauseRow>>.Done(page);
    }
}
