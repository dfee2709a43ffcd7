namespace Motion.Blazor.Features.CannedAnswers;

/// <summary>Marker of the resource files.</summary>
internal sealed class CannedAnswersWords;
