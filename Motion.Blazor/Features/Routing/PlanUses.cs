using System.Linq.Expressions;
using Microsoft.EntityFrameworkCore;
using Motion.Blazor.Data;
using Motion.Domain.Routing;

namespace Motion.Blazor.Features.Routing;

/// <summary>Which accounts' plans use something, by the accounts' names: what is used there cannot be deleted.</summary>
internal static class PlanUses
{
    public static Task<List<string>> AccountsWithRowAsync(this MotionDbContext database, Expression<Func<PlanRow, bool>> uses, CancellationToken cancellation)
    {
        var rows = database.PlanRows.Where(uses).Select(row => row.AccountId);
        return database.Accounts.Where(account => rows.Contains(account.Id)).OrderBy(account => account.Name).Select(account => account.Name).ToListAsync(cancellation);
    }

    /// <summary>The intervals that conditions of Go to if rows look at; they stand within the condition's JSON.</summary>
    public static async Task<ILookup<int, int>> ConditionIntervalsAsync(this MotionDbContext database, CancellationToken cancellation) =>
        (await database.ConditionsAsync(cancellation)).Where(row => row.Condition.IntervalId is not null).ToLookup(row => row.Condition.IntervalId!.Value, row => row.AccountId);

    /// <summary>The same for contact lists.</summary>
    public static async Task<ILookup<int, int>> ConditionListsAsync(this MotionDbContext database, CancellationToken cancellation) =>
        (await database.ConditionsAsync(cancellation)).SelectMany(row => row.Condition.ListIds ?? [], (row, list) => (row.AccountId, List: list)).ToLookup(row => row.List, row => row.AccountId);

    private static async Task<IEnumerable<(int AccountId, PlanCondition Condition)>> ConditionsAsync(this MotionDbContext database, CancellationToken cancellation) =>
        (await database.PlanRows.Where(row => row.Condition != null).Select(row => new { row.AccountId, row.Condition }).ToListAsync(cancellation))
        .Select(row => (row.AccountId, PlanCondition.Read(row.Condition!)));
}
