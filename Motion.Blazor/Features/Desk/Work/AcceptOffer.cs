using Motion.Blazor.Pipeline;
using Motion.Domain.Routing;

namespace Motion.Blazor.Features.Desk.Work;

/// <summary>Two agents at once: exactly one wins, the other learns who has it (product.md section 5, Accept).</summary>
internal sealed class AcceptOffer(RoutingRunner runner, Membership membership)
{
    public async Task<DeskResult> HandleAsync(int userId, long interactionId, CancellationToken cancellation) =>
        await membership.RefusalForAsync(userId, interactionId, cancellation) is { } refusal
            ? new DeskResult(refusal)
            : DeskResult.Of(await runner.RunAsync(interactionId, RoutingEvent.Accepted(userId), cancellation));
}
