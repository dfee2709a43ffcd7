using Microsoft.EntityFrameworkCore;
using Motion.Blazor.Data;

namespace Motion.Blazor.Features.Desk;

/// <summary>Who may work an interaction: an agent of its account (product.md section 4, Agents). Asked by every action anew.</summary>
internal sealed class Membership(IDbContextFactory<MotionDbContext> databases)
{
    /// <summary>Null when the agent may; otherwise why not.</summary>
    public async Task<DeskRefusal?> RefusalForAsync(int userId, long interactionId, CancellationToken cancellation)
    {
        await using var database = await databases.CreateDbContextAsync(cancellation);
        var isMember = await database.Interactions.Where(i => i.Id == interactionId)
            .Select(i => (bool?)database.AccountAgents.Any(member => member.AccountId == i.AccountId && member.UserId == userId))
            .FirstOrDefaultAsync(cancellation);
        return isMember switch
        {
            null => DeskRefusal.NotFound,
            false => DeskRefusal.NotMember,
            true => null,
        };
    }
}
