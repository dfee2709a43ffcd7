namespace Motion.Tests.Simulation;

/// <summary>Runs a seed; of a failing one, the shortest list of stimuli that still fails.</summary>
internal sealed record Story(int Seed, IReadOnlyList<Stimulus> Stimuli, string Violation, IReadOnlyList<string> Log)
{
    private const int LastLines = 60;

    /// <summary>Null when all invariants held.</summary>
    public static Story? Of(int seed, int hours, out long steps)
    {
        var stimuli = StimulusGenerator.Day(seed, hours);
        return Run(seed, stimuli, out steps) is { } failed ? Shorten(failed) : null;
    }

    public override string ToString() =>
        $"""
        Seed {Seed}: {Violation}.
        {Stimuli.Count} stimuli: {string.Join("; ", Stimuli)}
        {string.Join(Environment.NewLine, Log.TakeLast(LastLines))}
        """;

    private static Story? Run(int seed, IReadOnlyList<Stimulus> stimuli, out long steps)
    {
        var centre = new SimulatedCentre(SimulatedWorld.Of(seed));
        try
        {
            centre.Run(stimuli);
            return null;
        }
        catch (InvariantBrokenException broken)
        {
            return new Story(seed, stimuli, broken.Message, centre.Log);
        }
        finally
        {
            steps = centre.Steps;
        }
    }

    /// <summary>Takes away ever smaller pieces for as long as it still fails.</summary>
    private static Story Shorten(Story story)
    {
        for (var piece = story.Stimuli.Count / 2; piece >= 1; piece /= 2)
        {
            for (var at = 0; at < story.Stimuli.Count;)
            {
                var rest = story.Stimuli.Where((_, index) => index < at || index >= at + piece).ToList();
                if (Run(story.Seed, rest, out _) is { } shorter)
                    story = shorter;
                else
                    at += piece;
            }
        }
        return story;
    }
}
