#pragma warning disable MA0011 // ToUpper() stands in queries only, where it becomes the database's UPPER
using Microsoft.EntityFrameworkCore;
using Motion.Blazor.Data;
using Motion.Blazor.Features.Administration.Audit;
using Motion.Blazor.Identity;
using Motion.Blazor.Realtime;
using Motion.Domain;
using Motion.Domain.Dispositions;

namespace Motion.Blazor.Features.Routing.Dispositions;

/// <summary>Adds a disposition below another one or at the first level, or renames one. Where it hangs and whose it is cannot be changed.</summary>
internal sealed class SaveDisposition(IDbContextFactory<MotionDbContext> databases, ConfigurationChanges changes, AuditLog audit, CurrentUser user)
{
    /// <param name="dispositionId">Null adds a new one.</param>
    public async Task<Outcome<DispositionNode>> RunAsync(int? dispositionId, DispositionEntry entered, CancellationToken cancellation)
    {
        if (!user.May(this))
            return new Outcome<DispositionNode>.NotAllowed();
        var entry = DispositionRules.Normalize(entered);
        if (DispositionRules.Check(entry) is { Count: > 0 } errors)
            return new Outcome<DispositionNode>.Invalid(errors);
        await using var database = await databases.CreateDbContextAsync(cancellation);
        return dispositionId is { } id
            ? await RenameAsync(database, id, entry.Name!, cancellation)
            : await AddAsync(database, entry, cancellation);
    }

    private async Task<Outcome<DispositionNode>> AddAsync(MotionDbContext database, DispositionEntry entry, CancellationToken cancellation)
    {
        if (entry.AccountId is { } account && !await database.Accounts.AnyAsync(a => a.Id == account, cancellation))
            return new Outcome<DispositionNode>.Invalid([new FieldError("accountId", FieldProblem.Unknown, $"{account}")]);
        if (entry.ParentId is { } parentId)
        {
            var parent = (await ListDispositions.ReadAsync(database, entry.AccountId, cancellation)).FirstOrDefault(node => node.Id == parentId);
            if (parent is null or { System: not null })
                return new Outcome<DispositionNode>.Invalid([new FieldError("parentId", FieldProblem.Unknown, $"{parentId}")]);
            if (parent.Level == Disposition.MaxLevels)
                return new Outcome<DispositionNode>.Invalid([new FieldError("parentId", FieldProblem.OutOfRange, $"1–{Disposition.MaxLevels}", "disposition")]);
        }
        var added = new Disposition { Name = entry.Name!, ParentId = entry.ParentId, AccountId = entry.AccountId };
        database.Dispositions.Add(added);
        return await SaveAsync(database, added, null, cancellation);
    }

    private async Task<Outcome<DispositionNode>> RenameAsync(MotionDbContext database, int id, string name, CancellationToken cancellation)
    {
        if (await database.LiveDispositions().FirstOrDefaultAsync(d => d.Id == id, cancellation) is not { } stored)
            return new Outcome<DispositionNode>.NotFound();
        if (stored.System is not null)
            return new Outcome<DispositionNode>.Conflict(ConflictReason.SystemDisposition, stored.Name);
        var before = stored.Name;
        stored.Name = name;
        return await SaveAsync(database, stored, before, cancellation);
    }

    private async Task<Outcome<DispositionNode>> SaveAsync(MotionDbContext database, Disposition disposition, string? before, CancellationToken cancellation)
    {
        var (name, parentId, accountId) = (disposition.Name, disposition.ParentId, disposition.AccountId);
        // A new one has no number yet, so that it cannot be its own rival.
        var ownId = disposition.Id;
        var taken = await database.SaveUniqueAsync(
            cancel => FindTakenAsync(database, name, parentId, accountId, ownId, cancel),
            () => audit.Add(database, before is null ? AuditAction.Added : AuditAction.Changed, AuditSubject.Disposition, disposition.Id, name,
                before is null ? null : Named(before), Named(name)),
            cancellation);
        if (taken is not null)
            return new Outcome<DispositionNode>.Invalid([taken]);
        changes.Publish();
        return new Outcome<DispositionNode>.Done((await ListDispositions.ReadAsync(database, accountId, cancellation)).Single(node => node.Id == disposition.Id));
    }

    private static Dictionary<string, object?> Named(string name) => new(StringComparer.Ordinal) { ["name"] = name };

    private static async Task<FieldError?> FindTakenAsync(
        MotionDbContext database, string name, int? parentId, int? accountId, int exceptId, CancellationToken cancellation)
    {
        var upper = name.ToUpperInvariant();
        return await database.LiveDispositionsOf(accountId).Where(d => d.Id != exceptId && d.ParentId == parentId && d.Name.ToUpper() == upper)
            .Select(d => d.Name).FirstOrDefaultAsync(cancellation) is { } other
            ? new FieldError("name", FieldProblem.Taken, other)
            : null;
    }
}
