namespace Motion.Domain.Routing;

/// <summary>Why a row that may be saved will not do what it looks like.</summary>
public enum PlanWarningKind
{
    /// <summary>The agent may not work the account.</summary>
    AgentNotInAccount,
    /// <summary>The queue has no members.</summary>
    QueueEmpty,
    /// <summary>No member of the queue may work the account.</summary>
    QueueOutside,
    /// <summary>Some members of the queue may not work the account; the number says how many.</summary>
    QueuePartlyOutside,
    /// <summary>A Close or Go to before it always comes first.</summary>
    NeverRuns,
    /// <summary>The jump leads back to itself; the number is the row it jumps to.</summary>
    JumpsBack,
    /// <summary>The address is in no entry of the allow-list.</summary>
    AddressNotAllowed,
    /// <summary>Its interval has no part and never holds.</summary>
    IntervalNever,
    /// <summary>It jumps to a row that is off; the number is that row.</summary>
    TargetIsOff,
}

/// <summary>A warning of one row.</summary>
/// <param name="Row">Index of the row, from 0.</param>
/// <param name="Kind">What it warns of.</param>
/// <param name="Number">The number that belongs to it, or null.</param>
public sealed record PlanWarning(int Row, PlanWarningKind Kind, int? Number = null);

/// <summary>What warnings may look at.</summary>
/// <param name="AccountAgents">User ids of who may work the account.</param>
/// <param name="QueueMembers">User ids of each queue's members.</param>
/// <param name="EmptyIntervals">Intervals without a part.</param>
/// <param name="AllowedAddresses">The administrator's allow-list.</param>
public sealed record PlanWarningFacts(
    IReadOnlySet<int> AccountAgents, IReadOnlyDictionary<int, IReadOnlyList<int>> QueueMembers, IReadOnlySet<int> EmptyIntervals, IReadOnlyList<string> AllowedAddresses);

/// <summary>Looks at a plan as a whole and says what in it cannot work as it stands (product.md sections 4 and 6).</summary>
public static class PlanWarnings
{
    /// <summary>All warnings, in the order of the rows; rows that are off have none.</summary>
    public static IReadOnlyList<PlanWarning> Find(IReadOnlyList<PlanRowEntry> rows, PlanWarningFacts facts)
    {
        var reached = ReachableFrom(rows, 0);
        return [.. rows.Index().Where(row => row.Item.IsEnabled).SelectMany(row => Of(rows, row.Index, facts, reached))];
    }

    private static IEnumerable<PlanWarning> Of(IReadOnlyList<PlanRowEntry> rows, int index, PlanWarningFacts facts, HashSet<int> reached)
    {
        var row = rows[index];
        if (!reached.Contains(index))
            yield return new PlanWarning(index, PlanWarningKind.NeverRuns);
        if (row.IntervalId is { } interval && facts.EmptyIntervals.Contains(interval))
            yield return new PlanWarning(index, PlanWarningKind.IntervalNever);
        if (row is { Application: PlanApplication.Agent, AgentId: { } agent } && !facts.AccountAgents.Contains(agent))
            yield return new PlanWarning(index, PlanWarningKind.AgentNotInAccount);
        if (row is { Application: PlanApplication.Queue, QueueId: { } queue } && OfQueue(index, facts.QueueMembers.GetValueOrDefault(queue) ?? [], facts) is { } ofQueue)
            yield return ofQueue;
        if (row is { Application: PlanApplication.Http, Address: { Length: > 0 } address } && !HttpAllowList.Allows(address, facts.AllowedAddresses))
            yield return new PlanWarning(index, PlanWarningKind.AddressNotAllowed);
        if (row.Jumps && row.Target is { } target && target >= 1 && target <= rows.Count)
        {
            if (target - 1 == index || ReachableFrom(rows, target - 1).Contains(index))
                yield return new PlanWarning(index, PlanWarningKind.JumpsBack, target);
            else if (!rows[target - 1].IsEnabled)
                yield return new PlanWarning(index, PlanWarningKind.TargetIsOff, target);
        }
    }

    private static PlanWarning? OfQueue(int index, IReadOnlyList<int> members, PlanWarningFacts facts) => (members.Count, members.Count(facts.AccountAgents.Contains)) switch
    {
        (0, _) => new PlanWarning(index, PlanWarningKind.QueueEmpty),
        (_, 0) => new PlanWarning(index, PlanWarningKind.QueueOutside),
        var (all, inside) when inside < all => new PlanWarning(index, PlanWarningKind.QueuePartlyOutside, all - inside),
        _ => null,
    };

    /// <summary>The rows a run that stands at one may come to, that one included. A row with an interval may be skipped, so nothing behind it is cut off.</summary>
    private static HashSet<int> ReachableFrom(IReadOnlyList<PlanRowEntry> rows, int start)
    {
        var reached = new HashSet<int>();
        var open = new Stack<int>([start]);
        while (open.TryPop(out var index))
        {
            if (index >= rows.Count || !reached.Add(index))
                continue;
            var row = rows[index];
            var always = row is { IsEnabled: true, IntervalId: null };
            if (row.IsEnabled && row.Jumps && row.Target is { } target && target >= 1 && target <= rows.Count)
                open.Push(target - 1);
            // An unfinished Go to without a target cannot be saved; until then it cuts nothing off.
            if (!(always && (row.Application == PlanApplication.Close || row is { Application: PlanApplication.GoTo, Target: not null })))
                open.Push(index + 1);
        }
        return reached;
    }
}
