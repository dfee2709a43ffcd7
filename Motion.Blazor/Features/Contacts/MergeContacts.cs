using Microsoft.EntityFrameworkCore;
using Motion.Blazor.Data;
using Motion.Blazor.Features.Administration.Audit;
using Motion.Blazor.Identity;
using Motion.Blazor.Pipeline;
using Motion.Domain.Contacts;

namespace Motion.Blazor.Features.Contacts;

/// <summary>Makes one contact of two, by a person's hand: conversations, identities and what the one lacks of the other.</summary>
internal sealed class MergeContacts(IDbContextFactory<MotionDbContext> databases, AccountDirectory directory, CommitNews news, AuditLog audit, CurrentUser user, TimeProvider time)
{
    private const int Attempts = 5;

    /// <param name="keptId">The one that stays; what is written about it wins.</param>
    /// <param name="absorbedId">The one that goes.</param>
    public async Task<Outcome<bool>> RunAsync(long keptId, long absorbedId, CancellationToken cancellation)
    {
        if (!user.May(this))
            return new Outcome<bool>.NotAllowed();
        for (var attempt = 1; ; attempt++)
        {
            await using var work = new WorkUnit(await databases.CreateDbContextAsync(cancellation));
            var both = await work.Database.Contacts.Include(c => c.Identities).Where(c => c.Id == keptId || c.Id == absorbedId).ToListAsync(cancellation);
            if (both.Find(c => c.Id == keptId) is not { } kept || both.Find(c => c.Id == absorbedId) is not { } absorbed || kept == absorbed)
                return new Outcome<bool>.NotFound();
            var before = ContactRules.Facts(kept);
            before["absorbed"] = null;
            var gone = ContactRules.Facts(absorbed);
            BringIdentities(work.Database, kept, absorbed);
            var name = absorbed.DisplayName;
            await new ContactMerger(work, directory, time).MergeAsync(kept, absorbed, cancellation);
            var after = ContactRules.Facts(kept);
            after["absorbed"] = new { Id = absorbedId, Name = name, Was = gone };
            audit.Add(work.Database, AuditAction.Merged, AuditSubject.Contact, keptId, kept.DisplayName, before, after);
            try
            {
                await news.SaveAndTellAsync(work, cancellation);
                return new Outcome<bool>.Done(true);
            }
            catch (DbUpdateConcurrencyException) when (attempt < Attempts)
            {
                // One of the conversations moved in the same moment; look at both again.
            }
        }
    }

    /// <summary>Identities are unique within a list: those that come from another list move over, and what both have is needed once.</summary>
    private static void BringIdentities(MotionDbContext database, Contact kept, Contact absorbed)
    {
        foreach (var identity in absorbed.Identities.ToList())
        {
            if (kept.Identities.Exists(own => own.Kind == identity.Kind && own.Value == identity.Value))
            {
                _ = absorbed.Identities.Remove(identity);
                database.Remove(identity);
            }
            else
            {
                identity.ListId = kept.ListId;
            }
        }
    }
}
