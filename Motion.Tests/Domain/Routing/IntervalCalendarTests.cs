using FsCheck;
using FsCheck.Fluent;
using Motion.Domain.Routing;

namespace Motion.Tests.Domain.Routing;

public sealed class IntervalCalendarTests
{
    private static readonly TimeZoneInfo Rome = TimeZoneInfo.FindSystemTimeZoneById("Europe/Rome");

    private static IntervalPart Part(string? from = null, string? to = null, DayOfWeek[]? weekdays = null, int[]? monthDays = null, int[]? months = null) => new(
        from is null ? null : IntervalParts.ReadMinute(from), to is null ? null : IntervalParts.ReadMinute(to), weekdays ?? [], monthDays ?? [], months ?? []);

    private static DateTimeOffset At(string instant) => DateTimeOffset.Parse(instant, System.Globalization.CultureInfo.InvariantCulture);

    private static bool Holds(IntervalPart part, string instant, TimeZoneInfo? zone = null) => IntervalCalendar.Holds([part], zone ?? TimeZoneInfo.Utc, At(instant));

    [Theory]
    [InlineData("2026-11-25T08:59:59Z", false)]
    [InlineData("2026-11-25T09:00:00Z", true)]
    [InlineData("2026-11-25T13:00:00Z", true)]
    [InlineData("2026-11-25T13:00:59.999Z", true)]
    [InlineData("2026-11-25T13:01:00Z", false)]
    public void TimeRange_Always_IncludesItsLastMinute(string instant, bool expected) => Assert.Equal(expected, Holds(Part("09:00", "13:00"), instant));

    [Theory]
    [InlineData("2026-11-27T21:59:00Z", false)] // Friday evening
    [InlineData("2026-11-27T22:00:00Z", true)]
    [InlineData("2026-11-28T02:00:59Z", true)]  // Saturday night still belongs to Friday
    [InlineData("2026-11-28T02:01:00Z", false)]
    [InlineData("2026-11-28T22:30:00Z", false)] // Saturday evening
    [InlineData("2026-11-27T01:00:00Z", false)] // Thursday's night
    public void TimeRange_AcrossMidnight_BelongsToTheDayItBeginsOn(string instant, bool expected) =>
        Assert.Equal(expected, Holds(Part("22:00", "02:00", weekdays: [DayOfWeek.Friday]), instant));

    [Theory]
    [InlineData("2026-12-31T23:00:00Z", true)]
    [InlineData("2027-01-01T03:00:00Z", true)]
    [InlineData("2027-01-01T23:00:00Z", false)]
    public void TimeRange_AcrossNewYear_BelongsToTheOldYear(string instant, bool expected) =>
        Assert.Equal(expected, Holds(Part("22:00", "04:00", monthDays: [31], months: [12]), instant));

    [Theory]
    [InlineData("00:30", null, "2026-11-25T00:29:00Z", false)]
    [InlineData("00:30", null, "2026-11-25T23:59:59Z", true)]
    [InlineData(null, "06:00", "2026-11-25T00:00:00Z", true)]
    [InlineData(null, "06:00", "2026-11-25T06:01:00Z", false)]
    [InlineData("12:00", "12:00", "2026-11-25T12:00:30Z", true)]
    [InlineData("12:00", "12:00", "2026-11-25T12:01:00Z", false)]
    public void TimeRange_OpenOrOfOneMinute_HoldsAsItReads(string? from, string? to, string instant, bool expected) =>
        Assert.Equal(expected, Holds(Part(from, to), instant));

    [Theory]
    [InlineData("2026-11-25T10:00:00Z", true)]  // Wednesday
    [InlineData("2026-11-28T10:00:00Z", false)] // Saturday
    public void Weekdays_Given_HoldOnTheseOnly(string instant, bool expected) =>
        Assert.Equal(expected, Holds(Part(weekdays: [DayOfWeek.Monday, DayOfWeek.Wednesday]), instant));

    [Theory]
    [InlineData("2026-04-30T10:00:00Z", false)] // April has no 31st, and nothing stands in for it
    [InlineData("2026-05-31T10:00:00Z", true)]
    [InlineData("2028-02-29T10:00:00Z", false)]
    public void MonthDays_ThatAMonthLacks_DoNotHoldInIt(string instant, bool expected) => Assert.Equal(expected, Holds(Part(monthDays: [31]), instant));

    [Fact]
    public void AllThatIsGiven_HasToHoldTogether()
    {
        var part = Part("09:00", "18:00", [DayOfWeek.Friday], [25], [12]);

        Assert.True(Holds(part, "2026-12-25T12:00:00Z"));   // a Friday
        Assert.False(Holds(part, "2026-12-25T20:00:00Z"));
        Assert.False(Holds(part, "2026-12-18T12:00:00Z"));
        Assert.False(Holds(part, "2027-12-25T12:00:00Z"));  // a Saturday
        Assert.False(Holds(part, "2026-09-25T12:00:00Z"));
    }

    [Fact]
    public void Parts_Several_HoldWhenOneDoes_AndNoneNever()
    {
        IntervalPart[] parts = [Part("09:00", "13:00"), Part("14:00", "18:00")];

        Assert.True(IntervalCalendar.Holds(parts, TimeZoneInfo.Utc, At("2026-11-25T17:00:00Z")));
        Assert.False(IntervalCalendar.Holds(parts, TimeZoneInfo.Utc, At("2026-11-25T13:30:00Z")));
        Assert.False(IntervalCalendar.Holds([], TimeZoneInfo.Utc, At("2026-11-25T13:30:00Z")));
    }

    [Theory]
    [InlineData("2026-11-25T07:59:59Z", false)] // winter: UTC+1
    [InlineData("2026-11-25T08:00:00Z", true)]
    [InlineData("2026-07-15T07:00:00Z", true)]  // summer: UTC+2
    [InlineData("2026-07-15T06:59:00Z", false)]
    public void Zone_Given_IsTheOneOfTheWallClock(string instant, bool expected) => Assert.Equal(expected, Holds(Part("09:00", "13:00"), instant, Rome));

    [Fact]
    public void Zone_AcrossTheDateLine_CountsItsOwnDays()
    {
        var friday = Part(weekdays: [DayOfWeek.Friday]);
        var instant = "2026-11-26T12:00:00Z"; // Thursday in UTC

        Assert.True(Holds(friday, instant, TimeZoneInfo.FindSystemTimeZoneById("Pacific/Auckland")));
        Assert.False(Holds(friday, instant, TimeZoneInfo.FindSystemTimeZoneById("America/New_York")));
    }

    [Theory]
    [InlineData("2026-03-29T00:59:59Z", "02:00", "02:59", false)] // 01:59:59, then 03:00: the hour never comes
    [InlineData("2026-03-29T01:00:00Z", "02:00", "02:59", false)]
    [InlineData("2026-03-29T01:00:00Z", "02:30", "04:00", true)]  // a range that begins in the gap holds from its end
    [InlineData("2026-10-25T00:30:00Z", "02:00", "02:59", true)]  // 02:30 summer time
    [InlineData("2026-10-25T01:30:00Z", "02:00", "02:59", true)]  // 02:30 again, winter time
    [InlineData("2026-10-25T02:00:00Z", "02:00", "02:59", false)] // 03:00
    public void ClockChange_LeavesOutAndRepeatsWallTimes(string instant, string from, string to, bool expected) =>
        Assert.Equal(expected, Holds(Part(from, to), instant, Rome));

    [Fact]
    public void SpansOf_OverlappingParts_AreMerged_AndNightsReachOver()
    {
        IntervalPart[] parts = [Part("22:00", "02:00"), Part("01:00", "03:00"), Part("09:00", "12:59"), Part("13:00", "18:00")];

        Assert.Equal([new DaySpan(0, 181), new DaySpan(540, 1081), new DaySpan(1320, 1440)], IntervalCalendar.SpansOf(parts, new DateOnly(2026, 11, 25)));
        Assert.Empty(IntervalCalendar.SpansOf([], new DateOnly(2026, 11, 25)));
    }

    [Theory]
    [InlineData("2026-11-25T10:00:00Z", "2026-11-25T17:01:00Z")] // Wednesday 11:00 in Rome, holds until after 18:00
    [InlineData("2026-11-27T18:00:00Z", "2026-11-30T08:00:00Z")] // Friday evening: Monday 09:00
    public void NextChange_OfWorkingTime_IsItsEndOrItsNextBegin(string now, string expected) => Assert.Equal(
        At(expected),
        IntervalCalendar.NextChange([Part("09:00", "18:00", [DayOfWeek.Monday, DayOfWeek.Tuesday, DayOfWeek.Wednesday, DayOfWeek.Thursday, DayOfWeek.Friday])], Rome, At(now)));

    [Theory]
    [InlineData("02:30", "04:00", "2026-03-28T23:30:00Z", "2026-03-29T01:00:00Z")] // its begin falls in the gap
    [InlineData("02:30", "03:30", "2026-10-25T00:40:00Z", "2026-10-25T01:00:00Z")] // the clock goes back before it
    [InlineData("02:30", "03:30", "2026-10-25T01:10:00Z", "2026-10-25T01:30:00Z")] // and it comes again
    public void NextChange_OnTheDayTheClockChanges_IsTheRightInstant(string from, string to, string now, string expected) =>
        Assert.Equal(At(expected), IntervalCalendar.NextChange([Part(from, to)], Rome, At(now)));

    [Fact]
    public void NextChange_OfWhatNeverChanges_IsNone()
    {
        Assert.Null(IntervalCalendar.NextChange([], Rome, At("2026-11-25T10:00:00Z")));
        Assert.Null(IntervalCalendar.NextChange([Part()], Rome, At("2026-11-25T10:00:00Z")));
        Assert.Null(IntervalCalendar.NextChange([Part(monthDays: [30], months: [2])], Rome, At("2026-11-25T10:00:00Z")));
        Assert.Equal(At("2028-02-28T23:00:00Z"), IntervalCalendar.NextChange([Part(monthDays: [29], months: [2])], Rome, At("2026-11-25T10:00:00Z")));
    }

    [Fact]
    public void ChangesClock_OnlyOnTheTwoSundays()
    {
        Assert.Equal([new DateOnly(2026, 3, 29), new DateOnly(2026, 10, 25)], Enumerable.Range(0, 365).Select(new DateOnly(2026, 1, 1).AddDays).Where(day => IntervalCalendar.ChangesClock(Rome, day)));
    }

    /// <summary>The week view and the routing must never tell two stories.</summary>
    [Fact]
    public void SpansOf_AnyParts_SayTheSameAsHolds()
    {
        var minutes = Gen.Choose(0, 1439).Select(minute => (TimeOnly?)TimeOnly.MinValue.AddMinutes(minute));
        var part =
            from @from in Gen.OneOf(Gen.Constant<TimeOnly?>(null), minutes)
            from to in Gen.OneOf(Gen.Constant<TimeOnly?>(null), minutes)
            from weekdays in Gen.SubListOf(Enum.GetValues<DayOfWeek>())
            from monthDays in Gen.SubListOf(Enumerable.Range(1, 31).ToArray())
            from months in Gen.SubListOf(Enumerable.Range(1, 12).ToArray())
            select new IntervalPart(@from, to, [.. weekdays], [.. monthDays], [.. months]);
        var world = from parts in Gen.ListOf(part, 3) from minute in Gen.Choose(0, 366 * 1440) select (Parts: parts.ToArray(), At: new DateTime(2026, 1, 1).AddMinutes(minute));

        Check.One(Config.QuickThrowOnFailure.WithMaxTest(500), Prop.ForAll(world.ToArbitrary(), sample =>
        {
            var ofDay = (sample.At.Hour * 60) + sample.At.Minute;
            var covered = IntervalCalendar.SpansOf(sample.Parts, DateOnly.FromDateTime(sample.At)).Any(span => ofDay >= span.FromMinute && ofDay < span.ToMinute);
            return covered == IntervalCalendar.Holds(sample.Parts, TimeZoneInfo.Utc, new DateTimeOffset(sample.At, TimeSpan.Zero));
        }));
    }

    [Fact]
    public void Parts_WrittenAndRead_AreTheSame()
    {
        IntervalPart[] parts = [Part("09:00", "13:00", [DayOfWeek.Monday, DayOfWeek.Sunday], [1, 31], [12]), Part()];
        var json = IntervalParts.Write(parts);

        Assert.Equal("""[{"from":"09:00","to":"13:00","weekdays":["monday","sunday"],"monthDays":[1,31],"months":[12]},{"from":null,"to":null,"weekdays":[],"monthDays":[],"months":[]}]""", json);
        Assert.Equal(json, IntervalParts.Write(IntervalParts.Read(json)));
        Assert.Equal([[]], IntervalParts.Read("[{}]").Select(part => part.Weekdays));
    }

    [Fact]
    public void Rules_BadValues_AreNamed()
    {
        var errors = IntervalRules.Check(IntervalRules.Normalize(new IntervalEntry("  ", "Mars/Base", [Part(monthDays: [0]), Part(months: [13]), Part() with { From = new TimeOnly(9, 0, 30) }])));

        Assert.Equal(["name", "timeZone", "parts[0].monthDays", "parts[1].months", "parts[2].from"], errors.Select(error => error.Field));
        Assert.Equal(["parts"], IntervalRules.Check(new IntervalEntry("Many", "Europe/Rome", [.. Enumerable.Repeat(Part(), 51)])).Select(error => error.Field));
    }

    [Fact]
    public void Normalize_AllDays_BecomeNoLimit()
    {
        var part = IntervalRules.Normalize(new IntervalEntry(" Shop ", " ", [Part(weekdays: Enum.GetValues<DayOfWeek>(), monthDays: [3, 1, 3])])).Parts[0];

        Assert.Empty(part.Weekdays);
        Assert.Equal([1, 3], part.MonthDays);
    }
}
