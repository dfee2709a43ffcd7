using Motion.Blazor.Pipeline;
using Motion.Domain.Routing;

namespace Motion.Blazor.Features.Desk.Work;

/// <summary>The owner has the interaction before his eyes.</summary>
internal sealed class MarkInteractionRead(RoutingRunner runner, Membership membership)
{
    public async Task<DeskResult> HandleAsync(int userId, long interactionId, CancellationToken cancellation) =>
        await membership.RefusalForAsync(userId, interactionId, cancellation) is { } refusal
            ? new DeskResult(refusal)
            : DeskResult.Of(await runner.RunAsync(interactionId, RoutingEvent.Read(userId), cancellation));
}
