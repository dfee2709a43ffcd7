namespace Motion.E2E.Support;

/// <summary>The real clock, which a journey puts forward: for the application it is later at once, nobody waits.</summary>
public sealed class MovableClock : TimeProvider
{
    private long _ahead;

    public override DateTimeOffset GetUtcNow() => System.GetUtcNow() + TimeSpan.FromTicks(Interlocked.Read(ref _ahead));

    public void PutForward(TimeSpan by) => Interlocked.Add(ref _ahead, by.Ticks);
}
