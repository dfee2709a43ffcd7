namespace Motion.Providers;

/// <summary>
/// Listens to the Date of the providers' answers within the calls made from here, for whoever wants to know how far our clock is from
/// theirs. Dispose it to stop listening.
/// </summary>
public sealed class AnswerDates : IDisposable
{
    private static readonly AsyncLocal<AnswerDates?> Listening = new();

    private AnswerDates() => Listening.Value = this;

    /// <summary>Their clock minus ours when the last answer came, with the precision of a second; null when no answer told.</summary>
    public TimeSpan? Difference { get; private set; }

    /// <summary>Begins to listen, in this flow of calls only.</summary>
    public static AnswerDates Listen() => new();

    /// <inheritdoc/>
    public void Dispose() => Listening.Value = null;

    internal static void Note(DateTimeOffset? theirs, DateTimeOffset ours)
    {
        if (Listening.Value is { } listener && theirs is { } date) listener.Difference = date - ours;
    }
}
