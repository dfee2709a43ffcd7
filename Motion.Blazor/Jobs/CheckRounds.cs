using Motion.Blazor.Pipeline;
using Quartz;

namespace Motion.Blazor.Jobs;

/// <summary>The safety net under what follows a commit, see <see cref="RoundCheck"/>.</summary>
[DisallowConcurrentExecution]
internal sealed class CheckRounds(RoundCheck rounds) : IJob
{
    public async ValueTask Execute(IJobExecutionContext context, CancellationToken cancellationToken = default) => await rounds.RunAsync(cancellationToken);
}
