using System.Text.Json;
using Motion.Blazor.Pipeline;
using Motion.Blazor.Realtime;
using Motion.Domain.Interactions;
using Motion.Domain.Messaging;

namespace Motion.Blazor.Features.Desk.Work;

internal static class Outbound
{
    /// <summary>Puts a message into the thread and into the outbox.</summary>
    public static Message Add(WorkUnit work, Interaction interaction, MessageContent content, int? authorId, DateTimeOffset now)
    {
        var message = new Message
        {
            Interaction = interaction,
            AccountId = interaction.AccountId,
            Direction = MessageDirection.Out,
            Kind = content.Kind,
            Body = content.Summary,
            Content = JsonSerializer.Serialize(content),
            Status = DeliveryStatus.Queued,
            StatusAt = now,
            AuthorId = authorId,
            CreatedAt = now,
        };
        // A reaction stands on another message: in lists and counts the conversation is where it was.
        if (content is not ReactionContent)
        {
            interaction.MessageCount++;
            interaction.LastMessageAt = now;
            interaction.LastMessageDirection = MessageDirection.Out;
            interaction.LastMessageKind = content.Kind;
            interaction.LastMessagePreview = Preview.Of(content);
        }
        work.Database.Messages.Add(message);
        Enqueue(work, interaction, message, now);
        return message;
    }

    /// <summary>The same for a draft: with the message it quotes, and with its file, which from now on is the message's.</summary>
    public static Message Add(WorkUnit work, Interaction interaction, OutboundDraft draft, int? authorId, DateTimeOffset now)
    {
        var message = Add(work, interaction, draft.Content, authorId, now);
        message.ReplyToProviderMessageId = draft.ReplyToProviderMessageId;
        if (draft.File is not { } file)
            return message;
        message.Attachment = new Attachment
        {
            State = AttachmentState.Stored,
            MimeType = file.MimeType,
            FileName = file.FileName,
            Size = file.Size,
            Sha256 = file.Sha256,
            Path = file.Path,
        };
        work.Database.Uploads.Remove(file);
        return message;
    }

    public static void Enqueue(WorkUnit work, Interaction interaction, Message message, DateTimeOffset now, TimeSpan pause = default)
    {
        work.Database.Outbox.Add(new OutboxItem
        {
            AccountId = interaction.AccountId,
            Message = message,
            CustomerIdentityKind = interaction.CustomerIdentityKind,
            CustomerIdentity = interaction.CustomerIdentity,
            State = OutboxState.Pending,
            NotBefore = now + pause,
            CreatedAt = now,
        });
        work.OutboxAccounts.Add(interaction.AccountId);
        if (interaction.Id != 0)
            work.Changed.Add(Topic.Interaction(interaction.Id));
    }
}
