using Microsoft.EntityFrameworkCore;
using Motion.Blazor.Data;
using Motion.Domain.Agents;
using Motion.Domain.Contacts;
using Motion.Domain.Dispositions;
using Motion.Domain.Routing;

namespace Motion.Blazor.Hosting.FirstRun;

/// <summary>What product.md section 2 calls ready made. The protected dispositions are written last and with the rest, so they tell that all of it is there.</summary>
internal static class ReadyMade
{
    private static readonly string[] Pauses = ["Lunch", "Break", "Meeting"];

    private static readonly (string First, string[] Second)[] Dispositions =
    [
        ("Solved", ["Question answered", "Order handled", "Complaint settled"]),
        ("Follow-up needed", ["Call back", "Waiting for the customer", "Passed to another team"]),
        ("Not for us", ["Spam", "Wrong number"]),
    ];

    private static readonly IntervalPart[] WorkingTime =
    [
        new(new TimeOnly(9, 0), new TimeOnly(18, 0),
            [DayOfWeek.Monday, DayOfWeek.Tuesday, DayOfWeek.Wednesday, DayOfWeek.Thursday, DayOfWeek.Friday], [], []),
    ];

    /// <summary>What is a holiday almost everywhere; each country adds its own.</summary>
    private static readonly IntervalPart[] Holidays = [new(null, null, [], [1], [1]), new(null, null, [], [25, 26], [12])];

    public static async Task AddAsync(MotionDbContext database)
    {
        if (await database.Dispositions.AnyAsync(d => d.System != null))
            return;

        await using var transaction = await database.Database.BeginTransactionAsync();
        database.ContactLists.Add(new ContactList { Name = "WhatsApp" });
        database.Pauses.AddRange(Pauses.Select(name => new Pause { Name = name }));
        database.Intervals.Add(new Interval { Name = "Working time", Parts = IntervalParts.Write(WorkingTime) });
        database.Intervals.Add(new Interval { Name = "Holidays", Parts = IntervalParts.Write(Holidays) });
        foreach (var (first, second) in Dispositions)
        {
            var parent = new Disposition { Name = first };
            database.Dispositions.Add(parent);
            await database.SaveChangesAsync();
            database.Dispositions.AddRange(second.Select(name => new Disposition { Name = name, ParentId = parent.Id }));
        }

        database.Dispositions.Add(new Disposition { Name = "Closed for inactivity", System = SystemDisposition.ClosedForInactivity });
        database.Dispositions.Add(new Disposition { Name = "Not in whitelist", System = SystemDisposition.NotInWhitelist });
        await database.SaveChangesAsync();
        await transaction.CommitAsync();
    }
}
