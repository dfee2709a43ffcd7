using Quartz;

namespace Motion.Blazor.Jobs;

internal static class JobsRegistration
{
    /// <summary>
    /// Their first runs come one after another: all at once on a process that has just started they would keep every core from the first
    /// pages. What an earlier process left over does not wait for them.
    /// </summary>
    private static readonly TimeSpan BetweenFirstRuns = TimeSpan.FromSeconds(1);

    /// <summary>
    /// Recurring work. Schedules live in code and due times in our own tables, so the scheduler itself has nothing to keep:
    /// its store is in memory (docs/decisions/005-jobs.md).
    /// </summary>
    public static void AddMotionJobs(this WebApplicationBuilder builder)
    {
        builder.AddQuartz(quartz =>
        {
            var nextFirstRun = TimeProvider.System.GetUtcNow() + BetweenFirstRuns;
            Every<SweepDeadlines>(TimeSpan.FromSeconds(5));
            Every<WriteExports>(TimeSpan.FromSeconds(3));
            Every<CheckRounds>(TimeSpan.FromSeconds(30));
            Every<WakeOutbox>(TimeSpan.FromSeconds(15));
            Every<AskOutsideAgain>(TimeSpan.FromSeconds(15));
            Every<RetryMedia>(TimeSpan.FromSeconds(10));
            Every<SignOffLostAgentsJob>(TimeSpan.FromSeconds(15));
            Every<RetryUnfinishedPayloads>(TimeSpan.FromMinutes(1));
            Every<MatchParkedNews>(TimeSpan.FromMinutes(1));
            Every<WriteLogs>(TimeSpan.FromSeconds(10));
            Every<WriteRefusalCounts>(TimeSpan.FromMinutes(1));
            Every<RefreshTemplates>(TimeSpan.FromHours(1));
            Every<ForgetOldWork>(TimeSpan.FromHours(1));
            Every<ApplyRetention>(TimeSpan.FromHours(1));

            void Every<TJob>(TimeSpan interval) where TJob : class, IJob
            {
                var firstRun = nextFirstRun += BetweenFirstRuns;
                quartz.ScheduleJob<TJob>(trigger => trigger.WithIdentity(typeof(TJob).Name).StartAt(firstRun).WithSimpleSchedule(interval));
            }
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
}
