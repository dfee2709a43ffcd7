using System.Globalization;
using System.Text.Json;
using Motion.Domain.Messaging;

namespace Motion.Providers.Meta;

/// <summary>Writes what a send of a template says about it (providers.md 3.3): name, language, and the values of its parts.</summary>
internal static class MetaTemplateBody
{
    public static void Write(Utf8JsonWriter json, TemplateContent template)
    {
        json.WriteString("name"u8, template.Name);
        json.WriteStartObject("language"u8);
        json.WriteString("code"u8, template.Language);
        json.WriteEndObject();
        if (template is { Header: null, Parameters.Count: 0, Buttons: null or { Count: 0 } }) return;

        json.WriteStartArray("components"u8);
        if (template.Header is { } header) WriteHeader(json, header);
        if (template.Parameters.Count > 0) WriteBody(json, template.Parameters, template.ParameterNames);
        foreach (var (index, value) in (template.Buttons ?? new Dictionary<int, string>()).OrderBy(button => button.Key))
            WriteButton(json, index, value);
        json.WriteEndArray();
    }

    private static void WriteHeader(Utf8JsonWriter json, TemplateHeader header)
    {
        OpenComponent(json, "header");
        switch (header.Kind)
        {
            case MessageKind.Text:
                WriteText(json, header.Value, header.Name);
                break;
            case MessageKind.Image:
                WriteFile(json, "image", header.Value);
                break;
            case MessageKind.Video:
                WriteFile(json, "video", header.Value);
                break;
            case MessageKind.Document:
                WriteFile(json, "document", header.Value);
                break;
            default:
                throw new ArgumentException($"Meta cannot fill a header of kind {header.Kind}.", nameof(header));
        }
        CloseComponent(json);
    }

    private static void WriteBody(Utf8JsonWriter json, IReadOnlyList<string> values, IReadOnlyList<string>? names)
    {
        OpenComponent(json, "body");
        for (var i = 0; i < values.Count; i++) WriteText(json, values[i], i < names?.Count ? names[i] : null);
        CloseComponent(json);
    }

    /// <summary>The rest of an address behind a button.</summary>
    private static void WriteButton(Utf8JsonWriter json, int index, string value)
    {
        json.WriteStartObject();
        json.WriteString("type"u8, "button"u8);
        json.WriteString("sub_type"u8, "url"u8);
        json.WriteString("index"u8, index.ToString(CultureInfo.InvariantCulture));
        json.WriteStartArray("parameters"u8);
        WriteText(json, value, name: null);
        CloseComponent(json);
    }

    private static void OpenComponent(Utf8JsonWriter json, string type)
    {
        json.WriteStartObject();
        json.WriteString("type"u8, type);
        json.WriteStartArray("parameters"u8);
    }

    private static void CloseComponent(Utf8JsonWriter json)
    {
        json.WriteEndArray();
        json.WriteEndObject();
    }

    /// <summary>Placeholders with names of their own want the name beside the value; numbered ones go by their place.</summary>
    private static void WriteText(Utf8JsonWriter json, string value, string? name)
    {
        json.WriteStartObject();
        json.WriteString("type"u8, "text"u8);
        if (name is not null && TemplateText.Number(name) == int.MaxValue) json.WriteString("parameter_name"u8, name);
        json.WriteString("text"u8, value);
        json.WriteEndObject();
    }

    private static void WriteFile(Utf8JsonWriter json, string type, string link)
    {
        json.WriteStartObject();
        json.WriteString("type"u8, type);
        json.WriteStartObject(type);
        json.WriteString("link"u8, link);
        json.WriteEndObject();
        json.WriteEndObject();
    }
}
