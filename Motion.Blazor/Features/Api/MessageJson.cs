using Motion.Blazor.Features.Interactions;
using Motion.Domain.Messaging;

namespace Motion.Blazor.Features.Api;

/// <summary>
/// A message to write. Direction: <c>out</c> (default) or <c>note</c>. <c>body</c> alone is a text; with <c>fileId</c> it is the file's
/// caption; else exactly one of <c>location</c>, <c>contacts</c>, <c>reaction</c> and <c>template</c>. <c>replyTo</c>: the id of the message it quotes.
/// </summary>
internal sealed record MessageJson(
    string? Body = null,
    string? Direction = null,
    long? ReplyTo = null,
    Guid? FileId = null,
    LocationJson? Location = null,
    IReadOnlyList<ContactJson>? Contacts = null,
    ReactionJson? Reaction = null,
    TemplateJson? Template = null)
{
    /// <summary>Null when it says more than one thing at once.</summary>
    public NewMessage? Read()
    {
        var given = new object?[] { FileId, Location, Contacts, Reaction, Template }.Count(part => part is not null);
        if (given > 1 || (given == 1 && FileId is null && Body is not null))
            return null;
        MessageContent content = this switch
        {
            { FileId: not null } => new MediaContent(MessageKind.Document, null, Body),
            { Location: { } place } => new LocationContent(place.Latitude, place.Longitude, place.Name, place.Address),
            { Contacts: { } cards } => new ContactsContent([.. cards.Select(card => new ContactCard(card.Name ?? "", card.Phones ?? [], card.Emails ?? []))]),
            { Reaction: { } reaction } => new ReactionContent("", string.IsNullOrEmpty(reaction.Emoji) ? null : reaction.Emoji),
            { Template: { } template } => template.Read(),
            _ => new TextContent(Body ?? ""),
        };
        return new NewMessage(Direction == "note" ? MessageDirection.Note : MessageDirection.Out, content, FileId, ReplyTo, Reaction?.MessageId);
    }
}

/// <summary>A place, in degrees.</summary>
internal sealed record LocationJson(double Latitude, double Longitude, string? Name = null, string? Address = null);

/// <summary>A contact card: a name, and at least one number or address.</summary>
internal sealed record ContactJson(string? Name, IReadOnlyList<string>? Phones = null, IReadOnlyList<string>? Emails = null);

/// <summary>An emoji for a message of the customer; without one, ours is taken away.</summary>
internal sealed record ReactionJson(long MessageId, string? Emoji = null);

/// <summary>
/// A template by the provider's name for it (at Twilio its content SID). <c>header</c>: the words or the public link that fill it;
/// <c>buttons</c>: the values of buttons that take one, by their place from 0.
/// </summary>
internal sealed record TemplateJson(
    string? Name,
    string? Language,
    IReadOnlyList<string>? Parameters = null,
    string? Header = null,
    IReadOnlyDictionary<int, string>? Buttons = null)
{
    /// <summary>The preview, and the kind of the header, are the server's business.</summary>
    public TemplateContent Read() => new(
        Name ?? "", Language ?? "", Parameters ?? [], "", Header is null ? null : new TemplateHeader(MessageKind.Text, Header), Buttons);
}
