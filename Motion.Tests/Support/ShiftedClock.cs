namespace Motion.Tests.Support;

/// <summary>The real clock, put forward when a test says so. For the whole application, whose timers must go on running.</summary>
internal sealed class ShiftedClock : TimeProvider
{
    private TimeSpan _ahead;

    public override DateTimeOffset GetUtcNow() => System.GetUtcNow() + _ahead;

    public void Advance(TimeSpan by) => _ahead += by;
}
