using Motion.Domain.Messaging;

namespace Motion.Blazor.Pipeline;

internal static class Preview
{
    private const int Length = 160;

    /// <summary>The first words of a message for a list; empty where only its kind says something.</summary>
    public static string Of(MessageContent content)
    {
        var words = content.Summary.ReplaceLineEndings(" ");
        return words.Length <= Length ? words : words[..(char.IsHighSurrogate(words[Length - 1]) ? Length - 1 : Length)];
    }
}
