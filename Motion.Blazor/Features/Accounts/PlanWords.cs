namespace Motion.Blazor.Features.Accounts;

/// <summary>Marker of the resource files.</summary>
internal sealed class PlanWords;
