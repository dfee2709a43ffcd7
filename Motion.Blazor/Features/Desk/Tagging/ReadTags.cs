using Microsoft.EntityFrameworkCore;
using Motion.Blazor.Data;
using Motion.Domain.Interactions;

namespace Motion.Blazor.Features.Desk.Tagging;

public sealed record TagChoice(int Id, string Name, TagColour Colour, bool IsOn);

/// <summary>All tags, with those that the conversation carries.</summary>
internal sealed class ReadTags(IDbContextFactory<MotionDbContext> databases)
{
    /// <returns>Nothing when there is no such conversation in the agent's accounts.</returns>
    public async Task<IReadOnlyList<TagChoice>> HandleAsync(int userId, long interactionId, CancellationToken cancellation)
    {
        await using var database = await databases.CreateDbContextAsync(cancellation);
        if (!await database.InteractionsOf(userId).AnyAsync(i => i.Id == interactionId, cancellation))
            return [];
        return await database.Tags
            .OrderBy(tag => tag.Name)
            .Select(tag => new TagChoice(
                tag.Id, tag.Name, tag.Colour, database.InteractionTags.Any(tagged => tagged.InteractionId == interactionId && tagged.TagId == tag.Id)))
            .ToListAsync(cancellation);
    }
}
