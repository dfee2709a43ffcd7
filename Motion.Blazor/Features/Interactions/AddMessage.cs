using System.Globalization;
using Microsoft.EntityFrameworkCore;
using Motion.Blazor.Data;
using Motion.Blazor.Features.Desk;
using Motion.Blazor.Features.Desk.Work;
using Motion.Blazor.Identity;
using Motion.Blazor.Pipeline;
using Motion.Blazor.Realtime;
using Motion.Domain;
using Motion.Domain.Interactions;
using Motion.Domain.Messaging;

namespace Motion.Blazor.Features.Interactions;

/// <summary>What a program wants to say. Of a file only the caption counts; the rest is known from the upload.</summary>
internal sealed record NewMessage(MessageDirection Direction, MessageContent Content, Guid? UploadId = null, long? ReplyToId = null, long? ReactToId = null);

/// <summary>
/// A program writes into a conversation: to the customer, as an automatic message that neither takes the conversation nor starts its
/// inactivity clock (product.md section 5, Inactivity), or an internal note.
/// </summary>
internal sealed class AddMessage(
    IDbContextFactory<MotionDbContext> databases, CommitNews news, OutboundDrafts drafts, CurrentUser user, TimeProvider time)
{
    private const int Attempts = 5;

    public async Task<Outcome<Message>> RunAsync(long interactionId, NewMessage message, CancellationToken cancellation)
    {
        if (!user.May(this))
            return new Outcome<Message>.NotAllowed();
        for (var attempt = 1; ; attempt++)
        {
            await using var work = new WorkUnit(await databases.CreateDbContextAsync(cancellation));
            if (await work.Database.Interactions.FindAsync([interactionId], cancellation) is not { } interaction)
                return new Outcome<Message>.NotFound();
            if (interaction.Status == InteractionStatus.Closed)
                return new Outcome<Message>.Conflict(ConflictReason.InteractionClosed);
            var (draft, refusal) = await CheckAsync(interactionId, message, cancellation);
            if (refusal is not null)
                return refusal;

            var now = time.GetUtcNow();
            var added = draft is null
                ? InternalNotes.Add(work, interaction, message.Content.Summary, user.PersonId, now)
                : Outbound.Add(work, interaction, draft, authorId: user.PersonId, now);
            work.Changed.UnionWith(Topic.ListsOf(interaction));
            try
            {
                await news.SaveAndTellAsync(work, cancellation);
                return new Outcome<Message>.Done(added);
            }
            catch (DbUpdateConcurrencyException) when (attempt < Attempts)
            {
                // The conversation moved in the same moment; look again whether it may still be written to.
            }
        }
    }

    /// <summary>A note has no draft: it goes to nobody.</summary>
    private async Task<(OutboundDraft? Draft, Outcome<Message>? Refusal)> CheckAsync(long interactionId, NewMessage message, CancellationToken cancellation)
    {
        if (message.Direction == MessageDirection.Note)
        {
            return (null, message.Content switch
            {
                TextContent { Body: var body } when string.IsNullOrWhiteSpace(body) => Invalid("body", FieldProblem.Required),
                TextContent { Body.Length: > InternalNotes.MostCharacters } => Invalid("body", FieldProblem.TooLong, InternalNotes.MostCharacters),
                TextContent => null,
                _ => Invalid("direction", FieldProblem.Invalid),
            });
        }
        var outcome = message is { ReactToId: { } target, Content: ReactionContent reaction }
            ? await drafts.CheckReactionAsync(interactionId, target, reaction.Emoji, cancellation)
            : await drafts.CheckAsync(interactionId, message.Content, message.UploadId, message.ReplyToId, cancellation);
        return (outcome.Draft, outcome.Refusal switch
        {
            null => null,
            DeskRefusal.Empty => Invalid("body", FieldProblem.Required),
            DeskRefusal.TextTooLong or DeskRefusal.CaptionTooLong => Invalid("body", FieldProblem.TooLong, outcome.Limit),
            DeskRefusal.NoCaption => Invalid("body", FieldProblem.Fixed),
            DeskRefusal.FileGone => Invalid("fileId", FieldProblem.Unknown, message.UploadId),
            DeskRefusal.NoSuchMessage when message.ReactToId is { } id => Invalid("reaction.messageId", FieldProblem.Unknown, id),
            DeskRefusal.NoSuchMessage => Invalid("replyTo", FieldProblem.Unknown, message.ReplyToId),
            DeskRefusal.BadPlace => Invalid("location", FieldProblem.OutOfRange),
            DeskRefusal.BadCard => Invalid("contacts", FieldProblem.Required),
            DeskRefusal.TemplateUnknown => Invalid("template.name", FieldProblem.Unknown, (message.Content as TemplateContent)?.Name),
            DeskRefusal.TemplateParameters => Invalid("template.parameters", FieldProblem.Invalid),
            DeskRefusal.TemplateHeader => Invalid("template.header", FieldProblem.Invalid),
            DeskRefusal.TemplateButtons => Invalid("template.buttons", FieldProblem.Invalid),
            DeskRefusal.TemplateNotApproved => new Outcome<Message>.Conflict(ConflictReason.TemplateNotApproved),
            DeskRefusal.OutsideWindow => new Outcome<Message>.Conflict(ConflictReason.OutsideWindow),
            DeskRefusal.NotSupported => new Outcome<Message>.Conflict(ConflictReason.NotAtThisProvider),
            _ => new Outcome<Message>.NotFound(),
        });
    }

    private static Outcome<Message>.Invalid Invalid(string field, FieldProblem problem, object? detail = null) =>
        new([new FieldError(field, problem, Convert.ToString(detail, CultureInfo.InvariantCulture))]);
}
