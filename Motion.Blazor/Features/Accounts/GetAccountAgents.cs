using Microsoft.EntityFrameworkCore;
using Motion.Blazor.Data;
using Motion.Blazor.Identity;

namespace Motion.Blazor.Features.Accounts;

public sealed record PersonChoice(int Id, string Name, string? Email);

/// <summary>Someone a queue of the plan would ring, who may not see the account.</summary>
internal sealed record MissingAgent(PersonChoice Person, string QueueName);

/// <param name="Members">Who may work the account, by name.</param>
/// <param name="Missing">Agents of the plan's queues who are not members.</param>
internal sealed record AgentsOfAccount(IReadOnlyList<PersonChoice> Members, IReadOnlyList<MissingAgent> Missing);

internal sealed class GetAccountAgents(IDbContextFactory<MotionDbContext> databases, CurrentUser user)
{
    public async Task<Outcome<AgentsOfAccount>> RunAsync(int accountId, CancellationToken cancellation)
    {
        if (!user.May(this))
            return new Outcome<AgentsOfAccount>.NotAllowed();
        await using var database = await databases.CreateDbContextAsync(cancellation);
        if (!await database.Accounts.AnyAsync(a => a.Id == accountId, cancellation))
            return new Outcome<AgentsOfAccount>.NotFound();
        var members = await (
            from member in database.AccountAgents
            join person in database.Users on member.UserId equals person.Id
            where member.AccountId == accountId
            orderby person.FullName, person.Id
            select new PersonChoice(person.Id, person.FullName, person.Email)).ToListAsync(cancellation);
        var missing = await (
            from row in database.PlanRows
            join queue in database.Queues on row.QueueId equals queue.Id
            join member in database.QueueMembers on queue.Id equals member.QueueId
            join person in database.Users on member.UserId equals person.Id
            where row.AccountId == accountId && !database.AccountAgents.Any(a => a.AccountId == accountId && a.UserId == person.Id)
            select new { person.Id, person.FullName, person.Email, QueueName = queue.Name })
            .Distinct().OrderBy(m => m.FullName).ThenBy(m => m.Id).ThenBy(m => m.QueueName).ToListAsync(cancellation);
        return new Outcome<AgentsOfAccount>.Done(new AgentsOfAccount(
            members, [.. missing.Select(m => new MissingAgent(new PersonChoice(m.Id, m.FullName, m.Email), m.QueueName))]));
    }
}
