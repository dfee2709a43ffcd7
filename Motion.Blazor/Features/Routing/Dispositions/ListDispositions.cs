using Microsoft.EntityFrameworkCore;
using Motion.Blazor.Data;
using Motion.Blazor.Identity;
using Motion.Domain.Dispositions;

namespace Motion.Blazor.Features.Routing.Dispositions;

/// <summary>A disposition in its tree.</summary>
/// <param name="Level">1 to 3.</param>
/// <param name="System">Set for the protected ones.</param>
/// <param name="Path">Its own name and those above, first level first.</param>
internal sealed record DispositionNode(int Id, string Name, int? ParentId, int? AccountId, int Level, SystemDisposition? System, IReadOnlyList<string> Path)
{
    public string FullName => string.Join(" › ", Path);
}

/// <summary>The general dispositions or those of one account, as a tree laid flat: each one stands before what hangs below it. The system's come last.</summary>
internal sealed class ListDispositions(IDbContextFactory<MotionDbContext> databases, CurrentUser user)
{
    /// <param name="accountId">Null: the general ones.</param>
    public async Task<Outcome<IReadOnlyList<DispositionNode>>> RunAsync(int? accountId, CancellationToken cancellation)
    {
        if (!user.May(this))
            return new Outcome<IReadOnlyList<DispositionNode>>.NotAllowed();
        await using var database = await databases.CreateDbContextAsync(cancellation);
        if (accountId is not null && !await database.Accounts.AnyAsync(a => a.Id == accountId, cancellation))
            return new Outcome<IReadOnlyList<DispositionNode>>.NotFound();
        return new Outcome<IReadOnlyList<DispositionNode>>.Done(await ReadAsync(database, accountId, cancellation));
    }

    public static async Task<IReadOnlyList<DispositionNode>> ReadAsync(MotionDbContext database, int? accountId, CancellationToken cancellation)
    {
        var stored = await database.LiveDispositionsOf(accountId).AsNoTracking().ToListAsync(cancellation);
        var below = stored.OrderBy(d => d.System is not null).ThenBy(d => d.Name, StringComparer.CurrentCultureIgnoreCase).ThenBy(d => d.Id).ToLookup(d => d.ParentId);
        var nodes = new List<DispositionNode>(stored.Count);
        Add(null, []);
        return nodes;

        void Add(int? parentId, IReadOnlyList<string> above)
        {
            foreach (var disposition in below[parentId])
            {
                IReadOnlyList<string> path = [.. above, disposition.Name];
                nodes.Add(new DispositionNode(disposition.Id, disposition.Name, parentId, accountId, path.Count, disposition.System, path));
                Add(disposition.Id, path);
            }
        }
    }
}
