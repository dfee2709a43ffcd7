using System.Text.Json;
using System.Text.Json.Serialization;
using Motion.Domain.Messaging;

namespace Motion.Blazor.Features.Interactions.Transcripts;

/// <summary>One message of a transcript, as its JSON holds it. Direction: in, out, or note for what only agents saw.</summary>
internal sealed record TranscriptMessage(
    long Id,
    string Direction,
    string Kind,
    DateTimeOffset CreatedAt,
    string? Author,
    string Body,
    string? Status,
    bool Internal,
    bool Deleted,
    DateTimeOffset? EditedAt,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] TranscriptFile? Attachment)
{
    public static string WireName<T>(T value) where T : struct, Enum => JsonNamingPolicy.CamelCase.ConvertName(value.ToString());

    [JsonIgnore]
    public MessageDirection Way { get; init; }
}

/// <param name="Path">Its place in the zip; null where it is not in there.</param>
internal sealed record TranscriptFile(string? Name, string MimeType, long? Size, string? Path)
{
    /// <summary>Its place under the media directory.</summary>
    [JsonIgnore]
    public string? Stored { get; init; }
}
