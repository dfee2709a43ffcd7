namespace Motion.Blazor.Features;

/// <summary>A form whose thing someone else saved in the meantime.</summary>
internal static class EditMerge
{
    /// <summary>What the field shows now: theirs when the person has not touched it, else what was entered.</summary>
    public static T Of<T>(T entered, T begunFrom, T theirs) => EqualityComparer<T>.Default.Equals(entered, begunFrom) ? theirs : entered;
}
