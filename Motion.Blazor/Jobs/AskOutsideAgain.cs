using Motion.Blazor.Pipeline;
using Quartz;

namespace Motion.Blazor.Jobs;

/// <summary>The safety net under <see cref="OutsideSignal"/>.</summary>
[DisallowConcurrentExecution]
internal sealed class AskOutsideAgain(OutsideService outside) : IJob
{
    public async ValueTask Execute(IJobExecutionContext context, CancellationToken cancellationToken = default) => await outside.AskWaitingAsync(cancellationToken);
}
