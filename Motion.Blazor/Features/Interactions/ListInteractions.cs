using Microsoft.EntityFrameworkCore;
using Motion.Blazor.Data;
using Motion.Blazor.Features.Accounts;
using Motion.Blazor.Identity;
using Motion.Domain.Interactions;

namespace Motion.Blazor.Features.Interactions;

internal sealed record InteractionQuery(int? AccountId = null, InteractionStatus? Status = null, int? OwnerId = null, int Offset = 0, int Limit = 50);

internal sealed record InteractionContact(long Id, string FirstName, string LastName, string? Phone, string? Mobile, string? Email, int ListId);

internal sealed record GivenDisposition(int Id, string Name, DateTimeOffset GivenAt, int? UserId);

internal sealed record InteractionListing(Interaction Interaction, InteractionContact Contact, IReadOnlyList<GivenDisposition> Dispositions);

/// <summary>Conversations, the newest first.</summary>
internal sealed class ListInteractions(IDbContextFactory<MotionDbContext> databases, CurrentUser user)
{
    public async Task<Outcome<PageOf<InteractionListing>>> RunAsync(InteractionQuery query, CancellationToken cancellation)
    {
        if (!user.May(this))
            return new Outcome<PageOf<InteractionListing>>.NotAllowed();
        await using var database = await databases.CreateDbContextAsync(cancellation);
        var found = database.InteractionsOf(user).AsNoTracking();
        if (query.AccountId is { } accountId)
            found = found.Where(i => i.AccountId == accountId);
        if (query.Status is { } status)
            found = found.Where(i => i.Status == status);
        if (query.OwnerId is { } ownerId)
            found = found.Where(i => i.OwnerId == ownerId);
        var count = await found.CountAsync(cancellation);
        var page = await found.OrderByDescending(i => i.Id).Skip(query.Offset).Take(query.Limit).ToListAsync(cancellation);
        return new Outcome<PageOf<InteractionListing>>.Done(new PageOf<InteractionListing>(count, await CompleteAsync(database, page, cancellation)));
    }

    public async Task<Outcome<InteractionListing>> FindAsync(long interactionId, CancellationToken cancellation)
    {
        if (!user.May(this))
            return new Outcome<InteractionListing>.NotAllowed();
        await using var database = await databases.CreateDbContextAsync(cancellation);
        var found = await database.InteractionsOf(user).AsNoTracking().Where(i => i.Id == interactionId).ToListAsync(cancellation);
        return found.Count == 0
            ? new Outcome<InteractionListing>.NotFound()
            : new Outcome<InteractionListing>.Done((await CompleteAsync(database, found, cancellation))[0]);
    }

    private static async Task<IReadOnlyList<InteractionListing>> CompleteAsync(
        MotionDbContext database, IReadOnlyCollection<Interaction> page, CancellationToken cancellation)
    {
        var contactIds = page.Select(i => i.ContactId).ToHashSet();
        var contacts = await database.Contacts.AsNoTracking().Where(c => contactIds.Contains(c.Id))
            .Select(c => new InteractionContact(c.Id, c.FirstName, c.LastName, c.Phone, c.Mobile, c.Email, c.ListId))
            .ToDictionaryAsync(c => c.Id, cancellation);
        var interactionIds = page.Select(i => i.Id).ToHashSet();
        var given = await (
            from link in database.InteractionDispositions
            join disposition in database.Dispositions on link.DispositionId equals disposition.Id
            where interactionIds.Contains(link.InteractionId)
            orderby link.Id
            select new { link.InteractionId, Given = new GivenDisposition(disposition.Id, disposition.Name, link.GivenAt, link.UserId) })
            .ToListAsync(cancellation);
        var dispositions = given.ToLookup(g => g.InteractionId, g => g.Given);
        return [.. page.Select(i => new InteractionListing(i, contacts[i.ContactId], [.. dispositions[i.Id]]))];
    }
}
