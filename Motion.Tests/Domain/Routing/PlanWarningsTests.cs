using Motion.Domain.Routing;

namespace Motion.Tests.Domain.Routing;

public sealed class PlanWarningsTests
{
    private static readonly PlanWarningFacts Facts = new(
        new HashSet<int> { 1, 2 },
        new Dictionary<int, IReadOnlyList<int>> { [10] = [1, 2], [11] = [8, 9], [12] = [1, 8] },
        new HashSet<int> { 5 },
        ["https://crm.example.com/motion"]);

    private static PlanRowEntry Close(int? interval = null, bool on = true) => new(PlanApplication.Close) { DispositionId = 1, IntervalId = interval, IsEnabled = on };

    private static PlanRowEntry GoTo(int target, int? interval = null) => new(PlanApplication.GoTo) { Target = target, IntervalId = interval };

    private static PlanRowEntry GoToIf(int target) => new(PlanApplication.GoToIf) { Target = target, Condition = new PlanCondition { Subject = ConditionSubject.Window } };

    private static PlanRowEntry Log() => new(PlanApplication.Log) { Text = "x" };

    private static PlanRowEntry Queue(int id) => new(PlanApplication.Queue) { QueueId = id, Timeout = 5 };

    private static IEnumerable<(int, PlanWarningKind, int?)> Find(params PlanRowEntry[] rows) =>
        PlanWarnings.Find(rows, Facts).Select(warning => (warning.Row, warning.Kind, warning.Number));

    [Fact]
    public void Agents_AndQueues_ThatWouldRingNobody_AreNamed() => Assert.Equal(
        [(1, PlanWarningKind.AgentNotInAccount, null), (3, PlanWarningKind.QueueOutside, null), (4, PlanWarningKind.QueuePartlyOutside, 1), (5, PlanWarningKind.QueueEmpty, null)],
        Find(
            new PlanRowEntry(PlanApplication.Agent) { AgentId = 1 }, new PlanRowEntry(PlanApplication.Agent) { AgentId = 9 },
            Queue(10), Queue(11), Queue(12), Queue(13)));

    [Fact]
    public void Rows_AfterAClose_NeverRun_UnlessSomethingJumpsThere()
    {
        Assert.Equal([(1, PlanWarningKind.NeverRuns, null), (2, PlanWarningKind.NeverRuns, null)], Find(Close(), Log(), Log()));
        Assert.Equal([(2, PlanWarningKind.NeverRuns, null)], Find(GoToIf(4), Close(), Log(), Log()));
        Assert.Empty(Find(Close(interval: 3), Log()));
        Assert.Empty(Find(Close(on: false), Log()));
        Assert.Equal([(1, PlanWarningKind.NeverRuns, null)], Find(GoTo(3), Log(), Log()));
    }

    [Fact]
    public void Jumps_ThatLeadBack_AreNamed()
    {
        Assert.Equal([(1, PlanWarningKind.JumpsBack, 1)], Find(Queue(10), GoTo(1)));
        Assert.Equal([(0, PlanWarningKind.JumpsBack, 1)], Find(GoTo(1)));
        Assert.Equal([(1, PlanWarningKind.JumpsBack, 1)], Find(Log(), GoToIf(1), Log()));
        Assert.Equal([(0, PlanWarningKind.JumpsBack, 3), (2, PlanWarningKind.JumpsBack, 1)], Find(GoToIf(3), Close(interval: 3), GoTo(1)));
        Assert.Empty(Find(GoToIf(3), Log(), Log()));
    }

    [Fact]
    public void Jump_ToARowThatIsOff_IsNamed() =>
        Assert.Equal([(0, PlanWarningKind.TargetIsOff, 2)], Find(GoToIf(2), Log() with { IsEnabled = false }, Log()));

    [Fact]
    public void Addresses_OutsideTheList_AndEmptyIntervals_AreNamed() => Assert.Equal(
        [(1, PlanWarningKind.AddressNotAllowed, null), (2, PlanWarningKind.IntervalNever, null)],
        Find(
            new PlanRowEntry(PlanApplication.Http) { Address = "https://crm.example.com/motion/new" },
            new PlanRowEntry(PlanApplication.Http) { Address = "https://other.example.com/" },
            Log() with { IntervalId = 5 }));

    [Fact]
    public void Rows_ThatAreOff_HaveNoWarning() => Assert.Empty(Find(Queue(13) with { IsEnabled = false }));
}
