using Microsoft.EntityFrameworkCore;
using Motion.Blazor.Data;
using Motion.Blazor.Features.Routing.Dispositions;
using Motion.Domain;
using Motion.Domain.Routing;

namespace Motion.Blazor.Features.Accounts;

/// <summary>Whether what the rows of a plan name is there.</summary>
internal static class PlanTargets
{
    public static async Task<IReadOnlyList<FieldError>> FindUnknownAsync(
        MotionDbContext database, int accountId, IReadOnlyList<PlanRowEntry> rows, CancellationToken cancellation)
    {
        return
        [
            .. await MissingAsync("agentId", row => row.AgentId, database.Users.Select(u => u.Id)),
            .. await MissingAsync("queueId", row => row.QueueId, database.Queues.Select(q => q.Id)),
            .. await MissingAsync("interval", row => row.IntervalId, database.Intervals.Select(i => i.Id)),
            .. await MissingAsync("tagId", row => row.TagId, database.Tags.Select(t => t.Id)),
            // Those of the system are given by the system alone.
            .. await MissingAsync("dispositionId", row => row.DispositionId, database.LiveDispositions()
                .Where(d => d.System == null && (d.AccountId == null || d.AccountId == accountId)).Select(d => d.Id)),
            .. await MissingAsync("assistantId", row => row.AssistantId, database.Assistants.Select(a => a.Id)),
            .. await MissingAsync("condition.intervalId", row => row.Condition?.IntervalId, database.Intervals.Select(i => i.Id)),
            .. await MissingListsAsync(),
        ];

        async Task<IEnumerable<FieldError>> MissingAsync(string field, Func<PlanRowEntry, int?> named, IQueryable<int> there)
        {
            var wanted = rows.Select(named).OfType<int>().ToHashSet();
            if (wanted.Count == 0)
                return [];
            var known = await there.Where(id => wanted.Contains(id)).ToListAsync(cancellation);
            return rows.Index().Where(row => named(row.Item) is { } id && !known.Contains(id))
                .Select(row => new FieldError($"rows[{row.Index}].{field}", FieldProblem.Unknown, $"{named(row.Item)}"));
        }

        async Task<IEnumerable<FieldError>> MissingListsAsync()
        {
            var wanted = rows.SelectMany(row => row.Condition?.ListIds ?? []).ToHashSet();
            var known = wanted.Count == 0 ? [] : await database.ContactLists.Where(l => wanted.Contains(l.Id)).Select(l => l.Id).ToListAsync(cancellation);
            return rows.Index().SelectMany(row => (row.Item.Condition?.ListIds ?? []).Except(known)
                .Select(id => new FieldError($"rows[{row.Index}].condition.listIds", FieldProblem.Unknown, $"{id}")));
        }
    }
}
