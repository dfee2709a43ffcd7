using Microsoft.EntityFrameworkCore;
using Motion.Blazor.Data;
using Motion.Blazor.Identity;

namespace Motion.Blazor.Features.Accounts;

public sealed record Choice(int Id, string Name);

/// <summary>What the forms of accounts and queues let one choose from, by name.</summary>
internal sealed record AccountChoices(IReadOnlyList<Choice> ContactLists, IReadOnlyList<Choice> Queues, IReadOnlyList<PersonChoice> Agents);

internal sealed class ListAccountChoices(IDbContextFactory<MotionDbContext> databases, CurrentUser user)
{
    public async Task<Outcome<AccountChoices>> RunAsync(CancellationToken cancellation)
    {
        if (!user.May(this))
            return new Outcome<AccountChoices>.NotAllowed();
        await using var database = await databases.CreateDbContextAsync(cancellation);
        // The first list is the default one, so the order is that of making.
        var lists = await database.ContactLists.OrderBy(l => l.Id).Select(l => new Choice(l.Id, l.Name)).ToListAsync(cancellation);
        var queues = await database.Queues.OrderBy(q => q.Name).Select(q => new Choice(q.Id, q.Name)).ToListAsync(cancellation);
        var agents = await (
            from person in database.Users
            join given in database.UserRoles on person.Id equals given.UserId
            join role in database.Roles on given.RoleId equals role.Id
            where role.Name == Roles.Agent
            orderby person.FullName, person.Id
            select new PersonChoice(person.Id, person.FullName, person.Email)).ToListAsync(cancellation);
        return new Outcome<AccountChoices>.Done(new AccountChoices(lists, queues, agents));
    }
}
