using Microsoft.EntityFrameworkCore;
using Motion.Blazor.Data;
using Motion.Blazor.Features.Interactions;
using Motion.Blazor.Identity;
using Motion.Domain.Messaging;

namespace Motion.Blazor.Features.Desk.Conversation;

/// <param name="At">By the provider's clock where it gives a time, else when it was reported.</param>
/// <param name="Code">The provider's code of a failure, or empty.</param>
public sealed record DeliveryStep(long Id, DateTimeOffset At, DeliveryStatus Status, string Code);

/// <summary>What the provider has reported about a message of ours, in the order in which it happened (providers.md 8.2).</summary>
internal sealed class ReadDelivery(IDbContextFactory<MotionDbContext> databases)
{
    /// <returns>Empty for a message of an account this person may not read.</returns>
    public async Task<IReadOnlyList<DeliveryStep>> HandleAsync(CurrentUser user, long messageId, CancellationToken cancellation)
    {
        await using var database = await databases.CreateDbContextAsync(cancellation);
        var readable = database.InteractionsOf(user).SelectMany(interaction => database.Messages.Where(message => message.InteractionId == interaction.Id));
        var steps = await readable.Where(message => message.Id == messageId)
            .SelectMany(message => database.StatusEvents.Where(happened => happened.MessageId == message.Id))
            .Select(happened => new DeliveryStep(happened.Id, happened.ProviderAt ?? happened.ReceivedAt, happened.Status, happened.Code))
            .ToListAsync(cancellation);
        // Providers count whole seconds: of what happened in the same one, the lower state was first.
        return [.. steps.OrderBy(step => step.At).ThenBy(step => step.Status).ThenBy(step => step.Id)];
    }
}
