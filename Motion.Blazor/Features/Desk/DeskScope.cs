using Microsoft.EntityFrameworkCore;
using Motion.Blazor.Data;
using Motion.Domain.Accounts;
using Motion.Domain.Interactions;

namespace Motion.Blazor.Features.Desk;

/// <summary>What an agent may see at all: the accounts he was added to, and their interactions (product.md section 4, "Agents").</summary>
internal static class DeskScope
{
    public static IQueryable<Account> AccountsOf(this MotionDbContext database, int userId) => database.Accounts
        .Where(account => database.AccountAgents.Any(member => member.AccountId == account.Id && member.UserId == userId));

    public static IQueryable<Interaction> InteractionsOf(this MotionDbContext database, int userId) => database.Interactions
        .Where(interaction => database.AccountAgents.Any(member => member.AccountId == interaction.AccountId && member.UserId == userId));
}
