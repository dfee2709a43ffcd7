using Motion.Blazor.Features.Desk.Availability;
using Quartz;

namespace Motion.Blazor.Jobs;

/// <summary>Signs agents off the routing whose grace time without a connection is over (product.md section 5).</summary>
[DisallowConcurrentExecution]
internal sealed class SignOffLostAgentsJob(SignOffLostAgents signOff) : IJob
{
    public async ValueTask Execute(IJobExecutionContext context, CancellationToken cancellationToken = default) => await signOff.HandleAsync(cancellationToken);
}
