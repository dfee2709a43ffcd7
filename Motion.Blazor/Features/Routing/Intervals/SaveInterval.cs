#pragma warning disable MA0011 // ToUpper() stands in queries only, where it becomes the database's UPPER
using Microsoft.EntityFrameworkCore;
using Motion.Blazor.Data;
using Motion.Blazor.Features.Administration.Audit;
using Motion.Blazor.Identity;
using Motion.Blazor.Realtime;
using Motion.Domain;
using Motion.Domain.Routing;

namespace Motion.Blazor.Features.Routing.Intervals;

/// <summary>Adds an interval, or saves one. Plans that use it follow at once.</summary>
internal sealed class SaveInterval(
    IDbContextFactory<MotionDbContext> databases, ConfigurationChanges changes, AuditLog audit, CurrentUser user, TimeProvider time)
{
    /// <param name="intervalId">Null adds a new one.</param>
    public async Task<Outcome<IntervalDetails>> RunAsync(int? intervalId, IntervalEntry entered, CancellationToken cancellation)
    {
        if (!user.May(this))
            return new Outcome<IntervalDetails>.NotAllowed();
        var entry = IntervalRules.Normalize(entered);
        if (IntervalRules.Check(entry) is { Count: > 0 } errors)
            return new Outcome<IntervalDetails>.Invalid(errors);
        await using var database = await databases.CreateDbContextAsync(cancellation);
        var interval = intervalId is null ? new Interval { Name = "" } : await database.Intervals.FirstOrDefaultAsync(i => i.Id == intervalId, cancellation);
        if (interval is null)
            return new Outcome<IntervalDetails>.NotFound();

        var before = intervalId is null ? null : ValuesOf(interval);
        interval.Name = entry.Name!;
        interval.TimeZone = entry.TimeZone;
        interval.Parts = IntervalParts.Write(entry.Parts);
        if (intervalId is null)
            database.Intervals.Add(interval);
        var taken = await database.SaveUniqueAsync(
            cancel => FindTakenAsync(database, entry.Name!, intervalId, cancel),
            () => audit.Add(database, before is null ? AuditAction.Added : AuditAction.Changed, AuditSubject.Interval, interval.Id, interval.Name, before, ValuesOf(interval)),
            cancellation);
        if (taken is not null)
            return new Outcome<IntervalDetails>.Invalid([taken]);
        changes.Publish();
        return new Outcome<IntervalDetails>.Done((await GetInterval.FindAsync(database, interval.Id, time.GetUtcNow(), cancellation))!);
    }

    private static Dictionary<string, object?> ValuesOf(Interval interval) => new(StringComparer.Ordinal)
    {
        ["name"] = interval.Name,
        ["timeZone"] = interval.TimeZone,
        ["parts"] = interval.Parts,
    };

    private static async Task<FieldError?> FindTakenAsync(MotionDbContext database, string name, int? exceptId, CancellationToken cancellation)
    {
        var upper = name.ToUpperInvariant();
        return await database.Intervals.Where(i => i.Id != exceptId && i.Name.ToUpper() == upper).Select(i => i.Name).FirstOrDefaultAsync(cancellation) is { } other
            ? new FieldError("name", FieldProblem.Taken, other)
            : null;
    }
}
