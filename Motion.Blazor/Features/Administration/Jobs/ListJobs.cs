using Motion.Blazor.Identity;
using Quartz;
using Quartz.Extensibility;

namespace Motion.Blazor.Features.Administration.Jobs;

/// <summary>A recurring job and how it went since this start.</summary>
/// <param name="Key">For running it now.</param>
/// <param name="Name">The name of its class; the words are under it.</param>
/// <param name="Every">How often it runs; null when its trigger is of another kind.</param>
/// <param name="NextAt">When it runs next; null when it does not.</param>
/// <param name="IsRunning">It runs right now.</param>
/// <param name="Status">What the history tells; null before its first run.</param>
internal sealed record JobRow(JobKey Key, string Name, TimeSpan? Every, DateTimeOffset? NextAt, bool IsRunning, JobRunStatus? Status);

/// <summary>One run that failed.</summary>
/// <param name="Name">The name of the job's class.</param>
internal sealed record JobFailure(string Id, string Name, DateTimeOffset At, TimeSpan? Took, string? Message);

/// <param name="Failures">Newest first.</param>
internal sealed record JobsOverview(IReadOnlyList<JobRow> Jobs, IReadOnlyList<JobFailure> Failures);

/// <summary>What runs by itself in this process, from the scheduler and its execution history.</summary>
internal sealed class ListJobs(ISchedulerFactory schedulers, IExecutionHistoryStore history, CurrentUser user)
{
    private const int FailuresShown = 20;

    public async Task<Outcome<JobsOverview>> RunAsync(CancellationToken cancellation)
    {
        if (!user.May(this))
            return new Outcome<JobsOverview>.NotAllowed();
        var scheduler = await schedulers.GetScheduler(cancellation);
        var statuses = (await history.QueryJobRunStatuses(new JobRunStatusQuery { SchedulerName = scheduler.SchedulerName, Take = 200 }, cancellation)).Items
            .ToDictionary(status => status.Job);
        var running = (await scheduler.QueryFireInstances(new FireInstanceQuery { State = FireInstanceState.Executing, Take = 200 }, cancellation)).Items
            .Select(instance => instance.JobKey).ToHashSet();
        var jobs = new List<JobRow>();
        foreach (var key in await scheduler.GetJobKeys(GroupMatcher<JobKey>.AnyGroup(), cancellation))
        {
            if (await scheduler.GetJobDetail(key, cancellation) is not { } job)
                continue;
            var trigger = (await scheduler.GetTriggersOfJob(key, cancellation)).OrderBy(trigger => trigger.NextFireTimeUtc ?? DateTimeOffset.MaxValue).FirstOrDefault();
            jobs.Add(new JobRow(
                key, NameOf(job), (trigger as ISimpleTrigger)?.RepeatInterval, trigger?.NextFireTimeUtc, running.Contains(key), statuses.GetValueOrDefault(key)));
        }
        var names = jobs.ToDictionary(job => job.Key, job => job.Name);
        var failed = await history.QueryExecutions(
            new ExecutionHistoryQuery { SchedulerName = scheduler.SchedulerName, Results = [JobRunResult.Failed], Take = FailuresShown }, cancellation);
        return new Outcome<JobsOverview>.Done(new JobsOverview(
            [.. jobs.OrderBy(job => job.Name, StringComparer.Ordinal)],
            [.. failed.Items.Select(run => new JobFailure(
                run.EntryId ?? $"{run.JobName} {run.FiredAtUtc.UtcTicks}", names.GetValueOrDefault(new JobKey(run.JobName, run.JobGroup), run.JobName), run.FiredAtUtc, run.Duration, run.ExceptionMessage))]));
    }

    public static string NameOf(IJobDetail job) => job.JobType.Type.Name;
}
