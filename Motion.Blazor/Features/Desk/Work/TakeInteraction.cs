using Motion.Blazor.Pipeline;
using Motion.Domain.Routing;

namespace Motion.Blazor.Features.Desk.Work;

/// <summary>Opens an unassigned interaction by hand (product.md section 5, step 7).</summary>
internal sealed class TakeInteraction(RoutingRunner runner, Membership membership)
{
    public async Task<DeskResult> HandleAsync(int userId, long interactionId, CancellationToken cancellation) =>
        await membership.RefusalForAsync(userId, interactionId, cancellation) is { } refusal
            ? new DeskResult(refusal)
            : DeskResult.Of(await runner.RunAsync(interactionId, RoutingEvent.Took(userId), cancellation));
}
