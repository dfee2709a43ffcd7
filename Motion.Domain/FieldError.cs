namespace Motion.Domain;

/// <summary>What is wrong with a value someone entered. Put into words where it is shown: forms and API share the same.</summary>
public enum FieldProblem
{
    /// <summary>It must be filled in.</summary>
    Required,
    /// <summary>It is longer than can be kept; the detail is the limit.</summary>
    TooLong,
    /// <summary>It does not have the shape the field asks for.</summary>
    Invalid,
    /// <summary>The number is too small or too large; the detail is the range.</summary>
    OutOfRange,
    /// <summary>Another one has it already; the detail is that one's name.</summary>
    Taken,
    /// <summary>It names something that does not exist (any more); the detail is what was named.</summary>
    Unknown,
    /// <summary>It cannot be changed any more.</summary>
    Fixed,
    /// <summary>This installation has no adapter for it.</summary>
    NotServed,
    /// <summary>The same thing stands there twice.</summary>
    Repeated,
    /// <summary>It has to be one word: no space, no slash.</summary>
    NotOneWord,
    /// <summary>A section of a template is opened and never closed; the detail is the tag and where it stands.</summary>
    SectionNotClosed,
    /// <summary>A template closes a section that is not open at that point; the detail is the tag and where it stands.</summary>
    SectionNotOpen,
    /// <summary>A tag of a template cannot be read; the detail is the tag and where it stands.</summary>
    TagNotReadable,
    /// <summary>It is no good JSON; the detail is the line and the character where that shows, e.g. <c>2:17</c>.</summary>
    BrokenJson,
    /// <summary>It belongs to a feature that is switched off (product.md section 11).</summary>
    SwitchedOff,
}

/// <summary>A value that was not accepted.</summary>
/// <param name="Field">The field's name in the API, with dots and indexes, e.g. <c>credentials.accountSid</c> (product.md section 12).</param>
/// <param name="Problem">What is wrong with it.</param>
/// <param name="Detail">The limit, the name or the position that belongs to it; or null.</param>
/// <param name="Of">What it is a field of, where the same field of other things wants another sentence, e.g. <c>cannedAnswer</c>.</param>
public sealed record FieldError(string Field, FieldProblem Problem, string? Detail = null, string? Of = null);
