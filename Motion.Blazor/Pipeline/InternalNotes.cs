using System.Text.Json;
using Motion.Blazor.Realtime;
using Motion.Domain.Interactions;
using Motion.Domain.Messaging;

namespace Motion.Blazor.Pipeline;

/// <summary>Notes: agents see them, the customer never; they move neither lists nor clocks (product.md sections 2 and 5).</summary>
internal static class InternalNotes
{
    public const int MostCharacters = 4096;

    public static Message Add(WorkUnit work, Interaction interaction, string body, int? authorId, DateTimeOffset now)
    {
        var note = new Message
        {
            InteractionId = interaction.Id,
            AccountId = interaction.AccountId,
            Direction = MessageDirection.Note,
            Kind = MessageKind.Text,
            Body = body,
            Content = JsonSerializer.Serialize<MessageContent>(new TextContent(body)),
            AuthorId = authorId,
            CreatedAt = now,
        };
        work.Database.Messages.Add(note);
        work.Changed.Add(Topic.Interaction(interaction.Id));
        return note;
    }
}
