namespace Motion.Tests.Simulation;

/// <summary>A whole contact centre for a day, many times over; a failing seed prints the shortest story that fails.</summary>
public sealed class SimulationTests
{
    private const int Seeds = 200;

    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    public void ADay_OfFiftySeeds_KeepsEveryInvariant(int quarter)
    {
        for (var seed = (quarter * Seeds / 4) + 1; seed <= (quarter + 1) * Seeds / 4; seed++)
        {
            var story = Story.Of(seed, hours: 24, out var steps);
            Assert.True(story is null, story?.ToString());
            Assert.True(steps > 0, "Nothing happened.");
        }
    }

    [Fact]
    public void SameSeed_TellsTheSameStory()
    {
        var first = new SimulatedCentre(SimulatedWorld.Of(7));
        var second = new SimulatedCentre(SimulatedWorld.Of(7));

        first.Run(StimulusGenerator.Day(7, hours: 6));
        second.Run(StimulusGenerator.Day(7, hours: 6));

        Assert.Equal(first.Log, second.Log);
        Assert.NotEmpty(first.Log);
    }
}
