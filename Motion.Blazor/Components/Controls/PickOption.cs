namespace Motion.Blazor.Components.Controls;

/// <summary>Something that can be picked from a list.</summary>
/// <param name="Id">What comes back when it was picked.</param>
/// <param name="Name">What one searches for.</param>
/// <param name="Detail">Shown beside it and searched as well, or null.</param>
public sealed record PickOption(int Id, string Name, string? Detail = null);
