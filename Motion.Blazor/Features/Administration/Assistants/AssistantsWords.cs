namespace Motion.Blazor.Features.Administration.Assistants;

/// <summary>Marker of the resource files.</summary>
internal sealed class AssistantsWords;
