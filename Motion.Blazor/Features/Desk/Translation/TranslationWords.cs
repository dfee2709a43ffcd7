namespace Motion.Blazor.Features.Desk.Translation;

/// <summary>Marker of the resource files.</summary>
internal sealed class TranslationWords;
