namespace Motion.Blazor.Features.Administration.Jobs;

/// <summary>Marker of the resource files.</summary>
internal sealed class JobsWords;
