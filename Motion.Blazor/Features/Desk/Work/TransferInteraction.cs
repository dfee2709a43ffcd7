using Motion.Blazor.Pipeline;
using Motion.Domain.Routing;

namespace Motion.Blazor.Features.Desk.Work;

/// <summary>To whom a conversation is handed: exactly one of the two is set.</summary>
public sealed record TransferTarget(int? AgentId, int? QueueId)
{
    public static TransferTarget Agent(int userId) => new(userId, null);

    public static TransferTarget Queue(int queueId) => new(null, queueId);

    public RoutingEvent ToEvent(int userId) => AgentId is { } agentId
        ? RoutingEvent.TransferredToAgent(userId, agentId)
        : RoutingEvent.TransferredToQueue(userId, QueueId!.Value);
}

/// <summary>The owner hands his conversation to another agent or to a queue, with a note if he likes (product.md section 5, Transfer).</summary>
internal sealed class TransferInteraction(RoutingRunner runner, Membership membership)
{
    public async Task<DeskResult> HandleAsync(int userId, long interactionId, TransferTarget target, string? note, CancellationToken cancellation)
    {
        if (await membership.RefusalForAsync(userId, interactionId, cancellation) is { } refusal)
            return new DeskResult(refusal);
        if (note?.Length > InternalNotes.MostCharacters)
            return new DeskResult(DeskRefusal.TextTooLong);
        return DeskResult.Of(await runner.RunAsync(interactionId, target.ToEvent(userId), cancellation, (work, interaction, now) =>
        {
            if (!string.IsNullOrWhiteSpace(note))
                InternalNotes.Add(work, interaction, note.Trim(), userId, now);
        }));
    }
}
