using Microsoft.EntityFrameworkCore;
using Motion.Blazor.Data;
using Motion.Blazor.Identity;
using Motion.Domain.Messaging;

namespace Motion.Blazor.Features.Interactions;

/// <summary>The messages of a conversation in its order, the oldest first.</summary>
internal sealed class ListMessages(IDbContextFactory<MotionDbContext> databases, CurrentUser user)
{
    public async Task<Outcome<PageOf<Message>>> RunAsync(long interactionId, int offset, int limit, CancellationToken cancellation)
    {
        if (!user.May(this))
            return new Outcome<PageOf<Message>>.NotAllowed();
        await using var database = await databases.CreateDbContextAsync(cancellation);
        if (!await database.InteractionsOf(user).AnyAsync(i => i.Id == interactionId, cancellation))
            return new Outcome<PageOf<Message>>.NotFound();
        var messages = database.Messages.AsNoTracking().Where(m => m.InteractionId == interactionId);
        var count = await messages.CountAsync(cancellation);
        var rows = await messages.OrderBy(m => m.CreatedAt).ThenBy(m => m.Id).Skip(offset).Take(limit)
            .Include(m => m.Attachment).ToListAsync(cancellation);
        return new Outcome<PageOf<Message>>.Done(new PageOf<Message>(count, rows));
    }
}
