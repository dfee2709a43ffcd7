using Microsoft.EntityFrameworkCore;
using Motion.Blazor.Data;
using Motion.Blazor.Features.Administration.Audit;
using Motion.Blazor.Identity;
using Motion.Domain;
using Motion.Domain.Search;

namespace Motion.Blazor.Features.Interactions.Saved;

public sealed record SavedSearchRow(int Id, string Name, bool IsShared, bool IsMine, string? Owner, string Definition);

/// <summary>A person's searches and those others share with him. A shared one finds what its reader may read, not what its owner may.</summary>
internal sealed class SavedSearches(IDbContextFactory<MotionDbContext> databases, AuditLog audit, CurrentUser user, TimeProvider time)
{
    public async Task<IReadOnlyList<SavedSearchRow>> ListAsync(CancellationToken cancellation)
    {
        await using var database = await databases.CreateDbContextAsync(cancellation);
        var userId = user.PersonId;
        return await (
            from search in database.SavedSearches
            where search.UserId == userId || search.IsShared
            join owner in database.Users on search.UserId equals owner.Id
            orderby search.Name
            select new SavedSearchRow(search.Id, search.Name, search.IsShared, search.UserId == userId, owner.FullName, search.Definition)).ToListAsync(cancellation);
    }

    /// <summary>Under a name that is mine already, it takes the other's place.</summary>
    public async Task<Outcome<int>> SaveAsync(string name, bool isShared, SearchDefinition definition, CancellationToken cancellation)
    {
        if (user.PersonId is not { } userId)
            return new Outcome<int>.NotAllowed();
        var trimmed = name.Trim();
        if (trimmed.Length is 0 or > SavedSearch.LongestName)
            return new Outcome<int>.Invalid([new FieldError("name", trimmed.Length == 0 ? FieldProblem.Required : FieldProblem.TooLong, $"{SavedSearch.LongestName}")]);
        await using var database = await databases.CreateDbContextAsync(cancellation);
        var search = await database.SavedSearches.FirstOrDefaultAsync(s => s.UserId == userId && s.Name == trimmed, cancellation);
        if (search is null)
            database.SavedSearches.Add(search = new SavedSearch { UserId = userId, Name = trimmed, Definition = "", CreatedAt = time.GetUtcNow() });
        search.Definition = SearchJson.Write(definition);
        search.IsShared = isShared;
        audit.Add(database, search.Id == 0 ? AuditAction.Added : AuditAction.Changed, AuditSubject.SavedSearch, search.Id == 0 ? null : search.Id, trimmed);
        await database.SaveChangesAsync(cancellation);
        return new Outcome<int>.Done(search.Id);
    }

    public async Task<Outcome<bool>> DeleteAsync(int searchId, CancellationToken cancellation)
    {
        await using var database = await databases.CreateDbContextAsync(cancellation);
        if (await database.SavedSearches.FindAsync([searchId], cancellation) is not { } search)
            return new Outcome<bool>.NotFound();
        if (search.UserId != user.PersonId && !user.IsAdministrator)
            return new Outcome<bool>.NotAllowed();
        database.SavedSearches.Remove(search);
        audit.Add(database, AuditAction.Deleted, AuditSubject.SavedSearch, search.Id, search.Name);
        await database.SaveChangesAsync(cancellation);
        return new Outcome<bool>.Done(true);
    }
}
