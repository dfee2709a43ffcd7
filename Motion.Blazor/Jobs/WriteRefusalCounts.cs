using Motion.Blazor.Features.Webhooks;
using Quartz;

namespace Motion.Blazor.Jobs;

/// <summary>Writes down how many requests a flood had after its last line.</summary>
[DisallowConcurrentExecution]
internal sealed class WriteRefusalCounts(RefusalLog refusals) : IJob
{
    public async ValueTask Execute(IJobExecutionContext context, CancellationToken cancellationToken = default) => await refusals.FlushAsync(cancellationToken);
}
