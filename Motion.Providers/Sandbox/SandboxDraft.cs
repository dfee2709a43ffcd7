using System.Text.Json;
using Motion.Domain.Messaging;

namespace Motion.Providers.Sandbox;

/// <summary>What one of our sends asks for, once it has been read and found good.</summary>
/// <param name="Content">What to say.</param>
/// <param name="File">A file uploaded before, or null.</param>
/// <param name="Link">A file the provider has to fetch, or null.</param>
/// <param name="Choices">What can be pressed.</param>
/// <param name="KindByFile">The send does not say what the file is; the provider finds out when it has it.</param>
internal sealed record SandboxDraft(
    MessageContent Content, SandboxFile? File = null, string? Link = null, IReadOnlyList<SandboxChoice>? Choices = null, bool KindByFile = false);

/// <summary>Careful reading of JSON that may be anything.</summary>
internal static class SandboxJson
{
    public static JsonElement? Member(this JsonElement json, string name) =>
        json.ValueKind == JsonValueKind.Object && json.TryGetProperty(name, out var member) && member.ValueKind != JsonValueKind.Null
            ? member
            : null;

    public static string? Text(this JsonElement json, string name) => json.Member(name) switch
    {
        { ValueKind: JsonValueKind.String } text => text.GetString(),
        { ValueKind: JsonValueKind.Number } number => number.GetRawText(),
        _ => null,
    };

    public static double? Number(this JsonElement json, string name) => json.Member(name) switch
    {
        { ValueKind: JsonValueKind.Number } number => number.GetDouble(),
        { ValueKind: JsonValueKind.String } text
            when double.TryParse(text.GetString(), System.Globalization.CultureInfo.InvariantCulture, out var parsed) => parsed,
        _ => null,
    };

    public static IEnumerable<JsonElement> Items(this JsonElement json, string name) =>
        json.Member(name) is { ValueKind: JsonValueKind.Array } array ? array.EnumerateArray() : [];

    /// <summary>The request's body as JSON, or null when it is none.</summary>
    public static async Task<JsonDocument?> ReadJsonAsync(this Microsoft.AspNetCore.Http.HttpRequest request)
    {
        try
        {
            return await JsonDocument.ParseAsync(request.Body, cancellationToken: request.HttpContext.RequestAborted);
        }
        catch (JsonException)
        {
            return null;
        }
    }
}
