namespace Motion.Blazor.Identity;

/// <summary>Marker of the resource files.</summary>
internal sealed class IdentityWords;
