using Microsoft.EntityFrameworkCore;
using Motion.Blazor.Data;
using Motion.Domain.Contacts;
using Motion.Domain.Interactions;

namespace Motion.Blazor.Features.Desk.Tabs;

public sealed record DeskTabRow(long InteractionId, string AccountKey, string ContactName, bool IsUnread, bool IsClosed);

/// <summary>The open tabs, in the order in which they were opened.</summary>
internal sealed class ReadDeskTabs(IDbContextFactory<MotionDbContext> databases)
{
    private static readonly PreparedQuery<int, DeskTabRow> TabsOf = new((database, userId) =>
        from tab in database.DeskTabs
        where tab.UserId == userId
        join interaction in DeskScope.Interactions.On(database, userId) on tab.InteractionId equals interaction.Id
        join account in database.Accounts on interaction.AccountId equals account.Id
        orderby tab.OpenedAt, tab.InteractionId
        select new DeskTabRow(
            interaction.Id,
            account.Key,
            Contact.NameOf(interaction.Contact!.FirstName, interaction.Contact.LastName, interaction.Contact.Mobile ?? interaction.Contact.Phone),
            !interaction.IsRead && interaction.OwnerId == userId,
            interaction.Status == InteractionStatus.Closed));

    public async Task<IReadOnlyList<DeskTabRow>> HandleAsync(int userId, CancellationToken cancellation)
    {
        await using var database = await databases.CreateDbContextAsync(cancellation);
        return await TabsOf.On(database, userId).ToListAsync(cancellation);
    }
}
