using System.Globalization;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace Motion.Domain.Search;

/// <summary>
/// A search as JSON, for the API, links and saved searches:
/// <c>{"match":"all","timeZone":"Europe/Rome","items":[{"field":"contactName","operator":"contains","value":"rossi"},{"match":"any","items":[…]}]}</c>.
/// More than one value stands in <c>values</c>; what is disabled has <c>"enabled":false</c>.
/// </summary>
public static class SearchJson
{
    private static readonly JsonSerializerOptions Compact = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    /// <summary>The names of the fields.</summary>
    public static string NameOf(SearchField field) => Name(field);

    /// <summary>The names of the operators.</summary>
    public static string NameOf(SearchOperator comparison) => Name(comparison);

    /// <summary>The search as JSON on one line.</summary>
    public static string Write(SearchDefinition definition)
    {
        var root = WriteGroup(definition.Root);
        if (definition.TimeZone is not null)
            root["timeZone"] = definition.TimeZone;
        return root.ToJsonString(Compact);
    }

    /// <summary>The search a text holds, or what is wrong with it.</summary>
    public static (SearchDefinition Definition, IReadOnlyList<SearchError> Errors) Read(string json)
    {
        try
        {
            return Read(JsonNode.Parse(json, documentOptions: new JsonDocumentOptions { MaxDepth = 32 }));
        }
        catch (JsonException)
        {
            return (SearchDefinition.Everything, [new SearchError("", SearchProblem.Shape)]);
        }
    }

    /// <summary>The search a JSON object holds, or what is wrong with it.</summary>
    public static (SearchDefinition Definition, IReadOnlyList<SearchError> Errors) Read(JsonNode? node)
    {
        var errors = new List<SearchError>();
        try
        {
            var root = ReadNode(node, "", errors) as SearchGroup;
            if (root is null && errors.Count == 0)
                errors.Add(new SearchError("", SearchProblem.Shape));
            var zone = TextOf((node as JsonObject)?["timeZone"]);
            return (new SearchDefinition { Root = root ?? new SearchGroup(), TimeZone = zone }, errors);
        }
        catch (Exception trouble) when (trouble is ArgumentException or InvalidOperationException)
        {
            // The same name twice in one object, and half a surrogate pair, show only when they are looked at.
            return (SearchDefinition.Everything, [new SearchError("", SearchProblem.Shape)]);
        }
    }

    private static JsonObject WriteGroup(SearchGroup group)
    {
        var json = new JsonObject { ["match"] = Name(group.Match) };
        if (!group.Enabled)
            json["enabled"] = false;
        json["items"] = new JsonArray([.. group.Items.Select(item => (JsonNode)(item is SearchGroup inner ? WriteGroup(inner) : WriteCondition((SearchCondition)item)))]);
        return json;
    }

    private static JsonObject WriteCondition(SearchCondition condition)
    {
        var json = new JsonObject { ["field"] = Name(condition.Field), ["operator"] = Name(condition.Operator) };
        if (condition.Values.Count == 1)
            json["value"] = condition.Values[0];
        else if (condition.Values.Count > 1)
            json["values"] = new JsonArray([.. condition.Values.Select(value => (JsonNode)JsonValue.Create(value))]);
        if (!condition.Enabled)
            json["enabled"] = false;
        return json;
    }

    private static SearchNode? ReadNode(JsonNode? node, string path, List<SearchError> errors)
    {
        if (node is not JsonObject json)
            return Refuse(errors, path, SearchProblem.Shape);
        var enabled = true;
        if (json["enabled"] is { } given && !(given is JsonValue flag && flag.TryGetValue(out enabled)))
            return Refuse(errors, path, SearchProblem.Shape, "enabled");
        return json.ContainsKey("field") ? ReadCondition(json, path, enabled, errors) : ReadGroup(json, path, enabled, errors);
    }

    private static SearchGroup? ReadGroup(JsonObject json, string path, bool enabled, List<SearchError> errors)
    {
        var match = SearchMatch.All;
        if (json["match"] is { } word && !TryName(TextOf(word), out match))
            return Refuse(errors, path, SearchProblem.Shape, "match") as SearchGroup;
        if (json["items"] is not (null or JsonArray))
            return Refuse(errors, path, SearchProblem.Shape, "items") as SearchGroup;
        var items = new List<SearchNode>();
        foreach (var (item, index) in (json["items"] as JsonArray ?? []).Select((item, index) => (item, index)))
        {
            if (ReadNode(item, string.Create(CultureInfo.InvariantCulture, $"{path}{(path.Length > 0 ? "." : "")}items[{index}]"), errors) is { } read)
                items.Add(read);
        }
        return new SearchGroup { Match = match, Items = items, Enabled = enabled };
    }

    private static SearchCondition? ReadCondition(JsonObject json, string path, bool enabled, List<SearchError> errors)
    {
        var name = TextOf(json["field"]);
        if (!TryName<SearchField>(name, out var field))
            return Refuse(errors, path, SearchProblem.UnknownField, name) as SearchCondition;
        var word = TextOf(json["operator"]);
        if (!TryName<SearchOperator>(word, out var comparison))
            return Refuse(errors, path, SearchProblem.UnknownOperator, word) as SearchCondition;
        if (json["values"] is not (null or JsonArray))
            return Refuse(errors, path, SearchProblem.Shape, "values") as SearchCondition;
        var values = new List<string>();
        foreach (var value in json["values"] is JsonArray several ? several.ToArray() : json["value"] is { } single ? [single] : [])
        {
            if (ValueOf(value) is not { } text)
                return Refuse(errors, path, SearchProblem.Shape, "value") as SearchCondition;
            values.Add(text);
        }
        return new SearchCondition { Field = field, Operator = comparison, Values = values, Enabled = enabled };
    }

    private static SearchNode? Refuse(List<SearchError> errors, string path, SearchProblem problem, string? detail = null)
    {
        errors.Add(new SearchError(path, problem, detail is { Length: > 60 } ? $"{detail[..60]}…" : detail));
        return null;
    }

    /// <summary>Numbers may be given as numbers, words as words.</summary>
    private static string? ValueOf(JsonNode? node) => node is not JsonValue value ? null : value.GetValueKind() switch
    {
        JsonValueKind.String => value.GetValue<string>(),
        JsonValueKind.Number => value.ToJsonString(),
        _ => null,
    };

    private static string? TextOf(JsonNode? node) => node is JsonValue value && value.GetValueKind() == JsonValueKind.String ? value.GetValue<string>() : null;

    private static string Name<T>(T value) where T : struct, Enum => JsonNamingPolicy.CamelCase.ConvertName(value.ToString());

    private static bool TryName<T>(string? name, out T value) where T : struct, Enum
    {
        foreach (var candidate in Enum.GetValues<T>())
        {
            if (Name(candidate) == name)
            {
                value = candidate;
                return true;
            }
        }
        value = default;
        return false;
    }
}
