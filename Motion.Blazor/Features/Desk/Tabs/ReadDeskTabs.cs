using Microsoft.EntityFrameworkCore;
using Motion.Blazor.Data;
using Motion.Domain.Contacts;
using Motion.Domain.Interactions;

namespace Motion.Blazor.Features.Desk.Tabs;

public sealed record DeskTabRow(long InteractionId, string AccountKey, string ContactName, bool IsUnread, bool IsClosed);

/// <summary>The open tabs, in the order in which they were opened.</summary>
internal sealed class ReadDeskTabs(IDbContextFactory<MotionDbContext> databases)
{
    public async Task<IReadOnlyList<DeskTabRow>> HandleAsync(int userId, CancellationToken cancellation)
    {
        await using var database = await databases.CreateDbContextAsync(cancellation);
        var rows = await (
            from tab in database.DeskTabs
            where tab.UserId == userId
            join interaction in database.InteractionsOf(userId) on tab.InteractionId equals interaction.Id
            join account in database.Accounts on interaction.AccountId equals account.Id
            orderby tab.OpenedAt, tab.InteractionId
            select new
            {
                interaction.Id,
                account.Key,
                interaction.Contact!.FirstName,
                interaction.Contact.LastName,
                Phone = interaction.Contact.Mobile ?? interaction.Contact.Phone,
                IsUnread = !interaction.IsRead && interaction.OwnerId == userId,
                IsClosed = interaction.Status == InteractionStatus.Closed,
            }).ToListAsync(cancellation);
        return [.. rows.Select(r => new DeskTabRow(r.Id, r.Key, Contact.NameOf(r.FirstName, r.LastName, r.Phone), r.IsUnread, r.IsClosed))];
    }
}
