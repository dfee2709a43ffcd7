using Motion.Blazor.Pipeline;
using Motion.Domain.Routing;

namespace Motion.Blazor.Features.Desk.Work;

/// <summary>Passes the offer on; lasts for this round only (product.md section 5, Reject).</summary>
internal sealed class RejectOffer(RoutingRunner runner, Membership membership)
{
    public async Task<DeskResult> HandleAsync(int userId, long interactionId, CancellationToken cancellation) =>
        await membership.RefusalForAsync(userId, interactionId, cancellation) is { } refusal
            ? new DeskResult(refusal)
            : DeskResult.Of(await runner.RunAsync(interactionId, RoutingEvent.Rejected(userId), cancellation));
}
