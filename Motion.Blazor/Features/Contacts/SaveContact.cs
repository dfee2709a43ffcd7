using Microsoft.EntityFrameworkCore;
using Motion.Blazor.Data;
using Motion.Blazor.Features.Administration.Audit;
using Motion.Blazor.Identity;
using Motion.Domain;
using Motion.Domain.Contacts;
using Motion.Domain.Messaging;

namespace Motion.Blazor.Features.Contacts;

/// <summary>Adds a contact, or saves one. Its numbers become identities, by which its messages find it.</summary>
internal sealed class SaveContact(IDbContextFactory<MotionDbContext> databases, AuditLog audit, CurrentUser user, TimeProvider time)
{
    /// <param name="contactId">Null adds a new one.</param>
    /// <param name="begunFrom">What the person saw before editing; someone else's save in the meantime is then not overwritten unseen.</param>
    /// <returns>Its number.</returns>
    public async Task<Outcome<long>> RunAsync(long? contactId, ContactEntry entered, CancellationToken cancellation, ContactEntry? begunFrom = null)
    {
        if (!user.May(this))
            return new Outcome<long>.NotAllowed();
        var entry = ContactRules.Normalize(entered);
        await using var database = await databases.CreateDbContextAsync(cancellation);
        await using var transaction = await database.Database.BeginTransactionAsync(cancellation);
        var contact = contactId is null
            ? new Contact { CreatedAt = time.GetUtcNow() }
            : await database.ContactsOf(user).Include(c => c.Identities).FirstOrDefaultAsync(c => c.Id == contactId, cancellation);
        if (contact is null)
            return new Outcome<long>.NotFound();
        if (contactId is not null && begunFrom is not null && !ContactRules.EntryOf(contact).IsSameAs(begunFrom))
            return new Outcome<long>.Conflict(ConflictReason.ContactChangedByOther);
        var listId = entry.ListId ?? (contactId is null ? await database.ContactLists.OrderBy(l => l.Id).Select(l => l.Id).FirstOrDefaultAsync(cancellation) : contact.ListId);
        if (await FindErrorsAsync(database, entry, contact.Id, listId, cancellation) is { Count: > 0 } errors)
            return new Outcome<long>.Invalid(errors);

        var before = contactId is null ? null : ContactRules.Facts(contact);
        contact.ListId = listId;
        ContactRules.Apply(entry, contact);
        if (contactId is null)
            database.Contacts.Add(contact);
        foreach (var identity in contact.Identities)
            identity.ListId = listId;
        await SetNumbersAsync(database, contact, cancellation);
        try
        {
            await database.SaveChangesAsync(cancellation);
        }
        catch (DbUpdateException) when (!cancellation.IsCancellationRequested)
        {
            await transaction.RollbackAsync(cancellation);
            database.ChangeTracker.Clear();
            // A message of the same customer may have made the contact in this very moment.
            if (await FindErrorsAsync(database, entry, contactId ?? 0, listId, cancellation) is { Count: > 0 } taken)
                return new Outcome<long>.Invalid(taken);
            throw;
        }
        audit.Add(database, contactId is null ? AuditAction.Added : AuditAction.Changed, AuditSubject.Contact, contact.Id, contact.DisplayName, before, ContactRules.Facts(contact));
        await database.SaveChangesAsync(cancellation);
        await transaction.CommitAsync(cancellation);
        return new Outcome<long>.Done(contact.Id);
    }

    private static async Task<IReadOnlyList<FieldError>> FindErrorsAsync(MotionDbContext database, ContactEntry entry, long contactId, int listId, CancellationToken cancellation)
    {
        var errors = ContactRules.Check(entry).ToList();
        if (!await database.ContactLists.AnyAsync(list => list.Id == listId, cancellation))
            errors.Add(new FieldError("listId", listId == 0 ? FieldProblem.Required : FieldProblem.Unknown, $"{listId}"));
        var numbers = new[] { entry.Phone, entry.Mobile }.OfType<string>().Distinct().ToList();
        var others = await (
            from identity in database.ContactIdentities
            join other in database.Contacts on identity.ContactId equals other.Id
            where identity.ListId == listId && identity.Kind == IdentityKind.Phone && numbers.Contains(identity.Value) && identity.ContactId != contactId
            select new { identity.Value, other.FirstName, other.LastName, other.Phone }).ToListAsync(cancellation);
        errors.AddRange(others.Select(other => new FieldError(other.Value == entry.Phone ? "phone" : "mobile", FieldProblem.Taken, Contact.NameOf(other.FirstName, other.LastName, other.Phone))));
        return errors;
    }

    /// <summary>A number that goes is forgotten, unless the customer wrote with it: then his next message must still find him.</summary>
    private static async Task SetNumbersAsync(MotionDbContext database, Contact contact, CancellationToken cancellation)
    {
        var numbers = new[] { contact.Phone, contact.Mobile }.OfType<string>().Distinct().ToList();
        var used = contact.Id == 0 ? [] : await database.Interactions.Where(i => i.ContactId == contact.Id).Select(i => i.CustomerIdentity).Distinct().ToListAsync(cancellation);
        foreach (var gone in contact.Identities.Where(i => i.Kind == IdentityKind.Phone && !numbers.Contains(i.Value) && !used.Contains(i.Value)).ToList())
            database.Remove(gone);
        foreach (var number in numbers.Where(number => !contact.Identities.Exists(i => i.Kind == IdentityKind.Phone && i.Value == number)))
            contact.Identities.Add(new ContactIdentity { ListId = contact.ListId, Kind = IdentityKind.Phone, Value = number });
    }
}
