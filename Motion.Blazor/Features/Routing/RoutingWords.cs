namespace Motion.Blazor.Features.Routing;

/// <summary>Marker of the resource files.</summary>
internal sealed class RoutingWords;
