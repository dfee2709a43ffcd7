using Microsoft.EntityFrameworkCore;
using Motion.Blazor.Data;
using Motion.Domain.Agents;

namespace Motion.Blazor.Features.Desk.Composing;

/// <summary>Keeps what an agent is typing, so that a reload, a cut line or a restart of the server costs no words.</summary>
internal sealed class SaveDraft(IDbContextFactory<MotionDbContext> databases, TimeProvider time)
{
    /// <summary>Well above what any provider takes as one text.</summary>
    public const int LongestText = 10_000;

    /// <param name="userId">Who types.</param>
    /// <param name="interactionId">In which conversation.</param>
    /// <param name="text">All the words so far; none forgets the draft.</param>
    /// <param name="cancellation">Ends the saving.</param>
    /// <param name="isNote">They are meant for colleagues; the two are kept apart, so that a note never comes back as an answer.</param>
    /// <returns>Whether it was kept: not when the interaction is none of the agent's, or the text is too long.</returns>
    public async Task<bool> HandleAsync(int userId, long interactionId, string text, CancellationToken cancellation, bool isNote = false)
    {
        if (text.Length > LongestText)
            return false;
        await using var database = await databases.CreateDbContextAsync(cancellation);
        if (!await database.InteractionsOf(userId).AnyAsync(i => i.Id == interactionId, cancellation))
            return false;

        var mine = database.Drafts.Where(draft => draft.UserId == userId && draft.InteractionId == interactionId);
        if (await WriteAsync(mine, text, isNote, cancellation))
        {
            if (text.Length == 0)
                await mine.Where(draft => draft.Text == "" && draft.Note == "").ExecuteDeleteAsync(cancellation);
            return true;
        }
        if (text.Length == 0)
            return true;
        database.Drafts.Add(new Draft
        {
            UserId = userId,
            InteractionId = interactionId,
            Text = isNote ? "" : text,
            Note = isNote ? text : "",
            UpdatedAt = time.GetUtcNow(),
        });
        try
        {
            await database.SaveChangesAsync(cancellation);
            return true;
        }
        catch (DbUpdateException) when (!cancellation.IsCancellationRequested)
        {
            // A second page of the same agent was faster; the later words stay.
            if (!await WriteAsync(mine, text, isNote, cancellation))
                throw;
            return true;
        }
    }

    private async Task<bool> WriteAsync(IQueryable<Draft> mine, string text, bool isNote, CancellationToken cancellation)
    {
        var now = time.GetUtcNow();
        return await (isNote
            ? mine.ExecuteUpdateAsync(set => set.SetProperty(d => d.Note, text).SetProperty(d => d.UpdatedAt, now), cancellation)
            : mine.ExecuteUpdateAsync(set => set.SetProperty(d => d.Text, text).SetProperty(d => d.UpdatedAt, now), cancellation)) > 0;
    }
}
