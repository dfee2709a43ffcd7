using Microsoft.EntityFrameworkCore;
using Motion.Blazor.Data;
using Motion.Blazor.Identity;
using Motion.Domain.Interactions;
using Motion.Domain.Messaging;

namespace Motion.Blazor.Features.Interactions;

internal sealed record InteractionQuery(
    int? AccountId = null, InteractionStatus? Status = null, int? OwnerId = null, int? QueueId = null, int? TagId = null, bool? IsRead = null,
    DateTimeOffset? StartedFrom = null, DateTimeOffset? StartedBefore = null, int Offset = 0, int Limit = 50);

internal sealed record InteractionContact(long Id, string FirstName, string LastName, string? Phone, string? Mobile, string? Email, int ListId)
{
    /// <summary>A sender whom the whitelist did not let in is no contact; his number is all there is.</summary>
    public static InteractionContact Unknown(Interaction interaction)
    {
        var phone = interaction.CustomerIdentityKind == IdentityKind.Phone ? interaction.CustomerIdentity : null;
        return new InteractionContact(0, "", "", phone, phone, null, 0);
    }
}

internal sealed record GivenDisposition(int Id, string Name, DateTimeOffset GivenAt, int? UserId);

internal sealed record InteractionListing(
    Interaction Interaction, InteractionContact Contact, IReadOnlyList<GivenDisposition> Dispositions, IReadOnlyList<string> Tags);

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
        if (query.QueueId is { } queueId)
            found = found.Where(i => i.QueueId == queueId);
        if (query.TagId is { } tagId)
            found = found.Where(i => database.InteractionTags.Any(tag => tag.InteractionId == i.Id && tag.TagId == tagId));
        if (query.IsRead is { } isRead)
            found = found.Where(i => i.IsRead == isRead);
        if (query.StartedFrom is { } from)
            found = found.Where(i => i.StartedAt >= from);
        if (query.StartedBefore is { } before)
            found = found.Where(i => i.StartedAt < before);
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

    /// <summary>Those of them that are there and may be read, in the order given.</summary>
    public async Task<IReadOnlyList<InteractionListing>> ReadAsync(IReadOnlyList<long> ids, CancellationToken cancellation)
    {
        await using var database = await databases.CreateDbContextAsync(cancellation);
        var found = await database.InteractionsOf(user).AsNoTracking().Where(i => ids.Contains(i.Id)).ToDictionaryAsync(i => i.Id, cancellation);
        return await CompleteAsync(database, [.. ids.Where(found.ContainsKey).Select(id => found[id])], cancellation);
    }

    private static async Task<IReadOnlyList<InteractionListing>> CompleteAsync(
        MotionDbContext database, IReadOnlyCollection<Interaction> page, CancellationToken cancellation)
    {
        var contactIds = page.Select(i => i.ContactId ?? 0).ToHashSet();
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
        var tagged = await (
            from link in database.InteractionTags
            join tag in database.Tags on link.TagId equals tag.Id
            where interactionIds.Contains(link.InteractionId)
            orderby tag.Name
            select new { link.InteractionId, tag.Name })
            .ToListAsync(cancellation);
        var tags = tagged.ToLookup(t => t.InteractionId, t => t.Name);
        return [.. page.Select(i => new InteractionListing(i, contacts.GetValueOrDefault(i.ContactId ?? 0) ?? InteractionContact.Unknown(i), [.. dispositions[i.Id]], [.. tags[i.Id]]))];
    }
}
