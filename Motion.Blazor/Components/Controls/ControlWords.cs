namespace Motion.Blazor.Components.Controls;

/// <summary>Marker of the resource files.</summary>
internal sealed class ControlWords;
