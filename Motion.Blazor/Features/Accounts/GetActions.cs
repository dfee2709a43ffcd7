using System.Buffers.Text;
using System.Security.Cryptography;
using System.Text.Json;
using Microsoft.EntityFrameworkCore;
using Motion.Blazor.Data;
using Motion.Blazor.Identity;
using Motion.Domain.Routing;

namespace Motion.Blazor.Features.Accounts;

/// <summary>The plan of an account, in order.</summary>
/// <param name="Version">Changes with the rows; a save that names an older one is refused.</param>
internal sealed record ActionPlan(IReadOnlyList<PlanRowEntry> Rows, string Version)
{
    public static ActionPlan Of(IEnumerable<PlanRow> stored)
    {
        var rows = stored.Select(PlanRowEntry.Of).ToList();
        var hash = SHA256.HashData(JsonSerializer.SerializeToUtf8Bytes(rows));
        return new ActionPlan(rows, Base64Url.EncodeToString(hash.AsSpan(0, 12)));
    }
}

internal sealed class GetActions(IDbContextFactory<MotionDbContext> databases, CurrentUser user)
{
    public async Task<Outcome<ActionPlan>> RunAsync(int accountId, CancellationToken cancellation)
    {
        if (!user.May(this))
            return new Outcome<ActionPlan>.NotAllowed();
        await using var database = await databases.CreateDbContextAsync(cancellation);
        if (!await database.Accounts.AnyAsync(a => a.Id == accountId, cancellation))
            return new Outcome<ActionPlan>.NotFound();
        return new Outcome<ActionPlan>.Done(ActionPlan.Of(await RowsOf(database, accountId).AsNoTracking().ToListAsync(cancellation)));
    }

    public static IQueryable<PlanRow> RowsOf(MotionDbContext database, int accountId) =>
        database.PlanRows.Where(row => row.AccountId == accountId).OrderBy(row => row.Position).ThenBy(row => row.Id);
}
