using Microsoft.EntityFrameworkCore;
using Motion.Blazor.Data;
using Motion.Blazor.Pipeline;
using Motion.Domain.Interactions;
using Motion.Domain.Routing;

namespace Motion.Blazor.Features.Desk.Work;

/// <summary>The owner ends the conversation, with a disposition if he chose one; its tab goes from his desk.</summary>
internal sealed class CloseInteraction(IDbContextFactory<MotionDbContext> databases, RoutingRunner runner, Membership membership)
{
    public async Task<DeskResult> HandleAsync(int userId, long interactionId, int? dispositionId, CancellationToken cancellation)
    {
        if (await membership.RefusalForAsync(userId, interactionId, cancellation) is { } refusal)
            return new DeskResult(refusal);
        var path = dispositionId is { } id ? await PathAsync(interactionId, id, cancellation) : null;
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
            // He has room again: whoever waits for somebody may ring him.
            await runner.AgentBecameFreeAsync(userId, cancellation);
        }
        return DeskResult.Of(decision);
    }

    /// <summary>"First › Second › Third"; null for a disposition of the system or of another account.</summary>
    private async Task<string?> PathAsync(long interactionId, int dispositionId, CancellationToken cancellation)
    {
        await using var database = await databases.CreateDbContextAsync(cancellation);
        var accountId = await database.Interactions.Where(i => i.Id == interactionId).Select(i => i.AccountId).SingleAsync(cancellation);
        var names = new List<string>();
        for (int? next = dispositionId; next is { } id;)
        {
            var level = await database.Dispositions.AsNoTracking().FirstOrDefaultAsync(disposition => disposition.Id == id
                && disposition.System == null && disposition.RetiredAt == null && (disposition.AccountId == null || disposition.AccountId == accountId), cancellation);
            if (level is null)
                return null;
            names.Insert(0, level.Name);
            next = level.ParentId;
        }
        return string.Join(" › ", names);
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
