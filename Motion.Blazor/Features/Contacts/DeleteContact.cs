using Microsoft.EntityFrameworkCore;
using Motion.Blazor.Data;
using Motion.Blazor.Features.Administration.Audit;
using Motion.Blazor.Identity;

namespace Motion.Blazor.Features.Contacts;

/// <summary>Deletes a contact nobody has talked with; with conversations it is part of the history and can be merged, not deleted.</summary>
internal sealed class DeleteContact(IDbContextFactory<MotionDbContext> databases, AuditLog audit, CurrentUser user)
{
    public async Task<Outcome<bool>> RunAsync(long contactId, CancellationToken cancellation)
    {
        if (!user.May(this))
            return new Outcome<bool>.NotAllowed();
        await using var database = await databases.CreateDbContextAsync(cancellation);
        await using var transaction = await database.Database.BeginTransactionAsync(cancellation);
        if (await database.Contacts.Include(c => c.Identities).FirstOrDefaultAsync(c => c.Id == contactId, cancellation) is not { } contact)
            return new Outcome<bool>.NotFound();
        var interactions = await database.Interactions.CountAsync(i => i.ContactId == contactId, cancellation);
        if (interactions > 0)
            return new Outcome<bool>.Conflict(ConflictReason.ContactHasInteractions, $"{interactions}");
        audit.Add(database, AuditAction.Deleted, AuditSubject.Contact, contactId, contact.DisplayName, ContactRules.Facts(contact));
        database.Contacts.Remove(contact);
        await database.SaveChangesAsync(cancellation);
        await transaction.CommitAsync(cancellation);
        return new Outcome<bool>.Done(true);
    }
}
