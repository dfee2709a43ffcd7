using System.Text.Json;
using System.Text.Json.Serialization;
using Motion.Blazor.Features.Interactions;
using Motion.Domain.Interactions;
using Motion.Domain.Messaging;

namespace Motion.Blazor.Features.Api;

/// <summary>A conversation. Times in UTC.</summary>
internal sealed record InteractionAnswer(
    long Id,
    int AccountId,
    string Status,
    int? OwnerId,
    bool Read,
    InteractionContact Contact,
    int? QueueId,
    DateTimeOffset StartedAt,
    DateTimeOffset LastMessageAt,
    DateTimeOffset? ClosedAt,
    IReadOnlyList<GivenDisposition> Dispositions,
    IReadOnlyList<string> Tags)
{
    public static InteractionAnswer Of(InteractionListing listing) => new(
        listing.Interaction.Id,
        listing.Interaction.AccountId,
        listing.Interaction.Status == InteractionStatus.Open ? "open" : "closed",
        listing.Interaction.OwnerId,
        listing.Interaction.IsRead,
        listing.Contact,
        listing.Interaction.QueueId,
        listing.Interaction.StartedAt,
        listing.Interaction.LastMessageAt,
        listing.Interaction.ClosedAt,
        listing.Dispositions,
        listing.Tags);
}

/// <summary>A message. Direction: <c>in</c>, <c>out</c> or <c>note</c>; status of an outbound one, else null.</summary>
internal sealed record MessageAnswer(
    long Id,
    string Direction,
    string Kind,
    string Body,
    string? Status,
    string? ProviderMessageId,
    DateTimeOffset CreatedAt,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] AttachmentAnswer? Attachment,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] FailureAnswer? Failure)
{
    public static MessageAnswer Of(Message message) => new(
        message.Id,
        message.Direction switch
        {
            MessageDirection.In => "in",
            MessageDirection.Out => "out",
            MessageDirection.Note => "note",
        },
        WireName(message.Kind),
        message.Body,
        message.Status is { } status ? WireName(status) : null,
        message.ProviderMessageId,
        message.CreatedAt,
        message.Attachment is { } file ? new AttachmentAnswer(file.MimeType, file.FileName, file.Size, WireName(file.State)) : null,
        message.FailureKind is { } kind ? new FailureAnswer(WireName(kind), message.FailureDetail) : null);

    private static string WireName<T>(T value) where T : struct, Enum => JsonNamingPolicy.CamelCase.ConvertName(value.ToString());
}

/// <summary>A file of a message; state <c>pending</c>, <c>stored</c> or <c>failed</c>.</summary>
internal sealed record AttachmentAnswer(string MimeType, string? FileName, long? Size, string State);

/// <summary>Why an outbound message will not arrive.</summary>
internal sealed record FailureAnswer(string Kind, string? Detail);
