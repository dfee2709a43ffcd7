namespace Motion.Blazor.Hosting;

internal static class ApplicationStart
{
    /// <summary>
    /// Completes when the application listens. What is left over from an earlier process waits for that: it is worked off a moment later,
    /// but the application is ready sooner, and a provider that answers a send with a webhook at once finds it there.
    /// </summary>
    public static async Task StartedAsync(this IHostApplicationLifetime lifetime, CancellationToken cancellation)
    {
        var started = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        await using (lifetime.ApplicationStarted.Register(started.SetResult))
            await started.Task.WaitAsync(cancellation);
    }
}
