using Motion.Blazor.Pipeline;
using Quartz;

namespace Motion.Blazor.Jobs;

/// <summary>The safety net under <see cref="OutboxSignal"/>.</summary>
[DisallowConcurrentExecution]
internal sealed class WakeOutbox(OutboxService outbox) : IJob
{
    public async ValueTask Execute(IJobExecutionContext context, CancellationToken cancellationToken = default) => await outbox.WakeAllAsync(cancellationToken);
}
