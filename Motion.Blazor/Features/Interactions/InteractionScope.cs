using Motion.Blazor.Data;
using Motion.Blazor.Identity;
using Motion.Domain.Interactions;

namespace Motion.Blazor.Features.Interactions;

/// <summary>Which conversations a person may read: supervisors and administrators all, agents those of their accounts (product.md section 9).</summary>
internal static class InteractionScope
{
    public static IQueryable<Interaction> InteractionsOf(this MotionDbContext database, CurrentUser user)
    {
        if (user.IsAdministrator || user.IsSupervisor)
            return database.Interactions;
        var personId = user.PersonId;
        return database.Interactions.Where(i => database.AccountAgents.Any(a => a.AccountId == i.AccountId && a.UserId == personId));
    }
}
