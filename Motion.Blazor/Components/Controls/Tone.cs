namespace Motion.Blazor.Components.Controls;

/// <summary>What a colour says; a word or an icon always says it too.</summary>
public enum Tone
{
    Neutral,
    Accent,
    Success,
    Warning,
    Danger,
}
