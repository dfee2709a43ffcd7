using Motion.Blazor.Data;
using Motion.Blazor.Identity;
using Motion.Domain.Interactions;

namespace Motion.Blazor.Features.Interactions;

/// <summary>
/// Which conversations a person may read: administrators all, supervisors all or those of the accounts they are limited to, agents those of
/// their accounts (product.md section 9).
/// </summary>
internal static class InteractionScope
{
    public static IQueryable<Interaction> InteractionsOf(this MotionDbContext database, CurrentUser user)
    {
        if (user.IsAdministrator)
            return database.Interactions;
        var personId = user.PersonId;
        if (user.IsSupervisor)
        {
            return database.Interactions.Where(i => !database.SupervisorAccounts.Any(limit => limit.UserId == personId)
                || database.SupervisorAccounts.Any(limit => limit.UserId == personId && limit.AccountId == i.AccountId));
        }
        return database.Interactions.Where(i => database.AccountAgents.Any(a => a.AccountId == i.AccountId && a.UserId == personId));
    }
}
