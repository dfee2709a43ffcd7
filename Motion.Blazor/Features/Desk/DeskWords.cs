namespace Motion.Blazor.Features.Desk;

/// <summary>Marker of the resource files.</summary>
internal sealed class DeskWords;
