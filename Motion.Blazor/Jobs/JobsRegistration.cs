using Quartz;

namespace Motion.Blazor.Jobs;

internal static class JobsRegistration
{
    private static readonly TimeSpan LongestUntilFirst = TimeSpan.FromMinutes(1);

    /// <summary>
    /// Recurring work. Schedules live in code and due times in our own tables, so the scheduler itself has nothing to keep:
    /// its store is in memory (docs/decisions/005-jobs.md).
    /// </summary>
    public static void AddMotionJobs(this WebApplicationBuilder builder)
    {
        builder.AddQuartz(quartz =>
        {
            Every<SweepDeadlines>(quartz, TimeSpan.FromSeconds(5));
            Every<CheckRounds>(quartz, TimeSpan.FromSeconds(30));
            Every<AskOutsideAgain>(quartz, TimeSpan.FromSeconds(15));
            Every<WakeOutbox>(quartz, TimeSpan.FromSeconds(15));
            Every<RetryUnfinishedPayloads>(quartz, TimeSpan.FromMinutes(1));
            Every<MatchParkedNews>(quartz, TimeSpan.FromMinutes(1));
            Every<RetryMedia>(quartz, TimeSpan.FromSeconds(10));
            Every<SignOffLostAgentsJob>(quartz, TimeSpan.FromSeconds(15));
            Every<RefreshTemplates>(quartz, TimeSpan.FromHours(1));
            Every<WriteRefusalCounts>(quartz, TimeSpan.FromMinutes(1));
            Every<ForgetOldWork>(quartz, TimeSpan.FromHours(1));
            Every<WriteExports>(quartz, TimeSpan.FromSeconds(3));
            Every<WriteLogs>(quartz, TimeSpan.FromSeconds(10));
            Every<ApplyRetention>(quartz, TimeSpan.FromHours(1));
        });
        // In memory as well: what the jobs page tells is of this start (docs/decisions/005-jobs.md).
        builder.Services.AddQuartzExecutionHistory(history =>
        {
            history.Retention = TimeSpan.FromDays(7);
            // Some run every few seconds. Failures are not counted here and stay their week.
            history.MaxEntriesPerJob = 20;
        });
        builder.AddQuartzHostedService(options => options.WaitForJobsToComplete = true);
    }

    /// <summary>
    /// The first run comes after one interval, the hourly ones' after a minute: on a process that has just started, all of them together
    /// would keep both cores from the first pages. What an earlier process left over does not wait for them.
    /// </summary>
    private static void Every<TJob>(IQuartzBuilder quartz, TimeSpan interval) where TJob : class, IJob
    {
        var untilFirst = interval < LongestUntilFirst ? interval : LongestUntilFirst;
        quartz.ScheduleJob<TJob>(trigger => trigger
            .WithIdentity(typeof(TJob).Name)
            .StartAt(TimeProvider.System.GetUtcNow() + untilFirst)
            .WithSimpleSchedule(interval));
    }
}
