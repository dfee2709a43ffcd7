using Microsoft.EntityFrameworkCore;
using Motion.Blazor.Data;
using Motion.Domain.Accounts;
using Motion.Domain.Contacts;
using Motion.Domain.Interactions;

namespace Motion.Blazor.Features.Desk.Offers;

/// <summary>One ringing offer with everything the account's template may tell (product.md section 10).</summary>
public sealed record RingingOffer(
    long Id,
    long InteractionId,
    DateTimeOffset OfferedAt,
    DateTimeOffset EndsAt,
    OfferAccount Account,
    OfferContact Contact,
    OfferQueue? Queue,
    string? ListName,
    DateTimeOffset StartedAt,
    string LastMessage,
    string From)
{
    public string ContactName => Domain.Contacts.Contact.NameOf(Contact.FirstName, Contact.LastName, Contact.Mobile ?? Contact.Phone);
}

public sealed record OfferAccount(string Name, string Key, AccountType Type, string Phone, string? Description, string Template, bool Sound, bool Shake);

public sealed record OfferQueue(string Name, string? Description);

public sealed record OfferContact(long Id, string FirstName, string LastName, string? Phone, string? Mobile, string? Email, string? FreeFields);

/// <summary>How an offer that no longer rings has ended.</summary>
public sealed record EndedOffer(long Id, long InteractionId, OfferState State, WithdrawReason? Reason, string ContactName, int? TakenById, string? TakenBy);

/// <summary>What rings for an agent. The row's state alone says so: due times are ended by the pipeline, not by a clock here.</summary>
internal sealed class ReadMyOffers(IDbContextFactory<MotionDbContext> databases)
{
    public async Task<IReadOnlyList<RingingOffer>> HandleAsync(int userId, CancellationToken cancellation)
    {
        await using var database = await databases.CreateDbContextAsync(cancellation);
        return await (
            from offer in database.Offers.AsNoTracking()
            where offer.UserId == userId && offer.State == OfferState.Ringing
            join interaction in database.InteractionsOf(userId) on offer.InteractionId equals interaction.Id
            join account in database.Accounts on interaction.AccountId equals account.Id
            join queue in database.Queues on offer.QueueId equals queue.Id into queues
            from queue in queues.DefaultIfEmpty()
            orderby offer.OfferedAt, offer.Id
            select new RingingOffer(
                offer.Id,
                interaction.Id,
                offer.OfferedAt,
                offer.EndsAt,
                new OfferAccount(
                    account.Name, account.Key, account.Type, account.Phone, account.Description,
                    account.NotificationTemplate, account.NotificationSound, account.NotificationShake),
                new OfferContact(
                    interaction.ContactId ?? 0, interaction.Contact!.FirstName, interaction.Contact!.LastName, interaction.Contact!.Phone,
                    interaction.Contact!.Mobile, interaction.Contact!.Email, interaction.Contact!.FreeFields),
                queue == null ? null : new OfferQueue(queue.Name, queue.Description),
                database.ContactLists.Where(list => list.Id == interaction.Contact!.ListId).Select(list => list.Name).FirstOrDefault(),
                interaction.StartedAt,
                interaction.LastMessagePreview,
                interaction.CustomerIdentityKind == Domain.Messaging.IdentityKind.Phone ? "+" + interaction.CustomerIdentity : interaction.CustomerIdentity))
            .ToListAsync(cancellation);
    }

    /// <summary>Why these offers of mine stopped ringing.</summary>
    public async Task<IReadOnlyList<EndedOffer>> ReadEndedAsync(int userId, IReadOnlyCollection<long> offerIds, CancellationToken cancellation)
    {
        await using var database = await databases.CreateDbContextAsync(cancellation);
        var ended = await (
            from offer in database.Offers.AsNoTracking()
            where offer.UserId == userId && offerIds.Contains(offer.Id) && offer.State != OfferState.Ringing
            join interaction in database.InteractionsOf(userId) on offer.InteractionId equals interaction.Id
            join owner in database.Users on interaction.OwnerId equals owner.Id into owners
            from owner in owners.DefaultIfEmpty()
            select new
            {
                offer.Id,
                offer.InteractionId,
                offer.State,
                offer.Reason,
                interaction.Contact!.FirstName,
                interaction.Contact!.LastName,
                Phone = interaction.Contact!.Mobile ?? interaction.Contact!.Phone,
                interaction.OwnerId,
                Owner = owner == null ? null : owner.FullName,
            }).ToListAsync(cancellation);
        return [.. ended.Select(e => new EndedOffer(
            e.Id, e.InteractionId, e.State, e.Reason, Contact.NameOf(e.FirstName, e.LastName, e.Phone), e.OwnerId, e.Owner))];
    }
}
