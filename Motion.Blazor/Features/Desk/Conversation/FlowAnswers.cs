using System.Text.Json;

namespace Motion.Blazor.Features.Desk.Conversation;

/// <summary>What a customer filled in, line by line. The names are the flow's own; what is for machines is left out.</summary>
internal static class FlowAnswers
{
    private const int Most = 50;

    public static IReadOnlyList<(string Name, string Value)> Of(string? json)
    {
        if (string.IsNullOrWhiteSpace(json))
            return [];
        try
        {
            using var document = JsonDocument.Parse(json);
            return document.RootElement.ValueKind == JsonValueKind.Object
                ? [.. document.RootElement.EnumerateObject().Where(answer => answer.Name != "flow_token").Take(Most).Select(answer => (answer.Name, Text(answer.Value)))]
                : [("", Text(document.RootElement))];
        }
        catch (JsonException)
        {
            return [("", json)];
        }
    }

    private static string Text(JsonElement value) => value.ValueKind switch
    {
        JsonValueKind.String => value.GetString() ?? "",
        JsonValueKind.Array => string.Join(", ", value.EnumerateArray().Select(Text)),
        JsonValueKind.Null => "–",
        _ => value.GetRawText(),
    };
}
