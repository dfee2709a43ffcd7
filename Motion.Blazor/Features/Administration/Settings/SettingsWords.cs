namespace Motion.Blazor.Features.Administration.Settings;

/// <summary>Marker of the resource files.</summary>
internal sealed class SettingsWords;
