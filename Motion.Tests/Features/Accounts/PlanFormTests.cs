using Motion.Blazor.Features.Accounts;
using Motion.Domain.Routing;

namespace Motion.Tests.Features.Accounts;

public sealed class PlanFormTests
{
    private static PlanForm Form() => PlanForm.Of(
    [
        new PlanRowEntry(PlanApplication.GoTo) { Target = 3 },
        new PlanRowEntry(PlanApplication.Log) { Text = "two" },
        new PlanRowEntry(PlanApplication.Log) { Text = "three" },
        new PlanRowEntry(PlanApplication.GoTo) { Target = 1 },
    ]);

    private static IEnumerable<int?> Targets(PlanForm form) => form.ToEntries().Where(row => row.Jumps).Select(row => row.Target);

    [Fact]
    public void Jumps_AsStored_AreGivenBack() => Assert.Equal([3, 1], Targets(Form()));

    [Fact]
    public void Move_TargetOrJump_KeepsPointingAtTheSameRow()
    {
        var form = Form();
        var three = form.Rows[2];

        Assert.Equal(1, form.Move(three, -2));
        Assert.Equal([1, 2], Targets(form));
        Assert.Equal("three", form.ToEntries()[0].Text);

        Assert.Equal(4, form.MoveTo(form.Rows[1], form.Rows[3]));
        Assert.Equal([4, 1], Targets(form)); // the jumps changed places: the last one still means the row "three"
    }

    [Fact]
    public void Move_BeyondTheEnds_StaysInThePlan()
    {
        var form = Form();

        Assert.Equal(1, form.Move(form.Rows[0], -1));
        Assert.Equal(4, form.Move(form.Rows[3], 5));
        Assert.Equal([3, 1], Targets(form));
    }

    [Fact]
    public void Remove_AnotherRow_MovesTheNumberAlong()
    {
        var form = Form();

        Assert.Empty(form.Remove(form.Rows[1]));
        Assert.Equal([2, 1], Targets(form));
    }

    [Fact]
    public void Remove_TheTargetItself_LeavesTheJumpToBeChosenAnew()
    {
        var form = Form();

        Assert.Equal([form.Rows[0]], form.Remove(form.Rows[2]));
        Assert.Equal([null, 1], Targets(form));
    }

    [Fact]
    public void Add_OfEachApplication_BeginsWithItsUsualValues()
    {
        var form = new PlanForm();
        foreach (var application in Enum.GetValues<PlanApplication>())
            form.Add(PlanRowForm.New(application));

        var rows = form.ToEntries();
        Assert.Equal([30, 30, null, null, null, null, null, null, 10, null], rows.Select(row => row.Timeout));
        Assert.Equal(AutoReplyMode.OneTime, rows[(int)PlanApplication.AutoReply].Mode);
        Assert.Equal(5, rows[(int)PlanApplication.Assistant].Turns);
        Assert.NotNull(rows[(int)PlanApplication.GoToIf].Condition);
    }
}
