using Microsoft.EntityFrameworkCore;
using Motion.Blazor.Data;
using Motion.Blazor.Pipeline;
using Motion.Domain.Interactions;

namespace Motion.Blazor.Features.Desk.Work;

/// <summary>
/// The owner puts an emoji on a message of the customer, or takes it away. Not an answer: it neither starts the inactivity clock nor
/// moves the conversation in the lists.
/// </summary>
internal sealed class ReactToMessage(IDbContextFactory<MotionDbContext> databases, CommitNews news, OutboundDrafts drafts, TimeProvider time)
{
    /// <summary>Those offered; WhatsApp takes any other emoji as well.</summary>
    public static readonly IReadOnlyList<string> Usual = ["👍", "❤️", "😂", "😮", "😢", "🙏"];

    /// <param name="userId">Who reacts.</param>
    /// <param name="messageId">To what.</param>
    /// <param name="emoji">One of <see cref="Usual"/>; null takes ours away.</param>
    /// <param name="cancellation">Ends the storing, not the sending.</param>
    public async Task<DeskResult> HandleAsync(int userId, long messageId, string? emoji, CancellationToken cancellation)
    {
        await using var work = new WorkUnit(await databases.CreateDbContextAsync(cancellation));
        var interaction = await work.Database.Messages.Where(m => m.Id == messageId).Select(m => m.Interaction).FirstOrDefaultAsync(cancellation);
        if (interaction is null || (emoji is not null && !Usual.Contains(emoji)))
            return new DeskResult(DeskRefusal.NotFound);
        if (!await work.Database.AccountAgents.AnyAsync(member => member.AccountId == interaction.AccountId && member.UserId == userId, cancellation))
            return new DeskResult(DeskRefusal.NotMember);
        if (interaction.Status == InteractionStatus.Closed)
            return new DeskResult(DeskRefusal.AlreadyClosed);
        if (interaction.OwnerId != userId)
            return new DeskResult(DeskRefusal.NotOwner, interaction.OwnerId);
        var outcome = await drafts.CheckReactionAsync(interaction.Id, messageId, emoji, cancellation);
        if (outcome.Draft is not { } draft)
            return new DeskResult(outcome.Refusal);

        var message = Outbound.Add(work, interaction, draft, userId, time.GetUtcNow());
        await news.SaveAndTellAsync(work, cancellation);
        return new DeskResult(MessageId: message.Id);
    }
}
