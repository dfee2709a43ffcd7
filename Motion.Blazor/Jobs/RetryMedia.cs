using Motion.Blazor.Pipeline;
using Quartz;

namespace Motion.Blazor.Jobs;

/// <summary>Wakes the fetching of files whose pause after a failed attempt is over.</summary>
[DisallowConcurrentExecution]
internal sealed class RetryMedia(MediaSignal media) : IJob
{
    public ValueTask Execute(IJobExecutionContext context, CancellationToken cancellationToken = default)
    {
        media.Wake();
        return ValueTask.CompletedTask;
    }
}
