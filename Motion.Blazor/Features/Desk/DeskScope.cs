using Microsoft.EntityFrameworkCore;
using Motion.Blazor.Data;
using Motion.Domain.Accounts;
using Motion.Domain.Interactions;

namespace Motion.Blazor.Features.Desk;

/// <summary>What an agent may see at all: the accounts he was added to, and their interactions (product.md section 4, "Agents").</summary>
internal static class DeskScope
{
    public static readonly QueryPart<int, Interaction> Interactions = new((database, userId) => database.Interactions
        .Where(interaction => database.AccountAgents.Any(member => member.AccountId == interaction.AccountId && member.UserId == userId)));

    private static readonly QueryPart<int, Account> Accounts = new((database, userId) => database.Accounts
        .Where(account => database.AccountAgents.Any(member => member.AccountId == account.Id && member.UserId == userId)));

    public static IQueryable<Account> AccountsOf(this MotionDbContext database, int userId) => Accounts.On(database, userId);

    public static IQueryable<Interaction> InteractionsOf(this MotionDbContext database, int userId) => Interactions.On(database, userId);
}
