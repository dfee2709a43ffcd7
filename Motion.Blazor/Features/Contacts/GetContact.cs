using Microsoft.EntityFrameworkCore;
using Motion.Blazor.Data;
using Motion.Blazor.Features.Interactions;
using Motion.Blazor.Identity;
using Motion.Domain.Contacts;
using Motion.Domain.Interactions;
using Motion.Domain.Messaging;

namespace Motion.Blazor.Features.Contacts;

internal sealed record KnownIdentity(IdentityKind Kind, string Value);

internal sealed record ContactInteraction(long Id, string AccountName, InteractionStatus Status, string? OwnerName, DateTimeOffset StartedAt, DateTimeOffset LastMessageAt, string Preview);

internal sealed record AbsorbedContact(DateTimeOffset At, string Name, string Identities);

/// <summary>A contact with all that hangs on it.</summary>
/// <param name="Interactions">The newest, as far as the person may see them.</param>
/// <param name="InteractionCount">How many there are of those.</param>
internal sealed record ContactDetails(
    long Id, string DisplayName, ContactEntry Entry, string ListName, DateTimeOffset CreatedAt, IReadOnlyList<KnownIdentity> Identities,
    IReadOnlyList<ContactInteraction> Interactions, int InteractionCount, IReadOnlyList<AbsorbedContact> Absorbed);

internal sealed class GetContact(IDbContextFactory<MotionDbContext> databases, CurrentUser user)
{
    private const int MostInteractions = 50;

    public async Task<Outcome<ContactDetails>> RunAsync(long contactId, CancellationToken cancellation)
    {
        if (!user.May(this))
            return new Outcome<ContactDetails>.NotAllowed();
        await using var database = await databases.CreateDbContextAsync(cancellation);
        var contact = await database.ContactsOf(user).AsNoTracking().Include(c => c.Identities).FirstOrDefaultAsync(c => c.Id == contactId, cancellation);
        return contact is null ? new Outcome<ContactDetails>.NotFound() : new Outcome<ContactDetails>.Done(await CompleteAsync(database, contact, cancellation));
    }

    private async Task<ContactDetails> CompleteAsync(MotionDbContext database, Contact contact, CancellationToken cancellation)
    {
        var theirs = database.InteractionsOf(user).AsNoTracking().Where(i => i.ContactId == contact.Id);
        var interactions = await (
            from interaction in theirs.OrderByDescending(i => i.LastMessageAt).Take(MostInteractions)
            join account in database.Accounts on interaction.AccountId equals account.Id
            join owner in database.Users on interaction.OwnerId equals owner.Id into owners
            from owner in owners.DefaultIfEmpty()
            orderby interaction.LastMessageAt descending
            select new ContactInteraction(
                interaction.Id, account.Name, interaction.Status, owner == null ? null : owner.FullName, interaction.StartedAt, interaction.LastMessageAt, interaction.LastMessagePreview))
            .ToListAsync(cancellation);
        return new ContactDetails(
            contact.Id,
            contact.DisplayName,
            ContactRules.EntryOf(contact),
            await database.ContactLists.Where(list => list.Id == contact.ListId).Select(list => list.Name).FirstAsync(cancellation),
            contact.CreatedAt,
            [.. contact.Identities.OrderBy(identity => identity.Kind).ThenBy(identity => identity.Id).Select(identity => new KnownIdentity(identity.Kind, identity.Value))],
            interactions,
            await theirs.CountAsync(cancellation),
            await database.ContactMerges.AsNoTracking().Where(merge => merge.ContactId == contact.Id).OrderByDescending(merge => merge.Id)
                .Select(merge => new AbsorbedContact(merge.At, merge.AbsorbedName, merge.AbsorbedIdentities)).ToListAsync(cancellation));
    }
}
