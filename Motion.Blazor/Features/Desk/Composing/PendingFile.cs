using System.Text.Json.Serialization;
using Motion.Domain.Messaging;

namespace Motion.Blazor.Features.Desk.Composing;

/// <summary>A file the browser has in hand.</summary>
/// <param name="Key">The browser's key for it, and the client key of its message.</param>
/// <param name="Preview">Address of a picture within the page, or null.</param>
public sealed record OfferedFile(Guid Key, string Name, long Size, string? Preview);

/// <summary>A file the server has.</summary>
public sealed record TakenFile(Guid Id, [property: JsonConverter(typeof(JsonStringEnumConverter))] MessageKind Kind);

/// <summary>A file in the composer: on its way to the server, there, or refused.</summary>
public sealed record PendingFile(Guid Key, string Name, long Size, string? Preview)
{
    /// <summary>0 to 1.</summary>
    public double Progress { get; init; }

    public TakenFile? Taken { get; init; }

    public string? Refusal { get; init; }
}
