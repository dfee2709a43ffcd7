namespace Motion.Blazor.Features.Interactions;

/// <summary>Marker of the resource files.</summary>
internal sealed class InteractionsWords;
