using Motion.Blazor.Features.Interactions;
using Motion.Blazor.Features.Interactions.Exporting;
using Motion.Blazor.Features.Interactions.Logs;
using Quartz;

namespace Motion.Blazor.Jobs;

/// <summary>Writes the exports that wait, one after the other; one that the application's end interrupted is taken again.</summary>
[DisallowConcurrentExecution]
internal sealed class WriteExports(RunExportJobs jobs, IHostApplicationLifetime application) : IJob
{
    public async ValueTask Execute(IJobExecutionContext context, CancellationToken cancellationToken = default)
    {
        while (await jobs.RunNextAsync(application.ApplicationStopping))
        {
        }
    }
}

/// <summary>Carries timelines over into the log files.</summary>
[DisallowConcurrentExecution]
internal sealed class WriteLogs(WriteInteractionLogs logs) : IJob
{
    public async ValueTask Execute(IJobExecutionContext context, CancellationToken cancellationToken = default) => await logs.RunAsync(cancellationToken);
}

/// <summary>Deletes what the retention setting no longer keeps.</summary>
[DisallowConcurrentExecution]
internal sealed class ApplyRetention(KeepInteractions keep) : IJob
{
    public async ValueTask Execute(IJobExecutionContext context, CancellationToken cancellationToken = default) => await keep.RunAsync(cancellationToken);
}
