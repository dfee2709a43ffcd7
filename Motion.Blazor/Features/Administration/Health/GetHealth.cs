using System.Diagnostics;
using Microsoft.EntityFrameworkCore;
using Motion.Blazor.Data;
using Motion.Blazor.Hosting;
using Motion.Blazor.Identity;

namespace Motion.Blazor.Features.Administration.Health;

internal enum HealthState
{
    Good,
    Warning,
    Bad,
}

/// <summary>One line of the health page; its words are <c>Health.{Name}</c> and <c>Health.{Name}.{State}</c>.</summary>
internal sealed record HealthLine(string Name, HealthState State, params IReadOnlyList<object> Details);

internal sealed record HealthReport(IReadOnlyList<HealthLine> Lines, string Version, string Database, DateTimeOffset StartedAt, long MemoryBytes);

/// <summary>How Motion itself is doing: what an administrator looks at first when somebody says that something is slow or does not arrive.</summary>
internal sealed class GetHealth(IDbContextFactory<MotionDbContext> databases, DataPaths paths, CurrentUser user, TimeProvider time)
{
    private const long LittleSpace = 1024L * 1024 * 1024;
    private static readonly TimeSpan LongWait = TimeSpan.FromMinutes(5);

    public async Task<Outcome<HealthReport>> RunAsync(CancellationToken cancellation)
    {
        if (!user.May(this))
            return new Outcome<HealthReport>.NotAllowed();
        await using var database = await databases.CreateDbContextAsync(cancellation);
        var now = time.GetUtcNow();
        var late = now - LongWait;
        var waiting = await database.Inbox.CountAsync(payload => payload.DoneAt == null, cancellation);
        var overdue = await database.Inbox.CountAsync(payload => payload.DoneAt == null && payload.ReceivedAt < late, cancellation);
        var dead = await database.DeadLetters.CountAsync(letter => letter.ReplayedAt == null, cancellation);
        var outbox = await database.Outbox.CountAsync(cancellation);
        var stopped = await database.Accounts.Where(account => account.SendingStoppedAt != null).OrderBy(account => account.Name).Select(account => account.Name).ToListAsync(cancellation);
        var deadlines = await database.Deadlines.CountAsync(deadline => deadline.DueAt < late, cancellation);
        var pending = (await database.Database.GetPendingMigrationsAsync(cancellation)).Count();
        var free = new DriveInfo(Path.GetFullPath(paths.Root)).AvailableFreeSpace;
        using var process = Process.GetCurrentProcess();
        HealthLine[] lines =
        [
            new("Database", pending == 0 ? HealthState.Good : HealthState.Bad, pending),
            new("Inbox", overdue > 0 ? HealthState.Bad : HealthState.Good, waiting, overdue),
            new("DeadLetters", dead > 0 ? HealthState.Warning : HealthState.Good, dead),
            new("Outbox", HealthState.Good, outbox),
            new("Accounts", stopped.Count > 0 ? HealthState.Bad : HealthState.Good, string.Join(", ", stopped)),
            new("Deadlines", deadlines > 0 ? HealthState.Bad : HealthState.Good, deadlines),
            new("Disk", free < LittleSpace ? HealthState.Warning : HealthState.Good, Math.Round(free / 1024.0 / 1024 / 1024, 1)),
        ];
        return new Outcome<HealthReport>.Done(new HealthReport(
            lines, typeof(GetHealth).Assembly.GetName().Version?.ToString(3) ?? "–", database.Database.IsSqlite() ? "SQLite" : database.Database.IsNpgsql() ? "PostgreSQL" : "SQL Server",
            new DateTimeOffset(process.StartTime.ToUniversalTime(), TimeSpan.Zero), process.WorkingSet64));
    }
}
