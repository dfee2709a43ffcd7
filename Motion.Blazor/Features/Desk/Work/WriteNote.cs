using Microsoft.EntityFrameworkCore;
using Motion.Blazor.Data;
using Motion.Blazor.Pipeline;

namespace Motion.Blazor.Features.Desk.Work;

/// <summary>An agent of the account writes a note for his colleagues; closed conversations take notes too.</summary>
internal sealed class WriteNote(IDbContextFactory<MotionDbContext> databases, CommitNews news, Membership membership, TimeProvider time)
{
    public async Task<DeskResult> HandleAsync(int userId, long interactionId, string text, CancellationToken cancellation)
    {
        if (await membership.RefusalForAsync(userId, interactionId, cancellation) is { } refusal)
            return new DeskResult(refusal);
        if (string.IsNullOrWhiteSpace(text))
            return new DeskResult(DeskRefusal.Empty);
        if (text.Length > InternalNotes.MostCharacters)
            return new DeskResult(DeskRefusal.TextTooLong);
        await using var work = new WorkUnit(await databases.CreateDbContextAsync(cancellation));
        var interaction = await work.Database.Interactions.AsNoTracking().SingleAsync(i => i.Id == interactionId, cancellation);
        var note = InternalNotes.Add(work, interaction, text.Trim(), userId, time.GetUtcNow());
        await news.SaveAndTellAsync(work, cancellation);
        return new DeskResult(MessageId: note.Id);
    }
}
