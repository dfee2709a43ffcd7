using Motion.Blazor.Identity;
using Quartz;

namespace Motion.Blazor.Features.Administration.Jobs;

/// <summary>Runs a job now, beside its times. One that is running already runs again when it is done.</summary>
internal sealed class RunJob(ISchedulerFactory schedulers, CurrentUser user)
{
    public async Task<Outcome<bool>> RunAsync(JobKey key, CancellationToken cancellation)
    {
        if (!user.May(this))
            return new Outcome<bool>.NotAllowed();
        var scheduler = await schedulers.GetScheduler(cancellation);
        if (await scheduler.GetJobDetail(key, cancellation) is null)
            return new Outcome<bool>.NotFound();
        await scheduler.TriggerJob(key, cancellation);
        return new Outcome<bool>.Done(true);
    }
}
