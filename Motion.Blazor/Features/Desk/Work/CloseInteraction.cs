using Microsoft.EntityFrameworkCore;
using Motion.Blazor.Data;
using Motion.Blazor.Features.Desk.Closing;
using Motion.Blazor.Pipeline;
using Motion.Domain.Interactions;
using Motion.Domain.Routing;

namespace Motion.Blazor.Features.Desk.Work;

/// <summary>
/// The owner ends the conversation, with a disposition if he chose one (or has to, see <see cref="Disposing"/>); its tab goes from his desk.
/// </summary>
internal sealed class CloseInteraction(
    IDbContextFactory<MotionDbContext> databases, RoutingRunner runner, Membership membership, DispositionPaths dispositions, Disposing disposing)
{
    public async Task<DeskResult> HandleAsync(int userId, long interactionId, int? dispositionId, CancellationToken cancellation)
    {
        if (await membership.RefusalForAsync(userId, interactionId, cancellation) is { } refusal)
            return new DeskResult(refusal);
        var path = dispositionId is { } id ? await dispositions.FindAsync(interactionId, id, cancellation) : null;
        if (dispositionId is not null && path is null)
            return new DeskResult(DeskRefusal.UnknownDisposition);

        var decision = await runner.RunAsync(interactionId, RoutingEvent.Closed(userId, path), cancellation, (work, interaction, now) =>
        {
            if (dispositionId is { } given)
            {
                work.Database.InteractionDispositions.Add(new InteractionDisposition
                {
                    Interaction = interaction,
                    DispositionId = given,
                    UserId = userId,
                    GivenAt = now,
                });
            }
        });
        if (decision is RoutingDecision.Agreed)
        {
            await CloseTabAsync(userId, interactionId, cancellation);
            await disposing.EndAsync(userId, cancellation);
        }
        return DeskResult.Of(decision);
    }

    private async Task CloseTabAsync(int userId, long interactionId, CancellationToken cancellation)
    {
        await using var database = await databases.CreateDbContextAsync(cancellation);
        if (await database.DeskTabs.FindAsync([userId, interactionId], cancellation) is not { } tab)
            return;
        database.DeskTabs.Remove(tab);
        await database.SaveChangesAsync(cancellation);
    }
}
