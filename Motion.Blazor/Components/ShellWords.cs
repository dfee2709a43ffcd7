namespace Motion.Blazor.Components;

/// <summary>Marker of the resource files.</summary>
internal sealed class ShellWords;
