using Microsoft.EntityFrameworkCore;
using Motion.Blazor.Data;
using Motion.Blazor.Features.Accounts;
using Motion.Blazor.Identity;
using Motion.Domain.Contacts;

namespace Motion.Blazor.Features.Contacts;

internal sealed record ContactRow(
    long Id, string FirstName, string LastName, string? Phone, string? Mobile, string? Email, int ListId, string ListName, DateTimeOffset CreatedAt)
{
    public string DisplayName => Contact.NameOf(FirstName, LastName, Mobile ?? Phone);
}

internal enum ContactOrder
{
    Name,
    Newest,
}

internal sealed record ContactQuery(string? Search = null, int? ListId = null, ContactOrder Order = ContactOrder.Name, bool Descending = false, int Offset = 0, int Limit = 50);

internal sealed class ListContacts(IDbContextFactory<MotionDbContext> databases, CurrentUser user)
{
    public async Task<Outcome<PageOf<ContactRow>>> RunAsync(ContactQuery query, CancellationToken cancellation)
    {
        if (!user.May(this))
            return new Outcome<PageOf<ContactRow>>.NotAllowed();
        await using var database = await databases.CreateDbContextAsync(cancellation);
        var found = Matching(database.ContactsOf(user).AsNoTracking(), query);
        // First the page, then what belongs to it: a join before the paging would be done for every contact there is.
        var page = await Sorted(found, query).Select(c => new { c.Id, c.FirstName, c.LastName, c.Phone, c.Mobile, c.Email, c.ListId, c.CreatedAt })
            .ReadPageAsync(found, query.Offset, query.Limit, cancellation);
        var lists = await database.ContactLists.AsNoTracking().ToDictionaryAsync(list => list.Id, list => list.Name, cancellation);
        return new Outcome<PageOf<ContactRow>>.Done(new PageOf<ContactRow>(page.Count, [.. page.Rows.Select(row => new ContactRow(
            row.Id, row.FirstName, row.LastName, row.Phone, row.Mobile, row.Email, row.ListId, lists.GetValueOrDefault(row.ListId, ""), row.CreatedAt))]));
    }

    /// <summary>Every word has to be there somewhere; a number is found however it is written.</summary>
    public static IQueryable<Contact> Matching(IQueryable<Contact> contacts, ContactQuery query)
    {
        if (query.ListId is { } listId)
            contacts = contacts.Where(c => c.ListId == listId);
        if (string.IsNullOrWhiteSpace(query.Search))
            return contacts;
        var text = query.Search.Trim();
        var digits = string.Concat(text.Where(char.IsAsciiDigit));
        if (digits.Length >= 4 && text.All(sign => char.IsAsciiDigit(sign) || sign is '+' or ' ' or '-' or '.' or '/' or '(' or ')'))
            return contacts.Where(c => c.SearchText.Contains(digits));
        foreach (var word in text.ToUpperInvariant().Split(' ', StringSplitOptions.RemoveEmptyEntries))
            contacts = contacts.Where(c => c.SearchText.Contains(word));
        return contacts;
    }

    private static IQueryable<Contact> Sorted(IQueryable<Contact> contacts, ContactQuery query) => (query.Order, query.Descending) switch
    {
        (ContactOrder.Name, false) => contacts.OrderBy(c => c.FirstName).ThenBy(c => c.LastName).ThenBy(c => c.Id),
        (ContactOrder.Name, true) => contacts.OrderByDescending(c => c.FirstName).ThenByDescending(c => c.LastName).ThenByDescending(c => c.Id),
        (ContactOrder.Newest, false) => contacts.OrderByDescending(c => c.Id),
        (ContactOrder.Newest, true) => contacts.OrderBy(c => c.Id),
    };
}
