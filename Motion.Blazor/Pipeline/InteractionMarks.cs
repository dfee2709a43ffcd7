using Microsoft.EntityFrameworkCore;
using Motion.Domain.Interactions;
using Motion.Domain.Routing;

namespace Motion.Blazor.Pipeline;

/// <summary>Tags and dispositions, within the transaction of what gave them.</summary>
internal static class InteractionMarks
{
    /// <summary>False when it has the tag already, or there is no such tag (any more).</summary>
    public static async Task<bool> AddTagAsync(WorkUnit work, Interaction row, int tagId, int? userId, DateTimeOffset now, CancellationToken cancellation)
    {
        if (work.Database.InteractionTags.Local.Any(tagged => tagged.Interaction == row && tagged.TagId == tagId)
            || !await work.Database.Tags.AnyAsync(tag => tag.Id == tagId, cancellation)
            || (row.Id != 0 && await work.Database.InteractionTags.AnyAsync(tagged => tagged.InteractionId == row.Id && tagged.TagId == tagId, cancellation)))
            return false;
        work.Database.InteractionTags.Add(new InteractionTag { Interaction = row, TagId = tagId, UserId = userId, TaggedAt = now });
        work.Stories.Add(row);
        return true;
    }

    public static async Task GiveDispositionAsync(
        WorkUnit work, Interaction row, RoutingEffect.GiveDisposition given, DateTimeOffset now, CancellationToken cancellation)
    {
        var id = given.DispositionId ?? await work.Database.Dispositions.Where(disposition => disposition.System == given.System)
            .Select(disposition => disposition.Id).SingleAsync(cancellation);
        work.Database.InteractionDispositions.Add(new InteractionDisposition { Interaction = row, DispositionId = id, UserId = null, GivenAt = now });
        work.Stories.Add(row);
    }
}
