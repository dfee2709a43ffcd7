namespace Motion.Blazor.Features.Desk.Video;

/// <summary>Marker of the resource files.</summary>
internal sealed class VideoWords;
