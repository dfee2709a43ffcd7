using System.Text.Json;

namespace Motion.Blazor.Features.Desk.Side;

/// <summary>A contact's free fields as text.</summary>
internal static class CustomerFields
{
    public static IReadOnlyDictionary<string, string> Read(string? json) => json is null
        ? new Dictionary<string, string>(StringComparer.Ordinal)
        : JsonSerializer.Deserialize<Dictionary<string, JsonElement>>(json)?.ToDictionary(field => field.Key, field => field.Value.ToString(), StringComparer.Ordinal)
            ?? new Dictionary<string, string>(StringComparer.Ordinal);
}
