namespace Motion.Blazor.Features.Administration;

/// <summary>Marker of the resource files.</summary>
internal sealed class HubWords;
