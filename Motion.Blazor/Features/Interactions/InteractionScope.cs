using Motion.Blazor.Data;
using Motion.Blazor.Features.Desk;
using Motion.Blazor.Identity;
using Motion.Domain.Accounts;
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
        return database.InteractionsOf(personId ?? 0);
    }

    /// <summary>The accounts themselves, by the same rule: whose conversations, contacts and files a person may see.</summary>
    public static IQueryable<Account> AccountsOf(this MotionDbContext database, CurrentUser user)
    {
        if (user.IsAdministrator)
            return database.Accounts;
        var personId = user.PersonId;
        if (user.IsSupervisor)
        {
            return database.Accounts.Where(a => !database.SupervisorAccounts.Any(limit => limit.UserId == personId)
                || database.SupervisorAccounts.Any(limit => limit.UserId == personId && limit.AccountId == a.Id));
        }
        return database.AccountsOf(personId ?? 0);
    }
}
