using Microsoft.EntityFrameworkCore;
using Motion.Blazor.Data;
using Motion.Domain.Interactions;
using Motion.Domain.Messaging;

namespace Motion.Blazor.Features.Desk.Side;

/// <summary>What stands beside a conversation.</summary>
internal sealed record SideFacts(IReadOnlyList<CustomerIdentity> Identities, IReadOnlyList<EarlierRow> Earlier, IReadOnlyList<GivenDisposition> Dispositions)
{
    public static readonly SideFacts None = new([], [], []);
}

internal sealed record EarlierRow(long InteractionId, string AccountKey, DateTimeOffset StartedAt, InteractionStatus Status, string? Disposition, string Preview, MessageKind Kind);

internal sealed record GivenDisposition(string Name, string? By, DateTimeOffset At);

/// <summary>The customer's names at WhatsApp, his other conversations in the agent's accounts, and how this one was disposed.</summary>
internal sealed class ReadSide(IDbContextFactory<MotionDbContext> databases)
{
    private const int MostEarlier = 50;

    public async Task<SideFacts> HandleAsync(int userId, long interactionId, CancellationToken cancellation)
    {
        await using var database = await databases.CreateDbContextAsync(cancellation);
        var contactId = await database.InteractionsOf(userId).Where(i => i.Id == interactionId).Select(i => i.ContactId).FirstOrDefaultAsync(cancellation);
        if (contactId is null)
            return SideFacts.None;
        var identities = await database.ContactIdentities.Where(identity => identity.ContactId == contactId)
            .OrderBy(identity => identity.Kind).ThenBy(identity => identity.Id)
            .Select(identity => new CustomerIdentity(identity.Kind, identity.Value)).ToListAsync(cancellation);
        var earlier = await (
            from i in database.InteractionsOf(userId)
            where i.ContactId == contactId && i.Id != interactionId
            join account in database.Accounts on i.AccountId equals account.Id
            orderby i.StartedAt descending, i.Id descending
            select new EarlierRow(
                i.Id, account.Key, i.StartedAt, i.Status,
                (from given in database.InteractionDispositions
                 where given.InteractionId == i.Id
                 join disposition in database.Dispositions on given.DispositionId equals disposition.Id
                 orderby given.Id descending
                 select disposition.Name).FirstOrDefault(),
                i.LastMessagePreview, i.LastMessageKind)).Take(MostEarlier).ToListAsync(cancellation);
        var given = await (
            from row in database.InteractionDispositions
            where row.InteractionId == interactionId
            join disposition in database.Dispositions on row.DispositionId equals disposition.Id
            join giver in database.Users on row.UserId equals giver.Id into people
            from giver in people.DefaultIfEmpty()
            orderby row.Id descending
            select new GivenDisposition(disposition.Name, giver == null ? null : giver.FullName, row.GivenAt)).ToListAsync(cancellation);
        return new SideFacts(identities, earlier, given);
    }
}
