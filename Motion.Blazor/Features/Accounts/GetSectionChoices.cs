using Microsoft.EntityFrameworkCore;
using Motion.Blazor.Data;
using Motion.Blazor.Identity;

namespace Motion.Blazor.Features.Accounts;

/// <summary>A contact list to choose, with how many are in it.</summary>
internal sealed record ListChoice(int Id, string Name, int Contacts);

/// <summary>What the tabs Advanced, Tools and Whitelist let one choose from, by name.</summary>
internal sealed record SectionChoices(IReadOnlyList<Choice> Pauses, IReadOnlyList<Choice> Assistants, IReadOnlyList<ListChoice> Lists);

internal sealed class GetSectionChoices(IDbContextFactory<MotionDbContext> databases, CurrentUser user)
{
    public async Task<Outcome<SectionChoices>> RunAsync(CancellationToken cancellation)
    {
        if (!user.May(this))
            return new Outcome<SectionChoices>.NotAllowed();
        await using var database = await databases.CreateDbContextAsync(cancellation);
        return new Outcome<SectionChoices>.Done(new SectionChoices(
            await database.Pauses.OrderBy(p => p.Name).Select(p => new Choice(p.Id, p.Name)).ToListAsync(cancellation),
            await database.Assistants.OrderBy(a => a.Name).Select(a => new Choice(a.Id, a.Name)).ToListAsync(cancellation),
            await database.ContactLists.OrderBy(l => l.Name)
                .Select(l => new ListChoice(l.Id, l.Name, database.Contacts.Count(c => c.ListId == l.Id))).ToListAsync(cancellation)));
    }
}
