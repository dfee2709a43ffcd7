namespace Motion.Blazor.Pipeline;

/// <summary>
/// Acknowledging comes before working off: a provider that waits too long repeats everything. While more comes in than the lanes could
/// work off anyway they stand back, but never longer than <see cref="LongestPause"/>, so that a flood slows the routing and does not
/// stop it.
/// </summary>
internal sealed class IntakePressure(TimeProvider time)
{
    /// <summary>More than this in one <see cref="Span"/> is a flood: 1,000 payloads a second.</summary>
    private const int Flood = 50;

    private static readonly TimeSpan Span = TimeSpan.FromMilliseconds(50);
    private static readonly TimeSpan LongestPause = TimeSpan.FromMilliseconds(500);

    private readonly Lock _lock = new();
    private long _spanBegan;
    private int _inThisSpan;
    private int _inLastSpan;

    public void Arrived(int payloads)
    {
        lock (_lock)
        {
            TurnOver();
            _inThisSpan += payloads;
        }
    }

    public async Task StandBackAsync()
    {
        var since = time.GetTimestamp();
        while (IsFlood() && time.GetElapsedTime(since) < LongestPause)
            await Task.Delay(Span, time);
    }

    private bool IsFlood()
    {
        lock (_lock)
        {
            TurnOver();
            return Math.Max(_inThisSpan, _inLastSpan) > Flood;
        }
    }

    private void TurnOver()
    {
        var passed = time.GetElapsedTime(_spanBegan);
        if (passed < Span)
            return;
        _inLastSpan = passed < 2 * Span ? _inThisSpan : 0;
        _inThisSpan = 0;
        _spanBegan = time.GetTimestamp();
    }
}
