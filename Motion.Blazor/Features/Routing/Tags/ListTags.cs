using Microsoft.EntityFrameworkCore;
using Motion.Blazor.Data;
using Motion.Blazor.Identity;
using Motion.Domain.Interactions;

namespace Motion.Blazor.Features.Routing.Tags;

/// <param name="Interactions">How many conversations bear it.</param>
internal sealed record TagRow(int Id, string Name, TagColour Colour, int Interactions);

internal sealed class ListTags(IDbContextFactory<MotionDbContext> databases, CurrentUser user)
{
    public async Task<Outcome<PageOf<TagRow>>> RunAsync(int offset, int limit, CancellationToken cancellation)
    {
        if (!user.May(this))
            return new Outcome<PageOf<TagRow>>.NotAllowed();
        await using var database = await databases.CreateDbContextAsync(cancellation);
        var page = await database.Tags.OrderBy(t => t.Name).ThenBy(t => t.Id)
            .Select(t => new TagRow(t.Id, t.Name, t.Colour, database.InteractionTags.Count(on => on.TagId == t.Id)))
            .ReadPageAsync(database.Tags, offset, limit, cancellation);
        return new Outcome<PageOf<TagRow>>.Done(page);
    }
}
