using Motion.Domain.Messaging;
using Motion.Providers;

namespace Motion.Blazor.Features.Templates;

/// <summary>The part of a template whose value is missing or cannot be sent.</summary>
public enum TemplatePart
{
    /// <summary>A placeholder of the text.</summary>
    Parameter,

    /// <summary>The header's words, or the link of its file.</summary>
    Header,

    /// <summary>What follows in a button's address.</summary>
    Button,
}

/// <summary>A value that is missing or cannot be sent.</summary>
/// <param name="Index">Which placeholder or button, from 0.</param>
public sealed record TemplateFault(TemplatePart Part, int Index);

/// <summary>Whether a template's values fit it, and what comes of them; the desk and the server ask the same.</summary>
internal static class TemplateFilling
{
    /// <summary>Longest value; Meta's whole body has 1024 characters.</summary>
    public const int LongestValue = 1024;

    private const int LongestLink = 2048;

    /// <summary>The provider tells no text (it lists names only): then whatever was typed has to do.</summary>
    public static bool IsTextKnown(ProviderTemplate template) => template.Body.Length > 0 || template.Parameters.Count > 0;

    public static IReadOnlyList<TemplateFault> FaultsOf(ProviderTemplate template, TemplateContent content)
    {
        var faults = new List<TemplateFault>();
        var parameters = IsTextKnown(template) ? template.Parameters.Count : content.Parameters.Count;
        for (var i = 0; i < Math.Max(parameters, content.Parameters.Count); i++)
            if (i >= parameters || i >= content.Parameters.Count || !IsValue(content.Parameters[i])) faults.Add(new TemplateFault(TemplatePart.Parameter, i));
        if (template.TakesHeader ? !IsHeader(template.HeaderKind, content.Header?.Value) : content.Header is not null)
            faults.Add(new TemplateFault(TemplatePart.Header, 0));
        var buttons = content.Buttons ?? new Dictionary<int, string>();
        foreach (var (index, button) in template.Buttons.Index())
            if (button.TakesValue ? !buttons.TryGetValue(index, out var value) || !IsValue(value) : buttons.ContainsKey(index)) faults.Add(new TemplateFault(TemplatePart.Button, index));
        faults.AddRange(buttons.Keys.Where(index => index < 0 || index >= template.Buttons.Count).Select(index => new TemplateFault(TemplatePart.Button, index)));
        return faults;
    }

    /// <summary>With the names the provider wants, and what the customer will read.</summary>
    public static TemplateContent Complete(ProviderTemplate template, TemplateContent content)
    {
        var headerNames = TemplateText.Placeholders(template.Header ?? "");
        var header = template.TakesHeader && content.Header is { } given
            ? new TemplateHeader(template.HeaderKind ?? MessageKind.Text, given.Value, template.HeaderKind == MessageKind.Text ? headerNames[0] : null)
            : null;
        var headerText = template.HeaderKind != MessageKind.Text ? null
            : template.TakesHeader ? TemplateText.Fill(template.Header!, headerNames, [header!.Value])
            : TemplateText.Fill(template.Header ?? "", template.Parameters, content.Parameters);
        var body = TemplateText.Fill(template.Body, template.Parameters, content.Parameters);
        return content with
        {
            Preview = IsTextKnown(template) ? string.Join('\n', new[] { headerText, body, template.Footer }.Where(part => !string.IsNullOrEmpty(part))) : NameAndValues(content),
            Header = header,
            Buttons = content.Buttons is { Count: > 0 } ? content.Buttons : null,
            ParameterNames = IsTextKnown(template) && template.Parameters.Count > 0 ? template.Parameters : null,
        };
    }

    /// <summary>What can be shown of a template whose text only the provider knows.</summary>
    public static string NameAndValues(TemplateContent content) =>
        content.Parameters.Count == 0 ? content.Name : $"{content.Name}: {string.Join(", ", content.Parameters)}";

    public static bool IsValue(string? value) => !string.IsNullOrWhiteSpace(value) && value.Length <= LongestValue;

    private static bool IsHeader(MessageKind? kind, string? value) => kind is null or MessageKind.Text
        ? IsValue(value)
        : value?.Length <= LongestLink && Uri.TryCreate(value, UriKind.Absolute, out var link) && link.Scheme == Uri.UriSchemeHttps;
}
