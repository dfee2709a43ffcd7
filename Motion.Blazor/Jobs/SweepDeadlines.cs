using Motion.Blazor.Pipeline;
using Quartz;

namespace Motion.Blazor.Jobs;

/// <summary>The safety net under <see cref="DeadlineClock"/>: whatever is due is worked off, whoever forgot it.</summary>
[DisallowConcurrentExecution]
internal sealed class SweepDeadlines(DeadlineSweep sweep) : IJob
{
    public async ValueTask Execute(IJobExecutionContext context, CancellationToken cancellationToken = default) => await sweep.RunAsync(cancellationToken);
}
