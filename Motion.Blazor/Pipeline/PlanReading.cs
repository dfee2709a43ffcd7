using System.Collections.Frozen;
using Microsoft.EntityFrameworkCore;
using Motion.Blazor.Data;
using Motion.Domain.Dispositions;
using Motion.Domain.Routing;

namespace Motion.Blazor.Pipeline;

/// <summary>All accounts' plans as the routing sees them: names beside numbers, intervals in their zones, conditions taken apart.</summary>
internal sealed class PlanReading
{
    private readonly ILookup<int, PlannedRow> _byAccount;

    private PlanReading(ILookup<int, PlannedRow> byAccount, IReadOnlyDictionary<int, PlannedInterval> intervals) =>
        (_byAccount, Intervals) = (byAccount, intervals);

    public IReadOnlyDictionary<int, PlannedInterval> Intervals { get; }

    public IEnumerable<PlannedRow> this[int accountId] => _byAccount[accountId];

    public static async Task<PlanReading> ReadAsync(MotionDbContext database, TimeZoneInfo systemZone) =>
        await OfAsync(database, systemZone, await database.PlanRows.AsNoTracking().OrderBy(row => row.Position).ToListAsync());

    /// <summary>The same for rows that may not be stored yet.</summary>
    public static async Task<PlanReading> OfAsync(MotionDbContext database, TimeZoneInfo systemZone, IReadOnlyList<PlanRow> rows)
    {
        var intervals = await database.Intervals.AsNoTracking().ToDictionaryAsync(interval => interval.Id);
        var planned = intervals.Values.ToFrozenDictionary(interval => interval.Id, interval => new PlannedInterval(
            IntervalParts.Read(interval.Parts),
            interval.TimeZone is { } name && TimeZoneInfo.TryFindSystemTimeZoneById(name, out var zone) ? zone : systemZone));
        var tags = await database.Tags.AsNoTracking().ToDictionaryAsync(tag => tag.Id, tag => tag.Name);
        var dispositions = await database.Dispositions.AsNoTracking().ToDictionaryAsync(disposition => disposition.Id);

        return new PlanReading(
            rows.ToLookup(row => row.AccountId, row => new PlannedRow(
                StepOf(row, row.IntervalId is { } id ? intervals[id].Name : null, LabelOf(row, tags, dispositions)),
                row.IntervalId is { } intervalId ? planned[intervalId] : null,
                row.Condition is { } condition ? PlanCondition.Read(condition) : null)),
            planned);
    }

    private static PlanStep StepOf(PlanRow row, string? interval, string? label) =>
        new(row.Application, row.Enabled, row.AgentId, row.QueueId, TimeSpan.FromSeconds(row.Timeout))
        {
            RowId = row.Id,
            Interval = interval,
            Text = row.Text ?? "",
            ReplyMode = row.ReplyMode ?? AutoReplyMode.OneTime,
            TagId = row.TagId,
            DispositionId = row.DispositionId,
            Label = label,
            Target = row.Target - 1,
            AssistantId = row.AssistantId,
            Turns = row.Turns ?? 1,
            HandOverWords = (row.HandOverWords ?? "").Split(',', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries),
            Address = row.Address,
        };

    private static string? LabelOf(PlanRow row, Dictionary<int, string> tags, Dictionary<int, Disposition> dispositions) => row switch
    {
        { TagId: { } tagId } => tags.GetValueOrDefault(tagId),
        { DispositionId: { } dispositionId } => PathOf(dispositionId, dispositions),
        _ => null,
    };

    /// <summary>"First › Second › Third".</summary>
    private static string PathOf(int dispositionId, Dictionary<int, Disposition> dispositions)
    {
        var names = new List<string>();
        for (int? next = dispositionId; next is { } id && dispositions.TryGetValue(id, out var level); next = level.ParentId)
            names.Insert(0, level.Name);
        return string.Join(" › ", names);
    }
}
