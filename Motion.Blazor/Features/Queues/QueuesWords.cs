namespace Motion.Blazor.Features.Queues;

/// <summary>Marker of the resource files.</summary>
internal sealed class QueuesWords;
