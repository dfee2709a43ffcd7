#pragma warning disable MA0011 // ToUpper() stands in queries only, where it becomes the database's UPPER
using Microsoft.EntityFrameworkCore;
using Motion.Blazor.Data;
using Motion.Blazor.Features.Administration.Audit;
using Motion.Blazor.Identity;
using Motion.Blazor.Pipeline;
using Motion.Blazor.Realtime;
using Motion.Domain;
using Motion.Domain.Queues;

namespace Motion.Blazor.Features.Queues;

/// <summary>Adds a queue, or saves one with its members in their order. Who comes to it rings for those who wait in it.</summary>
internal sealed class SaveQueue(
    IDbContextFactory<MotionDbContext> databases, RoutingRunner routing, ConfigurationChanges changes, AuditLog audit, CurrentUser user)
{
    /// <param name="queueId">Null adds a new one.</param>
    /// <param name="begunFrom">What the person saw before editing; someone else's save in the meantime is then not overwritten unseen.</param>
    public async Task<Outcome<QueueDetails>> RunAsync(int? queueId, QueueEntry entered, CancellationToken cancellation, QueueEntry? begunFrom = null)
    {
        if (!user.May(this))
            return new Outcome<QueueDetails>.NotAllowed();
        var entry = QueueRules.Normalize(entered);
        await using var database = await databases.CreateDbContextAsync(cancellation);
        await using var transaction = await database.Database.BeginTransactionAsync(cancellation);
        var queue = queueId is null ? new Queue { Name = "" } : await database.Queues.FirstOrDefaultAsync(q => q.Id == queueId, cancellation);
        if (queue is null)
            return new Outcome<QueueDetails>.NotFound();
        var before = queueId is { } id ? (await GetQueue.FindAsync(database, id, cancellation))!.Entry : null;
        if (before is not null && begunFrom is not null && !before.IsSameAs(begunFrom))
            return new Outcome<QueueDetails>.Conflict(ConflictReason.QueueChangedByOther);
        if (await FindErrorsAsync(database, entry, queueId, cancellation) is { Count: > 0 } errors)
            return new Outcome<QueueDetails>.Invalid(errors);

        queue.Name = entry.Name!;
        queue.Strategy = entry.Strategy;
        queue.AgentTimeout = entry.AgentTimeout;
        queue.Description = entry.Description;
        if (queueId is null)
            database.Queues.Add(queue);
        try
        {
            await database.SaveChangesAsync(cancellation);
        }
        catch (DbUpdateException) when (!cancellation.IsCancellationRequested)
        {
            await transaction.RollbackAsync(cancellation);
            database.ChangeTracker.Clear();
            if (await FindTakenAsync(database, entry.Name!, queueId, cancellation) is { } taken)
                return new Outcome<QueueDetails>.Invalid([taken]);
            throw;
        }
        await database.QueueMembers.Where(m => m.QueueId == queue.Id).ExecuteDeleteAsync(cancellation);
        database.AddRange(entry.MemberIds.Select((id, index) => new QueueMember { QueueId = queue.Id, UserId = id, Position = index + 1 }));
        audit.Add(database, before is null ? AuditAction.Added : AuditAction.Changed, AuditSubject.Queue, queue.Id, queue.Name,
            before is null ? null : ValuesOf(before), ValuesOf(entry));
        await database.SaveChangesAsync(cancellation);
        await transaction.CommitAsync(cancellation);
        changes.Publish();
        // Nobody waits in a queue that is new.
        foreach (var userId in before is null ? [] : entry.MemberIds.Except(before.MemberIds))
            await routing.AgentBecameFreeAsync(userId, CancellationToken.None);
        return new Outcome<QueueDetails>.Done((await GetQueue.FindAsync(database, queue.Id, cancellation))!);
    }

    private static Dictionary<string, object?> ValuesOf(QueueEntry queue) => new(StringComparer.Ordinal)
    {
        ["name"] = queue.Name,
        ["strategy"] = queue.Strategy.ToWireName(),
        ["agentTimeout"] = queue.AgentTimeout,
        ["description"] = queue.Description,
        ["memberIds"] = queue.MemberIds,
    };

    private static async Task<IReadOnlyList<FieldError>> FindErrorsAsync(MotionDbContext database, QueueEntry entry, int? queueId, CancellationToken cancellation)
    {
        var errors = QueueRules.Check(entry).ToList();
        if (entry.Name is { Length: > 0 } name && await FindTakenAsync(database, name, queueId, cancellation) is { } taken)
            errors.Add(taken);
        var known = await database.Users.Where(u => entry.MemberIds.Contains(u.Id)).Select(u => u.Id).ToListAsync(cancellation);
        errors.AddRange(entry.MemberIds.Except(known).Select(id => new FieldError("memberIds", FieldProblem.Unknown, $"{id}")));
        return errors;
    }

    private static async Task<FieldError?> FindTakenAsync(MotionDbContext database, string name, int? exceptId, CancellationToken cancellation)
    {
        var upper = name.ToUpperInvariant();
        return await database.Queues.Where(q => q.Id != exceptId && q.Name.ToUpper() == upper).Select(q => q.Name).FirstOrDefaultAsync(cancellation) is { } other
            ? new FieldError("name", FieldProblem.Taken, other)
            : null;
    }
}
