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

/// <summary>What an interaction can be closed with: the general dispositions and its account's own, as a tree laid flat; never the system's.</summary>
internal sealed class ReadDispositions(IDbContextFactory<MotionDbContext> databases)
{
    public async Task<IReadOnlyList<DispositionChoice>> HandleAsync(int userId, long interactionId, CancellationToken cancellation)
    {
        await using var database = await databases.CreateDbContextAsync(cancellation);
        var accountId = await database.InteractionsOf(userId).Where(i => i.Id == interactionId).Select(i => (int?)i.AccountId).SingleOrDefaultAsync(cancellation);
        if (accountId is null)
            return [];
        var rows = await database.Dispositions
            .Where(disposition => disposition.System == null && disposition.RetiredAt == null && (disposition.AccountId == null || disposition.AccountId == accountId))
            .OrderBy(disposition => disposition.Name)
            .Select(disposition => new Row(disposition.Id, disposition.Name, disposition.ParentId, disposition.AccountId != null))
            .ToListAsync(cancellation);

        var byParent = rows.ToLookup(row => row.ParentId);
        var choices = new List<DispositionChoice>(rows.Count);
        AddBelow(null, []);
        return choices;

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

    private sealed record Row(int Id, string Name, int? ParentId, bool IsOfAccount);
}
