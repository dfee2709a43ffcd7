using Microsoft.EntityFrameworkCore;
using Motion.Blazor.Data;
using Motion.Domain.Contacts;
using Motion.Domain.Interactions;
using Motion.Domain.Messaging;

namespace Motion.Blazor.Features.Desk.Listing;

public sealed record DeskList(IReadOnlyList<DeskRow> Mine, IReadOnlyList<DeskRow> Unassigned, int UnassignedCount, IReadOnlyList<int> AccountIds);

public sealed record DeskRow(
    long InteractionId,
    string AccountKey,
    string ContactName,
    string Preview,
    MessageKind Kind,
    MessageDirection Direction,
    DateTimeOffset LastMessageAt,
    int UnreadCount,
    bool IsUnread);

/// <summary>The left side of the desk, without the offers (they ring on every page): mine, and what nobody has.</summary>
internal sealed class ReadDeskList(IDbContextFactory<MotionDbContext> databases)
{
    /// <summary>More than anybody works at once; the rest is found with the search of the interactions page.</summary>
    private const int MostRows = 200;

    public async Task<DeskList> HandleAsync(int userId, CancellationToken cancellation)
    {
        await using var database = await databases.CreateDbContextAsync(cancellation);
        var accountIds = await database.AccountsOf(userId).Select(account => account.Id).ToListAsync(cancellation);
        var open = database.InteractionsOf(userId).Where(i => i.Status == InteractionStatus.Open);
        var mine = await ReadAsync(database, open.Where(i => i.OwnerId == userId), cancellation);
        var nobodys = open.Where(i => i.OwnerId == null && i.Stage == null);
        var unassigned = await ReadAsync(database, nobodys, cancellation);
        return new DeskList(mine, unassigned, unassigned.Count < MostRows ? unassigned.Count : await nobodys.CountAsync(cancellation), accountIds);
    }

    private static async Task<List<DeskRow>> ReadAsync(MotionDbContext database, IQueryable<Interaction> interactions, CancellationToken cancellation)
    {
        var rows = await interactions
            .OrderByDescending(i => i.LastMessageAt)
            .ThenByDescending(i => i.Id)
            .Take(MostRows)
            .Join(database.Accounts, i => i.AccountId, account => account.Id, (i, account) => new
            {
                i.Id,
                account.Key,
                i.Contact!.FirstName,
                i.Contact.LastName,
                i.Contact.Mobile,
                i.Contact.Phone,
                i.LastMessagePreview,
                i.LastMessageKind,
                i.LastMessageDirection,
                i.LastMessageAt,
                i.UnreadCount,
                i.IsRead,
            })
            .OrderByDescending(i => i.LastMessageAt)
            .ThenByDescending(i => i.Id)
            .ToListAsync(cancellation);
        return [.. rows.Select(i => new DeskRow(
            i.Id, i.Key, Contact.NameOf(i.FirstName, i.LastName, i.Mobile ?? i.Phone), i.LastMessagePreview, i.LastMessageKind,
            i.LastMessageDirection, i.LastMessageAt, i.UnreadCount, !i.IsRead))];
    }
}
