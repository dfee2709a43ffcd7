namespace Motion.Blazor.Features;

/// <summary>Words that forms and API share: field errors and refusals.</summary>
internal sealed class AdministrationWords;
