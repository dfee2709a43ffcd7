namespace Motion.Blazor.Hosting;

internal static class ApplicationStart
{
    /// <summary>The server would look through them when it starts; until then there is a core that only waits for the database.</summary>
    public static void LookThroughEndpoints(this WebApplication app)
    {
        foreach (var source in ((IEndpointRouteBuilder)app).DataSources)
            _ = source.Endpoints;
    }

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
