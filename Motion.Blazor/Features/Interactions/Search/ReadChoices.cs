using Microsoft.EntityFrameworkCore;
using Motion.Blazor.Data;
using Motion.Blazor.Features.Accounts;
using Motion.Blazor.Identity;

namespace Motion.Blazor.Features.Interactions.Search;

/// <summary>What one can choose from in filters and conditions, by name: only accounts whose conversations the person may read.</summary>
public sealed record InteractionChoices(IReadOnlyList<Choice> Accounts, IReadOnlyList<Choice> Agents, IReadOnlyList<Choice> Queues, IReadOnlyList<Choice> Tags)
{
    public static readonly InteractionChoices None = new([], [], [], []);
}

internal sealed class ReadChoices(IDbContextFactory<MotionDbContext> databases, CurrentUser user)
{
    public async Task<InteractionChoices> RunAsync(CancellationToken cancellation)
    {
        await using var database = await databases.CreateDbContextAsync(cancellation);
        var personId = user.PersonId;
        var accounts = user switch
        {
            { IsAdministrator: true } => database.Accounts,
            { IsSupervisor: true } => database.Accounts.Where(account => !database.SupervisorAccounts.Any(limit => limit.UserId == personId)
                || database.SupervisorAccounts.Any(limit => limit.UserId == personId && limit.AccountId == account.Id)),
            _ => database.Accounts.Where(account => database.AccountAgents.Any(member => member.AccountId == account.Id && member.UserId == personId)),
        };
        // Whoever was ever added to an account can hold its conversations, whatever his role is now.
        var agents = database.Users.Where(person => database.AccountAgents.Any(member => member.UserId == person.Id) || database.AgentStates.Any(state => state.UserId == person.Id));
        return new InteractionChoices(
            await accounts.OrderBy(account => account.Name).Select(account => new Choice(account.Id, account.Name)).ToListAsync(cancellation),
            await agents.OrderBy(agent => agent.FullName).Select(agent => new Choice(agent.Id, agent.FullName)).ToListAsync(cancellation),
            await database.Queues.OrderBy(queue => queue.Name).Select(queue => new Choice(queue.Id, queue.Name)).ToListAsync(cancellation),
            await database.Tags.OrderBy(tag => tag.Name).Select(tag => new Choice(tag.Id, tag.Name)).ToListAsync(cancellation));
    }
}
