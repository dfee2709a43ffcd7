using Microsoft.EntityFrameworkCore;
using Motion.Blazor.Data;

namespace Motion.Blazor.Features.Desk.Composing;

/// <summary>
/// Which of an agent's messages and notes were stored, by the keys his browser gave them: it does not know when the line or the server
/// went away before the answer.
/// </summary>
internal sealed class ReadSent(IDbContextFactory<MotionDbContext> databases)
{
    private const int MostKeys = 100;

    public async Task<IReadOnlyList<Guid>> HandleAsync(int userId, long interactionId, IReadOnlyCollection<Guid> clientKeys, CancellationToken cancellation)
    {
        var asked = clientKeys.Take(MostKeys).ToArray();
        await using var database = await databases.CreateDbContextAsync(cancellation);
        return await (
            from interaction in database.InteractionsOf(userId)
            join message in database.Messages on interaction.Id equals message.InteractionId
            where interaction.Id == interactionId && message.ClientKey != null && asked.Contains(message.ClientKey.Value)
            select message.ClientKey!.Value).ToListAsync(cancellation);
    }
}
