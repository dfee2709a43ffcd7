namespace Motion.Blazor.Features.Wallboard;

/// <summary>Marker of the resource files.</summary>
internal sealed class WallboardWords;
