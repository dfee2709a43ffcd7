using Motion.Blazor.Pipeline;
using Quartz;

namespace Motion.Blazor.Jobs;

/// <summary>Takes up acknowledged payloads that were left undone; what of them is done already is recognised and skipped.</summary>
[DisallowConcurrentExecution]
internal sealed class RetryUnfinishedPayloads(PayloadDispatcher dispatcher, TimeProvider time) : IJob
{
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(2);

    public async ValueTask Execute(IJobExecutionContext context, CancellationToken cancellationToken = default) =>
        await dispatcher.RetryUnfinishedAsync(time.GetUtcNow() - Patience, cancellationToken);
}
