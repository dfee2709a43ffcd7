using Microsoft.EntityFrameworkCore;
using Motion.Blazor.Data;
using Motion.Domain.Contacts;
using Motion.Domain.Messaging;

namespace Motion.Blazor.Pipeline;

/// <summary>
/// Finds a customer by any of his identities, in the account's list first, else makes him there (product.md section 5, step 2).
/// A message that shows that two contacts are one customer merges them.
/// </summary>
internal sealed class ContactFinder(WorkUnit work, int listId, ContactMerger merger, TimeProvider time)
{
    // From the identities to the contacts: the other way round SQLite asks every contact whether one of them is his.
    private static readonly PreparedQuery<List<string>, Contact> Named = new((database, names) => database.Contacts.Include(contact => contact.Identities)
        .Where(contact => database.ContactIdentities.Where(identity => names.Contains(identity.Value)).Select(identity => identity.ContactId).Contains(contact.Id)));

    private readonly List<Contact> _seen = [];

    /// <param name="customer">Who wrote.</param>
    /// <param name="further">What he is called from now on, where the message says so.</param>
    /// <param name="cancellation">Gives up.</param>
    public async Task<FoundContact> FindOrAddAsync(Customer customer, IReadOnlyList<CustomerIdentity> further, CancellationToken cancellation)
    {
        var names = customer.Identities.Union(further).ToList();
        var candidates = await CandidatesAsync(names, cancellation);
        if (candidates.Count == 0)
            candidates.Add(Add(customer));
        var contact = candidates.Where(other => other.ListId == candidates[0].ListId)
            .OrderByDescending(other => other.Id != 0).ThenByDescending(other => other.Phone is not null).ThenBy(other => other.Id)
            .First();

        var merged = new List<string>();
        foreach (var twin in candidates.Where(other => other != contact && other.ListId == contact.ListId))
        {
            merged.Add(NameOf(twin));
            await merger.MergeAsync(contact, twin, cancellation);
            _seen.Remove(twin);
        }
        foreach (var name in names.Where(name => !Has(contact, name)).ToList())
            AddIdentity(contact, name);
        return new FoundContact(contact, merged);
    }

    /// <summary>All who have one of these names; the account's list before other lists, the first name before the others.</summary>
    private async Task<List<Contact>> CandidatesAsync(List<CustomerIdentity> names, CancellationToken cancellation)
    {
        if (_seen.Find(seen => names.TrueForAll(name => Has(seen, name))) is { } known)
            return [known];
        var stored = await Named.On(work.Database, names.ConvertAll(name => name.Value)).ToListAsync(cancellation);
        var found = stored.Union(_seen).Where(contact => names.Exists(name => Has(contact, name)))
            .OrderByDescending(contact => contact.ListId == listId)
            .ThenBy(contact => names.FindIndex(name => Has(contact, name)))
            .ThenBy(contact => contact.Id)
            .ToList();
        _seen.AddRange(found.Except(_seen).ToList());
        return found;
    }

    private Contact Add(Customer customer)
    {
        var contact = new Contact { ListId = listId, FirstName = Cut(customer.ProfileName ?? ""), CreatedAt = time.GetUtcNow() };
        work.Database.Contacts.Add(contact);
        _seen.Add(contact);
        return contact;
    }

    private static void AddIdentity(Contact contact, CustomerIdentity identity)
    {
        contact.Identities.Add(new ContactIdentity { ListId = contact.ListId, Kind = identity.Kind, Value = identity.Value });
        if (identity.Kind != IdentityKind.Phone)
            return;
        contact.Phone ??= identity.Value;
        contact.Mobile ??= identity.Value;
    }

    private static bool Has(Contact contact, CustomerIdentity identity) =>
        contact.Identities.Exists(known => known.Kind == identity.Kind && known.Value == identity.Value);

    private static string NameOf(Contact contact) => contact.Phone is { } phone && !contact.DisplayName.EndsWith(phone, StringComparison.Ordinal)
        ? $"{contact.DisplayName} (+{phone})"
        : contact.DisplayName;

    private static string Cut(string name) => name.Length <= 255 ? name : name[..255];
}

/// <summary>The customer's contact.</summary>
/// <param name="Contact">It.</param>
/// <param name="Merged">The names of contacts that were found to be the same customer and are gone.</param>
internal sealed record FoundContact(Contact Contact, IReadOnlyList<string> Merged);
