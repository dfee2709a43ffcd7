using Microsoft.EntityFrameworkCore;
using Motion.Blazor.Data;
using Motion.Blazor.Pipeline;

namespace Motion.Blazor.Features.Desk.Work;

/// <summary>
/// An agent of the account writes a note for his colleagues; closed conversations take notes too. The same client key is written once.
/// </summary>
internal sealed class WriteNote(IDbContextFactory<MotionDbContext> databases, CommitNews news, Membership membership, TimeProvider time)
{
    public async Task<DeskResult> HandleAsync(int userId, long interactionId, string text, CancellationToken cancellation, Guid? clientKey = null)
    {
        if (await membership.RefusalForAsync(userId, interactionId, cancellation) is { } refusal)
            return new DeskResult(refusal);
        if (string.IsNullOrWhiteSpace(text))
            return new DeskResult(DeskRefusal.Empty);
        if (text.Length > InternalNotes.MostCharacters)
            return new DeskResult(DeskRefusal.TextTooLong);
        if (await WrittenBeforeAsync(clientKey, cancellation) is { } before)
            return new DeskResult(MessageId: before);
        await using var work = new WorkUnit(await databases.CreateDbContextAsync(cancellation));
        var interaction = await work.Database.Interactions.AsNoTracking().SingleAsync(i => i.Id == interactionId, cancellation);
        var note = InternalNotes.Add(work, interaction, text.Trim(), userId, time.GetUtcNow());
        note.ClientKey = clientKey;
        try
        {
            await news.SaveAndTellAsync(work, cancellation);
        }
        catch (DbUpdateException) when (clientKey is not null && !cancellation.IsCancellationRequested)
        {
            // The same key was stored by a second try in the same moment.
            if (await WrittenBeforeAsync(clientKey, cancellation) is not { } twin)
                throw;
            return new DeskResult(MessageId: twin);
        }
        return new DeskResult(MessageId: note.Id);
    }

    private async Task<long?> WrittenBeforeAsync(Guid? clientKey, CancellationToken cancellation)
    {
        if (clientKey is null)
            return null;
        await using var database = await databases.CreateDbContextAsync(cancellation);
        return await database.Messages.Where(message => message.ClientKey == clientKey).Select(message => (long?)message.Id).FirstOrDefaultAsync(cancellation);
    }
}
