namespace Motion.Blazor.Components.Controls;

/// <summary>One step of a breadcrumb.</summary>
public sealed record Crumb(string Text, string Href);
