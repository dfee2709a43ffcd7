using Motion.Blazor.Features.Templates;
using Quartz;

namespace Motion.Blazor.Jobs;

/// <summary>Reads every account's templates from its provider: reviews and pauses happen there without a word to us.</summary>
[DisallowConcurrentExecution]
internal sealed class RefreshTemplates(TemplateCache cache) : IJob
{
    public async ValueTask Execute(IJobExecutionContext context, CancellationToken cancellationToken = default) => await cache.RefreshAllAsync(cancellationToken);
}
