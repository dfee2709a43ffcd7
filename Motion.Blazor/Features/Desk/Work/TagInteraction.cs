using Microsoft.EntityFrameworkCore;
using Motion.Blazor.Data;
using Motion.Blazor.Pipeline;
using Motion.Blazor.Realtime;
using Motion.Domain.Interactions;

namespace Motion.Blazor.Features.Desk.Work;

/// <summary>Puts tags on a conversation and takes them off; each change is a line of its timeline.</summary>
internal sealed class TagInteraction(IDbContextFactory<MotionDbContext> databases, CommitNews news, Membership membership, TimeProvider time)
{
    public async Task<DeskResult> HandleAsync(int userId, long interactionId, int tagId, bool isOn, CancellationToken cancellation) =>
        await membership.RefusalForAsync(userId, interactionId, cancellation) is { } refusal
            ? new DeskResult(refusal)
            : await SetAsync(userId, interactionId, tagId, isOn, cancellation);

    /// <summary>Without asking for membership: for programs, whose rights were checked.</summary>
    public async Task<DeskResult> SetAsync(int? userId, long interactionId, int tagId, bool isOn, CancellationToken cancellation)
    {
        await using var work = new WorkUnit(await databases.CreateDbContextAsync(cancellation));
        var interaction = await work.Database.Interactions.SingleAsync(i => i.Id == interactionId, cancellation);
        if (await work.Database.Tags.FindAsync([tagId], cancellation) is not { } tag)
            return new DeskResult(DeskRefusal.UnknownTag);
        var now = time.GetUtcNow();
        var changed = isOn
            ? await InteractionMarks.AddTagAsync(work, interaction, tagId, userId, now, cancellation)
            : await RemoveAsync(work, interactionId, tagId, cancellation);
        if (!changed)
            return DeskResult.Done;
        work.Tell(interaction, new TimelineEntry
        {
            At = now,
            Kind = isOn ? TimelineKind.Tagged : TimelineKind.Untagged,
            UserId = userId,
            Text = tag.Name,
        });
        work.Changed.Add(Topic.Account(interaction.AccountId));
        try
        {
            await news.SaveAndTellAsync(work, cancellation);
        }
        catch (DbUpdateException) when (!cancellation.IsCancellationRequested)
        {
            // Somebody else put the same tag on, or took it off, in the same moment.
            await using var database = await databases.CreateDbContextAsync(cancellation);
            if (await database.InteractionTags.AnyAsync(tagged => tagged.InteractionId == interactionId && tagged.TagId == tagId, cancellation) != isOn)
                throw;
        }
        return DeskResult.Done;
    }

    private static async Task<bool> RemoveAsync(WorkUnit work, long interactionId, int tagId, CancellationToken cancellation)
    {
        if (await work.Database.InteractionTags.FindAsync([interactionId, tagId], cancellation) is not { } tagged)
            return false;
        work.Database.InteractionTags.Remove(tagged);
        return true;
    }
}
