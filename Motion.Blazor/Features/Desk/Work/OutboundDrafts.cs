using Microsoft.EntityFrameworkCore;
using Motion.Blazor.Data;
using Motion.Blazor.Features.Templates;
using Motion.Blazor.Pipeline;
using Motion.Domain.Interactions;
using Motion.Domain.Messaging;
using Motion.Providers;

namespace Motion.Blazor.Features.Desk.Work;

/// <summary>A message that may be sent as it stands.</summary>
internal sealed record OutboundDraft(MessageContent Content, string? ReplyToProviderMessageId, Upload? File);

/// <summary>The draft, or why it cannot go; <paramref name="Limit"/> is in characters and belongs to a text or caption that is too long.</summary>
internal sealed record DraftOutcome(OutboundDraft? Draft, DeskRefusal? Refusal = null, int Limit = 0);

/// <summary>
/// Looks at a message before it is stored, the same for agents and programs: the 24-hour window, what the provider can do, the file, and
/// the message it refers to (product.md sections 5 and 7).
/// </summary>
internal sealed class OutboundDrafts(IDbContextFactory<MotionDbContext> databases, AccountDirectory directory, ProviderRegistry providers, TemplateCheck templates,
    TimeProvider time)
{
    private const double MostLatitude = 90;
    private const double MostLongitude = 180;

    /// <param name="interactionId">The conversation.</param>
    /// <param name="content">What to say; of a file only its caption counts, the rest is known from the file.</param>
    /// <param name="uploadId">The file, where the content is one.</param>
    /// <param name="replyToMessageId">The message it quotes, or null.</param>
    /// <param name="cancellation">Ends the looking.</param>
    public async Task<DraftOutcome> CheckAsync(
        long interactionId, MessageContent content, Guid? uploadId, long? replyToMessageId, CancellationToken cancellation)
    {
        await using var database = await databases.CreateDbContextAsync(cancellation);
        var interaction = await database.Interactions.AsNoTracking().FirstOrDefaultAsync(i => i.Id == interactionId, cancellation);
        if (interaction is null || await directory.FindAsync(interaction.AccountId) is not { } account)
            return new DraftOutcome(null, DeskRefusal.NotFound);
        var abilities = providers.For(account.Type).CapabilitiesOf(account.Credentials);

        var file = uploadId is { } id
            ? await database.Uploads.AsNoTracking().FirstOrDefaultAsync(u => u.Id == id && u.InteractionId == interactionId, cancellation)
            : null;
        if (content is MediaContent media)
        {
            if (file is null)
                return new DraftOutcome(null, DeskRefusal.FileGone);
            content = new MediaContent(file.Kind, file.MimeType, string.IsNullOrWhiteSpace(media.Caption) ? null : media.Caption, file.FileName);
        }
        if (RefusalOf(content, abilities) is { } refusal)
            return refusal;
        if (content is TemplateContent template)
        {
            var (checkedContent, objection) = await templates.RunAsync(account, template, cancellation);
            if (checkedContent is null)
                return new DraftOutcome(null, objection);
            content = checkedContent;
        }
        if (content is not TemplateContent && !ServiceWindow.IsOpen(interaction.LastInboundAt, time.GetUtcNow()))
            return new DraftOutcome(null, DeskRefusal.OutsideWindow);

        if (replyToMessageId is not { } quotedId)
            return new DraftOutcome(new OutboundDraft(content, null, file));
        if (!abilities.ReplyTo)
            return new DraftOutcome(null, DeskRefusal.NotSupported);
        var quoted = await ProviderIdAsync(database, interaction, quotedId, cancellation);
        return quoted is null
            ? new DraftOutcome(null, DeskRefusal.NoSuchMessage)
            : new DraftOutcome(new OutboundDraft(content, quoted, file));
    }

    /// <summary>An emoji for a message of the customer, or its removal (null).</summary>
    public async Task<DraftOutcome> CheckReactionAsync(long interactionId, long messageId, string? emoji, CancellationToken cancellation)
    {
        string? target;
        await using (var database = await databases.CreateDbContextAsync(cancellation))
        {
            target = await database.Messages
                .Where(m => m.Id == messageId && m.InteractionId == interactionId && m.Direction == MessageDirection.In && m.RevokedAt == null)
                .Select(m => m.ProviderMessageId).FirstOrDefaultAsync(cancellation);
        }
        return target is null
            ? new DraftOutcome(null, DeskRefusal.NoSuchMessage)
            : await CheckAsync(interactionId, new ReactionContent(target, emoji), null, null, cancellation);
    }

    private static DraftOutcome? RefusalOf(MessageContent content, ProviderCapabilities abilities) => content switch
    {
        LocationContent place when !(Math.Abs(place.Latitude) <= MostLatitude && Math.Abs(place.Longitude) <= MostLongitude) =>
            new DraftOutcome(null, DeskRefusal.BadPlace),
        ContactsContent cards when cards.Cards.Any(card => string.IsNullOrWhiteSpace(card.Name) || card.Phones.Count + card.Emails.Count == 0) =>
            new DraftOutcome(null, DeskRefusal.BadCard),
        _ => abilities.ObstacleTo(content) switch
        {
            SendObstacle.Empty => new DraftOutcome(null, DeskRefusal.Empty),
            SendObstacle.TextTooLong => new DraftOutcome(null, DeskRefusal.TextTooLong, abilities.TextLimit),
            SendObstacle.CaptionTooLong => new DraftOutcome(null, DeskRefusal.CaptionTooLong, abilities.CaptionLimit),
            SendObstacle.NoCaption => new DraftOutcome(null, DeskRefusal.NoCaption),
            SendObstacle.NotSupported => new DraftOutcome(null, DeskRefusal.NotSupported),
            null => null,
        },
    };

    /// <summary>Of the same customer at the same account, also from an earlier conversation.</summary>
    private static Task<string?> ProviderIdAsync(MotionDbContext database, Interaction interaction, long messageId, CancellationToken cancellation) =>
        database.Messages
            .Where(m => m.Id == messageId && m.AccountId == interaction.AccountId && m.Interaction!.ContactId == interaction.ContactId
                && m.Direction != MessageDirection.Note)
            .Select(m => m.ProviderMessageId).FirstOrDefaultAsync(cancellation);
}
