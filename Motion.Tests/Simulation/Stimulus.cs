namespace Motion.Tests.Simulation;

/// <summary>What can happen to a contact centre from outside.</summary>
internal enum StimulusKind
{
    CustomerWrites,
    CustomerRepeats,
    AgentGoesOnline,
    AgentPauses,
    AgentGoesOffline,
    LineCut,
    LineBack,
    TabOpened,
    TabClosed,
    Accepts,
    Rejects,
    Takes,
    Answers,
    Reads,
    Closes,
    ClosesWithoutDisposition,
    TransfersToAgent,
    TransfersToQueue,
    ProgramCloses,
    OutsideAnswers,
    OutsideFails,
    CapacityChanges,
    KillAfterCommit,
    Kill,
}

/// <summary>One thing that happens at a moment. <paramref name="Who"/> and <paramref name="What"/> choose among what is there then.</summary>
internal sealed record Stimulus(int Second, StimulusKind Kind, int Who, int What)
{
    public override string ToString() => $"{TimeSpan.FromSeconds(Second):hh\\:mm\\:ss} {Kind} {Who}/{What}";
}

/// <summary>A day of a contact centre out of a seed: bursts, quiet nights, people who come and go.</summary>
internal static class StimulusGenerator
{
    private static readonly (StimulusKind Kind, int Weight)[] Weights =
    [
        (StimulusKind.CustomerWrites, 26), (StimulusKind.CustomerRepeats, 3),
        (StimulusKind.AgentGoesOnline, 8), (StimulusKind.AgentPauses, 4), (StimulusKind.AgentGoesOffline, 2),
        (StimulusKind.LineCut, 3), (StimulusKind.LineBack, 4), (StimulusKind.TabOpened, 4), (StimulusKind.TabClosed, 3),
        (StimulusKind.Accepts, 16), (StimulusKind.Rejects, 5), (StimulusKind.Takes, 4), (StimulusKind.Answers, 12), (StimulusKind.Reads, 4),
        (StimulusKind.Closes, 6), (StimulusKind.ClosesWithoutDisposition, 2), (StimulusKind.TransfersToAgent, 3), (StimulusKind.TransfersToQueue, 3),
        (StimulusKind.ProgramCloses, 1), (StimulusKind.OutsideAnswers, 8), (StimulusKind.OutsideFails, 2), (StimulusKind.CapacityChanges, 1),
        (StimulusKind.KillAfterCommit, 1), (StimulusKind.Kill, 1),
    ];

    public static IReadOnlyList<Stimulus> Day(int seed, int hours)
    {
        var random = new Random(seed);
        var all = Weights.SelectMany(entry => Enumerable.Repeat(entry.Kind, entry.Weight)).ToArray();
        var stimuli = new List<Stimulus>();
        for (var second = 0; second < hours * 3600;)
        {
            // A burst every now and then, busy days and quiet nights.
            var isNight = second / 3600 % 24 is < 7 or > 21;
            var count = random.Next(100) < 10 ? random.Next(3, 12) : 1;
            for (var i = 0; i < count; i++)
                stimuli.Add(new Stimulus(second + random.Next(3), all[random.Next(all.Length)], random.Next(1000), random.Next(1000)));
            second += random.Next(1, isNight ? 900 : 120);
        }
        return [.. stimuli.OrderBy(stimulus => stimulus.Second)];
    }
}
