using System.Linq.Expressions;
using Microsoft.EntityFrameworkCore;
using Motion.Blazor.Data;
using Motion.Domain.Accounts;
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

    private static readonly Expression<Func<Interaction, Account, DeskRow>> RowOf = (i, account) => new DeskRow(
        i.Id, account.Key, Contact.NameOf(i.Contact!.FirstName, i.Contact.LastName, i.Contact.Mobile ?? i.Contact.Phone), i.LastMessagePreview, i.LastMessageKind,
        i.LastMessageDirection, i.LastMessageAt, i.UnreadCount, !i.IsRead);

    private static readonly PreparedQuery<int, int> AccountsOf = new((database, userId) => database.AccountAgents
        .Where(member => member.UserId == userId).OrderBy(member => member.AccountId).Select(member => member.AccountId));

    private static readonly PreparedQuery<int, DeskRow> MineOf = new((database, userId) => DeskScope.Interactions.On(database, userId)
        .Where(i => i.Status == InteractionStatus.Open && i.OwnerId == userId)
        .OrderByDescending(i => i.LastMessageAt).ThenByDescending(i => i.Id).Take(MostRows)
        .Join(database.Accounts, i => i.AccountId, account => account.Id, RowOf));

    /// <param name="userId">Whose desk.</param>
    /// <param name="cancellation">Ends the reading.</param>
    /// <param name="known">A list whose unassigned ones are still right, if its accounts are still his.</param>
    public async Task<DeskList> HandleAsync(int userId, CancellationToken cancellation, DeskList? known = null)
    {
        await using var database = await databases.CreateDbContextAsync(cancellation);
        var accountIds = await AccountsOf.On(database, userId).ToListAsync(cancellation);
        var mine = LatestFirst(await MineOf.On(database, userId).ToListAsync(cancellation));
        if (known?.AccountIds.SequenceEqual(accountIds) == true)
            return known with { Mine = mine };
        var nobodys = database.InteractionsOf(userId).Where(i => i.Status == InteractionStatus.Open && i.OwnerId == null && i.Stage == null);
        var unassigned = LatestFirst(await nobodys
            .OrderByDescending(i => i.LastMessageAt).ThenByDescending(i => i.Id).Take(MostRows)
            .Join(database.Accounts, i => i.AccountId, account => account.Id, RowOf)
            .ToListAsync(cancellation));
        return new DeskList(mine, unassigned, unassigned.Count < MostRows ? unassigned.Count : await nobodys.CountAsync(cancellation), accountIds);
    }

    /// <summary>A join keeps no order.</summary>
    private static IReadOnlyList<DeskRow> LatestFirst(List<DeskRow> rows) =>
        [.. rows.OrderByDescending(row => row.LastMessageAt).ThenByDescending(row => row.InteractionId)];
}
