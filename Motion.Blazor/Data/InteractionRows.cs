using Microsoft.EntityFrameworkCore;

namespace Motion.Blazor.Data;

/// <summary>Everything that belongs to conversations, down to the conversations themselves.</summary>
internal static class InteractionRows
{
    /// <summary>From the leaves to the root: databases differ in how far their own cascades may reach.</summary>
    public static async Task DeleteInteractionsAsync(this MotionDbContext database, IQueryable<long> ids, CancellationToken cancellation)
    {
        var messages = database.Messages.Where(m => ids.Contains(m.InteractionId)).Select(m => m.Id);
        await database.Outbox.Where(o => messages.Contains(o.MessageId)).ExecuteDeleteAsync(cancellation);
        await database.Attachments.Where(a => messages.Contains(a.MessageId)).ExecuteDeleteAsync(cancellation);
        await database.StatusEvents.Where(e => messages.Contains(e.MessageId)).ExecuteDeleteAsync(cancellation);
        await database.MessageTranslations.Where(t => messages.Contains(t.MessageId)).ExecuteDeleteAsync(cancellation);
        await database.Messages.Where(m => ids.Contains(m.InteractionId)).ExecuteDeleteAsync(cancellation);
        await database.Uploads.Where(u => ids.Contains(u.InteractionId)).ExecuteDeleteAsync(cancellation);
        await database.Offers.Where(o => ids.Contains(o.InteractionId)).ExecuteDeleteAsync(cancellation);
        await database.Deadlines.Where(d => ids.Contains(d.InteractionId)).ExecuteDeleteAsync(cancellation);
        await database.Timeline.Where(t => ids.Contains(t.InteractionId)).ExecuteDeleteAsync(cancellation);
        await database.InteractionDispositions.Where(d => ids.Contains(d.InteractionId)).ExecuteDeleteAsync(cancellation);
        await database.InteractionTags.Where(t => ids.Contains(t.InteractionId)).ExecuteDeleteAsync(cancellation);
        await database.DeskTabs.Where(t => ids.Contains(t.InteractionId)).ExecuteDeleteAsync(cancellation);
        await database.Drafts.Where(d => ids.Contains(d.InteractionId)).ExecuteDeleteAsync(cancellation);
        await database.ReadingLanguages.Where(r => ids.Contains(r.InteractionId)).ExecuteDeleteAsync(cancellation);
        await database.VideoCalls.Where(c => ids.Contains(c.InteractionId)).ExecuteDeleteAsync(cancellation);
        await database.Interactions.Where(i => ids.Contains(i.Id)).ExecuteDeleteAsync(cancellation);
    }
}
