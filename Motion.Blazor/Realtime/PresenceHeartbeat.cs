namespace Motion.Blazor.Realtime;

/// <summary>The one heartbeat of this process.</summary>
internal sealed class PresenceHeartbeat(PresenceLeases leases, TimeProvider time, ILogger<PresenceHeartbeat> logger) : BackgroundService
{
    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var timer = new PeriodicTimer(PresenceTimes.Heartbeat, time);
        while (await NextAsync(timer, stoppingToken))
        {
            try
            {
                await leases.BeatAsync(stoppingToken);
            }
            catch (OperationCanceledException) when (stoppingToken.IsCancellationRequested)
            {
                return;
            }
            catch (Exception exception)
            {
                // A database that is away for a moment must not end the beat for good; leases live through two missed beats.
                logger.LogError(exception, "The presence heartbeat failed; it is tried again in {Interval}.", PresenceTimes.Heartbeat);
            }
        }
    }

    private static async Task<bool> NextAsync(PeriodicTimer timer, CancellationToken stopping)
    {
        try
        {
            return await timer.WaitForNextTickAsync(stopping);
        }
        catch (OperationCanceledException)
        {
            return false;
        }
    }
}
