namespace Motion.Blazor.Features.Templates;

/// <summary>Marker of the resource files.</summary>
internal sealed class TemplatesWords;
