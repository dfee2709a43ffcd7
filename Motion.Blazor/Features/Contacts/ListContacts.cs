using System.Linq.Expressions;
using Microsoft.EntityFrameworkCore;
using Motion.Blazor.Data;
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
    // First the page, then the names of its lists: a join before the paging would be done for every contact there is.
    private static readonly Expression<Func<Contact, ContactRow>> RowOf = c => new ContactRow(c.Id, c.FirstName, c.LastName, c.Phone, c.Mobile, c.Email, c.ListId, "", c.CreatedAt);

    /// <summary>As the page opens for whoever may see all of them.</summary>
    private static readonly PreparedQuery<int, int, Paged<ContactRow>> AllByName = new((database, offset, limit) => database.Contacts.AsNoTracking()
        .OrderBy(c => c.FirstName).ThenBy(c => c.LastName).ThenBy(c => c.Id).Select(RowOf).Skip(offset).Take(limit)
        .Select(row => new Paged<ContactRow>(row, database.Contacts.Count())));

    private static readonly PreparedQuery<ContactList> Lists = new(database => database.ContactLists.AsNoTracking());

    public async Task<Outcome<PageOf<ContactRow>>> RunAsync(ContactQuery query, CancellationToken cancellation)
    {
        if (!user.May(this))
            return new Outcome<PageOf<ContactRow>>.NotAllowed();
        await using var database = await databases.CreateDbContextAsync(cancellation);
        var visible = database.ContactsOf(user);
        var found = Matching(visible.AsNoTracking(), query);
        var page = ReferenceEquals(visible, database.Contacts) && query is { Search: null or "", ListId: null, Order: ContactOrder.Name, Descending: false }
            ? await AllByName.On(database, query.Offset, query.Limit).ReadPageAsync(found, query.Offset, cancellation)
            : await Sorted(found, query).Select(RowOf).ReadPageAsync(found, query.Offset, query.Limit, cancellation);
        var lists = await Lists.On(database).ToDictionaryAsync(list => list.Id, list => list.Name, cancellationToken: cancellation);
        return new Outcome<PageOf<ContactRow>>.Done(page with { Rows = [.. page.Rows.Select(row => row with { ListName = lists.GetValueOrDefault(row.ListId, "") })] });
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
