using Microsoft.EntityFrameworkCore;
using Motion.Blazor.Data;
using Motion.Domain.Agents;

namespace Motion.Blazor.Features.Desk.Composing;

/// <summary>Keeps what an agent is typing, so that a reload, a cut line or a restart of the server costs no words.</summary>
internal sealed class SaveDraft(IDbContextFactory<MotionDbContext> databases, TimeProvider time)
{
    /// <summary>Well above what any provider takes as one text.</summary>
    public const int LongestText = 10_000;

    /// <returns>Whether it was kept: not when the interaction is none of the agent's, or the text is too long.</returns>
    public async Task<bool> HandleAsync(int userId, long interactionId, string text, CancellationToken cancellation)
    {
        if (text.Length > LongestText)
            return false;
        await using var database = await databases.CreateDbContextAsync(cancellation);
        if (!await database.InteractionsOf(userId).AnyAsync(i => i.Id == interactionId, cancellation))
            return false;

        var mine = database.Drafts.Where(draft => draft.UserId == userId && draft.InteractionId == interactionId);
        if (text.Length == 0)
        {
            await mine.ExecuteDeleteAsync(cancellation);
            return true;
        }
        if (await WriteAsync(mine, text, cancellation))
            return true;
        database.Drafts.Add(new Draft { UserId = userId, InteractionId = interactionId, Text = text, UpdatedAt = time.GetUtcNow() });
        try
        {
            await database.SaveChangesAsync(cancellation);
            return true;
        }
        catch (DbUpdateException) when (!cancellation.IsCancellationRequested)
        {
            // A second page of the same agent was faster; the later words stay.
            if (!await WriteAsync(mine, text, cancellation))
                throw;
            return true;
        }
    }

    private async Task<bool> WriteAsync(IQueryable<Draft> mine, string text, CancellationToken cancellation)
    {
        var now = time.GetUtcNow();
        return await mine.ExecuteUpdateAsync(set => set.SetProperty(d => d.Text, text).SetProperty(d => d.UpdatedAt, now), cancellation) > 0;
    }
}
