using Microsoft.EntityFrameworkCore;
using Motion.Blazor.Data;

namespace Motion.Blazor.Features.Desk.Closing;

/// <summary>A disposition with the names of the levels above it, first level first.</summary>
internal sealed record DispositionChoice(int Id, IReadOnlyList<string> Path, bool IsOfAccount)
{
    public int Level => Path.Count;

    public string Name => Path[^1];

    public bool Matches(string search) => Path.Any(name => name.Contains(search, StringComparison.CurrentCultureIgnoreCase));
}

/// <param name="All">The tree laid flat.</param>
/// <param name="Recent">Those the agent gave last in this account, the latest first.</param>
/// <param name="IsMandatory">Nothing closes without one.</param>
internal sealed record DispositionChoices(IReadOnlyList<DispositionChoice> All, IReadOnlyList<DispositionChoice> Recent, bool IsMandatory)
{
    public static readonly DispositionChoices None = new([], [], false);
}

/// <summary>What an interaction can be closed with: the general dispositions and its account's own, as a tree laid flat; never the system's.</summary>
internal sealed class ReadDispositions(IDbContextFactory<MotionDbContext> databases)
{
    private const int MostRecent = 5;
    private const int LookedBack = 60;

    public async Task<DispositionChoices> HandleAsync(int userId, long interactionId, CancellationToken cancellation)
    {
        await using var database = await databases.CreateDbContextAsync(cancellation);
        var account = await (
            from interaction in database.InteractionsOf(userId)
            where interaction.Id == interactionId
            join owner in database.Accounts on interaction.AccountId equals owner.Id
            select new { owner.Id, owner.MandatoryDisposition }).SingleOrDefaultAsync(cancellation);
        if (account is null)
            return DispositionChoices.None;
        var accountId = account.Id;
        var rows = await database.Dispositions
            .Where(disposition => disposition.System == null && disposition.RetiredAt == null && (disposition.AccountId == null || disposition.AccountId == accountId))
            .OrderBy(disposition => disposition.Name)
            .Select(disposition => new Row(disposition.Id, disposition.Name, disposition.ParentId, disposition.AccountId != null))
            .ToListAsync(cancellation);

        var byParent = rows.ToLookup(row => row.ParentId);
        var choices = new List<DispositionChoice>(rows.Count);
        AddBelow(null, []);
        return new DispositionChoices(choices, await RecentAsync(database, userId, accountId, choices, cancellation), account.MandatoryDisposition);

        void AddBelow(int? parentId, IReadOnlyList<string> path)
        {
            foreach (var row in byParent[parentId])
            {
                IReadOnlyList<string> own = [.. path, row.Name];
                choices.Add(new DispositionChoice(row.Id, own, row.IsOfAccount));
                AddBelow(row.Id, own);
            }
        }
    }

    private static async Task<IReadOnlyList<DispositionChoice>> RecentAsync(
        MotionDbContext database, int userId, int accountId, IReadOnlyList<DispositionChoice> choices, CancellationToken cancellation)
    {
        var given = await database.InteractionDispositions
            .Where(given => given.UserId == userId && given.Interaction!.AccountId == accountId)
            .OrderByDescending(given => given.Id).Take(LookedBack)
            .Select(given => given.DispositionId).ToListAsync(cancellation);
        return [.. given.Distinct().Select(id => choices.FirstOrDefault(choice => choice.Id == id)).OfType<DispositionChoice>().Take(MostRecent)];
    }

    private sealed record Row(int Id, string Name, int? ParentId, bool IsOfAccount);
}
