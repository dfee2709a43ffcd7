using Motion.Bench.Support;
using Motion.Tests.Simulation;

namespace Motion.Bench.Scenarios;

/// <summary>A contact centre on a clock of its own (Motion.Tests/Simulation): one seed, or as many as wanted, for as long as wanted.</summary>
internal static class SimulateScenario
{
    private const int Seeds = 200;
    private const int Day = 24;

    public static Task RunAsync(Figures figures)
    {
        int[] seeds = Options.Number("seed") is { } one ? [one] : [.. Enumerable.Range(1, Options.Number("seeds") ?? Seeds)];
        var hours = Options.Number("hours") ?? Day;
        var (steps, violations) = (0L, 0);
        foreach (var seed in seeds)
        {
            if (Story.Of(seed, hours, out var taken) is { } story)
            {
                violations++;
                Console.WriteLine(story);
            }
            steps += taken;
        }
        figures.Add("seeds", seeds.Length);
        figures.Add("hours", hours);
        figures.Add("steps", steps);
        figures.Add("violations", violations, "wanted = 0");
        return Task.CompletedTask;
    }
}
