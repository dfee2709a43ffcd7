using Motion.Blazor.Data;
using Motion.Blazor.Features.Interactions;
using Motion.Blazor.Identity;
using Motion.Domain.Contacts;

namespace Motion.Blazor.Features.Contacts;

/// <summary>
/// Which contacts a person may see: administrators and supervisors without a limit all of them, a limited supervisor those who wrote to one of
/// his accounts or are in the list such an account puts new contacts into.
/// </summary>
internal static class ContactScope
{
    public static IQueryable<Contact> ContactsOf(this MotionDbContext database, CurrentUser user)
    {
        if (user.IsAdministrator)
            return database.Contacts;
        var personId = user.PersonId;
        if (user.IsSupervisor && !database.SupervisorAccounts.Any(limit => limit.UserId == personId))
            return database.Contacts;
        var accounts = database.AccountsOf(user);
        return database.Contacts.Where(contact => accounts.Any(account => account.ContactListId == contact.ListId)
            || database.Interactions.Any(i => i.ContactId == contact.Id && accounts.Any(account => account.Id == i.AccountId)));
    }
}
