using System.Globalization;
using Microsoft.EntityFrameworkCore;
using Motion.Blazor.Data;
using Motion.Blazor.Features.Administration.Audit;
using Motion.Blazor.Features.Interactions.Logs;
using Motion.Domain.Interactions;

namespace Motion.Blazor.Features.Interactions;

/// <summary>
/// The retention setting (product.md section 8): closed conversations and their log files are kept for so many days after their end, and
/// for ever where it is not set. Open ones are never touched.
/// </summary>
internal sealed class KeepInteractions(IDbContextFactory<MotionDbContext> databases, RemoveInteractions remove, InteractionLogFiles logs, TimeProvider time)
{
    /// <summary>Name of the system setting: whole days.</summary>
    public const string Setting = "RetentionDays";

    /// <returns>How many went.</returns>
    public async Task<int> RunAsync(CancellationToken cancellation)
    {
        await using var database = await databases.CreateDbContextAsync(cancellation);
        var text = await database.Settings.Where(setting => setting.Name == Setting).Select(setting => setting.Value).FirstOrDefaultAsync(cancellation);
        if (!int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var days) || days < 1)
            return 0;
        var now = time.GetUtcNow();
        var before = now.AddDays(-days);
        logs.DeleteBefore(DateOnly.FromDateTime(before.UtcDateTime));
        var gone = 0;
        while (true)
        {
            var ids = await database.Interactions.Where(i => i.Status == InteractionStatus.Closed && i.ClosedAt < before)
                .OrderBy(i => i.ClosedAt).Select(i => i.Id).Take(RemoveInteractions.BatchSize).ToArrayAsync(cancellation);
            if (ids.Length == 0)
                return gone;
            await remove.RunAsync(database, ids, () => database.Audit.Add(new AuditEntry
            {
                At = now,
                Actor = "",
                Action = AuditAction.Deleted,
                Subject = AuditSubject.Interactions,
                SubjectName = string.Create(CultureInfo.InvariantCulture, $"{ids.Length}, older than {days} days"),
            }), cancellation);
            database.ChangeTracker.Clear();
            gone += ids.Length;
        }
    }
}
