using Microsoft.EntityFrameworkCore;
using Motion.Blazor.Data;
using Motion.Domain.Accounts;
using Motion.Domain.Contacts;

namespace Motion.Blazor.Features.Desk.Outbound;

public sealed record AccountChoice(int Id, string Key, string Name);

public sealed record CustomerChoice(long ContactId, string Name, string? Phone, string ListName);

/// <summary>To whom an agent can write first, and from which of his accounts.</summary>
internal sealed class FindCustomers(IDbContextFactory<MotionDbContext> databases)
{
    private const int MostShown = 20;

    public async Task<IReadOnlyList<AccountChoice>> AccountsAsync(int userId, CancellationToken cancellation)
    {
        await using var database = await databases.CreateDbContextAsync(cancellation);
        return await database.AccountsOf(userId).OrderBy(account => account.Name)
            .Select(account => new AccountChoice(account.Id, account.Key, account.Name)).ToListAsync(cancellation);
    }

    /// <summary>By the beginning of a name or a part of the number; the account's list first. Nothing for fewer than two characters.</summary>
    public async Task<IReadOnlyList<CustomerChoice>> HandleAsync(int userId, int accountId, string search, CancellationToken cancellation)
    {
        var wanted = search.Trim().ToLowerInvariant();
        var digits = string.Concat(wanted.Where(char.IsAsciiDigit));
        if (wanted.Length < 2)
            return [];
        await using var database = await databases.CreateDbContextAsync(cancellation);
        var listId = await database.AccountsOf(userId).Where(account => account.Id == accountId).Select(account => (int?)account.ContactListId).SingleOrDefaultAsync(cancellation);
        if (listId is null)
            return [];
        var isNumber = digits.Length >= 3 && PhoneNumber.Normalize(wanted + "000000") is not null;
        var found = database.Contacts.AsNoTracking();
#pragma warning disable CA1304, CA1311, CA1862, MA0011 // Translated to SQL: there is no culture there.
        found = isNumber
            ? found.Where(contact => contact.Phone!.Contains(digits) || contact.Mobile!.Contains(digits))
            : found.Where(contact => (contact.FirstName + " " + contact.LastName).ToLower().Contains(wanted));
#pragma warning restore CA1304, CA1311, CA1862, MA0011
        var rows = await found
            .OrderBy(contact => contact.ListId == listId ? 0 : 1).ThenBy(contact => contact.FirstName).ThenBy(contact => contact.LastName).ThenBy(contact => contact.Id)
            .Take(MostShown)
            .Select(contact => new
            {
                contact.Id,
                contact.FirstName,
                contact.LastName,
                Phone = contact.Mobile ?? contact.Phone,
                List = database.ContactLists.Where(list => list.Id == contact.ListId).Select(list => list.Name).FirstOrDefault() ?? "",
            }).ToListAsync(cancellation);
        return [.. rows.Select(row => new CustomerChoice(row.Id, Contact.NameOf(row.FirstName, row.LastName, row.Phone), row.Phone, row.List))];
    }
}
