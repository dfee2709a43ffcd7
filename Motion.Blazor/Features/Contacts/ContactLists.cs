#pragma warning disable MA0011 // ToUpper() stands in queries only, where it becomes the database's UPPER
using Microsoft.EntityFrameworkCore;
using Motion.Blazor.Data;
using Motion.Blazor.Features.Accounts;
using Motion.Blazor.Features.Administration.Audit;
using Motion.Blazor.Features.Routing;
using Motion.Blazor.Identity;
using Motion.Blazor.Realtime;
using Motion.Domain;
using Motion.Domain.Accounts;
using Motion.Domain.Contacts;

namespace Motion.Blazor.Features.Contacts;

/// <summary>A contact list with what it is used for.</summary>
/// <param name="DefaultOf">Accounts that put new contacts into it.</param>
/// <param name="WhitelistOf">Accounts whose whitelist lets its contacts in.</param>
public sealed record ContactListRow(int Id, string Name, string? Description, int Contacts, IReadOnlyList<Choice> DefaultOf, IReadOnlyList<Choice> WhitelistOf);

internal sealed class ListContactLists(IDbContextFactory<MotionDbContext> databases, CurrentUser user)
{
    // The first one is the default of new accounts, so the order is that of making.
    private static readonly PreparedQuery<int, int, Paged<ContactList>> InOrderOfMaking = new((database, offset, limit) => database.ContactLists.AsNoTracking()
        .OrderBy(list => list.Id).Skip(offset).Take(limit).Select(list => new Paged<ContactList>(list, database.ContactLists.Count())));

    private static readonly PreparedQuery<List<int>, Counted> ContactsIn = new((database, listIds) => database.Contacts
        .Where(contact => listIds.Contains(contact.ListId)).GroupBy(contact => contact.ListId).Select(list => new Counted(list.Key, list.Count())));

    private static readonly PreparedQuery<List<int>, Used> DefaultOf = new((database, listIds) =>
        from account in database.Accounts
        where listIds.Contains(account.ContactListId)
        orderby account.Name
        select new Used(account.ContactListId, account.Id, account.Name));

    private static readonly PreparedQuery<List<int>, Used> WhitelistOf = new((database, listIds) =>
        from whitelist in database.AccountWhitelists
        where listIds.Contains(whitelist.ListId)
        join account in database.Accounts on whitelist.AccountId equals account.Id
        orderby account.Name
        select new Used(whitelist.ListId, account.Id, account.Name));

    public async Task<Outcome<PageOf<ContactListRow>>> RunAsync(int offset, int limit, CancellationToken cancellation)
    {
        if (!user.May(this))
            return new Outcome<PageOf<ContactListRow>>.NotAllowed();
        await using var database = await databases.CreateDbContextAsync(cancellation);
        var page = await InOrderOfMaking.On(database, offset, limit).ReadPageAsync(database.ContactLists, offset, cancellation);
        return new Outcome<PageOf<ContactListRow>>.Done(new PageOf<ContactListRow>(page.Count, await CompleteAsync(database, page.Rows, cancellation)));
    }

    public async Task<Outcome<ContactListRow>> FindAsync(int listId, CancellationToken cancellation)
    {
        if (!user.May(this))
            return new Outcome<ContactListRow>.NotAllowed();
        await using var database = await databases.CreateDbContextAsync(cancellation);
        var lists = await database.ContactLists.AsNoTracking().Where(l => l.Id == listId).ToListAsync(cancellation);
        return lists.Count == 0 ? new Outcome<ContactListRow>.NotFound() : new Outcome<ContactListRow>.Done((await CompleteAsync(database, lists, cancellation))[0]);
    }

    private static async Task<List<ContactListRow>> CompleteAsync(MotionDbContext database, IReadOnlyList<ContactList> lists, CancellationToken cancellation)
    {
        var ids = lists.Select(list => list.Id).ToList();
        var counts = await ContactsIn.On(database, ids).ToDictionaryAsync(list => list.ListId, list => list.Contacts, cancellationToken: cancellation);
        var defaults = (await DefaultOf.On(database, ids).ToListAsync(cancellation)).ToLookup(used => used.ListId, used => new Choice(used.AccountId, used.AccountName));
        var whitelists = (await WhitelistOf.On(database, ids).ToListAsync(cancellation)).ToLookup(used => used.ListId, used => new Choice(used.AccountId, used.AccountName));
        return [.. lists.Select(list => new ContactListRow(
            list.Id, list.Name, list.Description, counts.GetValueOrDefault(list.Id), [.. defaults[list.Id]], [.. whitelists[list.Id]]))];
    }

    private sealed record Counted(int ListId, int Contacts);

    private sealed record Used(int ListId, int AccountId, string AccountName);
}

internal sealed class SaveContactList(IDbContextFactory<MotionDbContext> databases, ConfigurationChanges changes, AuditLog audit, CurrentUser user)
{
    /// <param name="listId">Null adds a new one.</param>
    /// <returns>Its number.</returns>
    public async Task<Outcome<int>> RunAsync(int? listId, string? name, string? description, CancellationToken cancellation)
    {
        if (!user.May(this))
            return new Outcome<int>.NotAllowed();
        name = name?.Trim();
        description = string.IsNullOrWhiteSpace(description) ? null : description.Trim();
        await using var database = await databases.CreateDbContextAsync(cancellation);
        await using var transaction = await database.Database.BeginTransactionAsync(cancellation);
        var list = listId is null ? new ContactList { Name = "" } : await database.ContactLists.FirstOrDefaultAsync(l => l.Id == listId, cancellation);
        if (list is null)
            return new Outcome<int>.NotFound();
        FieldError[] errors = [.. AccountRules.CheckText("name", name, AccountRules.MaxNameLength, required: true), .. AccountRules.CheckText("description", description, AccountRules.MaxDescriptionLength, required: false)];
        if (errors.Length > 0)
            return new Outcome<int>.Invalid(errors);
        if (await FindTakenAsync(database, name!, listId, cancellation) is { } other)
            return new Outcome<int>.Invalid([other]);

        var before = listId is null ? null : Facts(list);
        (list.Name, list.Description) = (name!, description);
        if (listId is null)
            database.ContactLists.Add(list);
        try
        {
            await database.SaveChangesAsync(cancellation);
        }
        catch (DbUpdateException) when (!cancellation.IsCancellationRequested)
        {
            await transaction.RollbackAsync(cancellation);
            database.ChangeTracker.Clear();
            if (await FindTakenAsync(database, name!, listId, cancellation) is { } taken)
                return new Outcome<int>.Invalid([taken]);
            throw;
        }
        audit.Add(database, listId is null ? AuditAction.Added : AuditAction.Changed, AuditSubject.ContactList, list.Id, list.Name, before, Facts(list));
        await database.SaveChangesAsync(cancellation);
        await transaction.CommitAsync(cancellation);
        changes.Publish();
        return new Outcome<int>.Done(list.Id);
    }

    private static Dictionary<string, object?> Facts(ContactList list) => new(StringComparer.Ordinal) { ["name"] = list.Name, ["description"] = list.Description };

    private static async Task<FieldError?> FindTakenAsync(MotionDbContext database, string name, int? exceptId, CancellationToken cancellation)
    {
        var upper = name.ToUpperInvariant();
        return await database.ContactLists.Where(l => l.Id != exceptId && l.Name.ToUpper() == upper).Select(l => l.Name).FirstOrDefaultAsync(cancellation) is { } other
            ? new FieldError("name", FieldProblem.Taken, other)
            : null;
    }
}

/// <summary>Deletes an empty list that nothing uses; otherwise says what does.</summary>
internal sealed class DeleteContactList(IDbContextFactory<MotionDbContext> databases, ConfigurationChanges changes, AuditLog audit, CurrentUser user)
{
    public async Task<Outcome<bool>> RunAsync(int listId, CancellationToken cancellation)
    {
        if (!user.May(this))
            return new Outcome<bool>.NotAllowed();
        await using var database = await databases.CreateDbContextAsync(cancellation);
        await using var transaction = await database.Database.BeginTransactionAsync(cancellation);
        if (await database.ContactLists.FirstOrDefaultAsync(l => l.Id == listId, cancellation) is not { } list)
            return new Outcome<bool>.NotFound();
        if (await FindObstacleAsync(database, listId, cancellation) is { } obstacle)
            return obstacle;
        audit.Add(database, AuditAction.Deleted, AuditSubject.ContactList, listId, list.Name);
        database.ContactLists.Remove(list);
        await database.SaveChangesAsync(cancellation);
        await transaction.CommitAsync(cancellation);
        changes.Publish();
        return new Outcome<bool>.Done(true);
    }

    private static async Task<Outcome<bool>?> FindObstacleAsync(MotionDbContext database, int listId, CancellationToken cancellation)
    {
        var defaults = await database.Accounts.Where(a => a.ContactListId == listId).OrderBy(a => a.Name).Select(a => a.Name).ToListAsync(cancellation);
        if (defaults.Count > 0)
            return new Outcome<bool>.Conflict(ConflictReason.ListIsDefault, string.Join(", ", defaults));
        var whitelists = await (from w in database.AccountWhitelists join a in database.Accounts on w.AccountId equals a.Id where w.ListId == listId orderby a.Name select a.Name).ToListAsync(cancellation);
        if (whitelists.Count > 0)
            return new Outcome<bool>.Conflict(ConflictReason.ListIsWhitelist, string.Join(", ", whitelists));
        var inConditions = (await database.ConditionListsAsync(cancellation))[listId].ToHashSet();
        if (await database.AccountsWithRowAsync(row => inConditions.Contains(row.AccountId), cancellation) is { Count: > 0 } plans)
            return new Outcome<bool>.Conflict(ConflictReason.ListInPlan, string.Join(", ", plans));
        var contacts = await database.Contacts.CountAsync(c => c.ListId == listId, cancellation);
        if (contacts > 0)
            return new Outcome<bool>.Conflict(ConflictReason.ListHasContacts, $"{contacts}");
        return await database.ContactLists.CountAsync(cancellation) == 1 ? new Outcome<bool>.Conflict(ConflictReason.LastList) : null;
    }
}
