using Motion.Blazor.Pipeline;
using Quartz;

namespace Motion.Blazor.Jobs;

/// <summary>The safety net under <see cref="ParkedNews"/>: a process that died between its commit and its look.</summary>
[DisallowConcurrentExecution]
internal sealed class MatchParkedNews(ParkedNews parked) : IJob
{
    public async ValueTask Execute(IJobExecutionContext context, CancellationToken cancellationToken = default) => await parked.MatchAllAsync(cancellationToken);
}
