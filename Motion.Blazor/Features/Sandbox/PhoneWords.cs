namespace Motion.Blazor.Features.Sandbox;

/// <summary>Marker of the resource files.</summary>
internal sealed class PhoneWords;
