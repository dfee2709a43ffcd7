using Microsoft.EntityFrameworkCore;
using Motion.Blazor.Data;
using Motion.Blazor.Features.Administration.Audit;
using Motion.Blazor.Identity;
using Motion.Blazor.Realtime;

namespace Motion.Blazor.Features.Administration.Assistants;

/// <summary>Deletes an assistant that no account uses.</summary>
internal sealed class DeleteAssistant(IDbContextFactory<MotionDbContext> databases, ConfigurationChanges changes, AuditLog audit, CurrentUser user)
{
    public async Task<Outcome<bool>> RunAsync(int assistantId, CancellationToken cancellation)
    {
        if (!user.May(this))
            return new Outcome<bool>.NotAllowed();
        await using var database = await databases.CreateDbContextAsync(cancellation);
        await using var transaction = await database.Database.BeginTransactionAsync(cancellation);
        if (await database.Assistants.FirstOrDefaultAsync(a => a.Id == assistantId, cancellation) is not { } assistant)
            return new Outcome<bool>.NotFound();
        var accounts = await database.Accounts
            .Where(a => a.AssistantId == assistantId || database.PlanRows.Any(r => r.AccountId == a.Id && r.AssistantId == assistantId))
            .OrderBy(a => a.Name).Select(a => a.Name).ToListAsync(cancellation);
        if (accounts.Count > 0)
            return new Outcome<bool>.Conflict(ConflictReason.AssistantInUse, string.Join(", ", accounts));
        database.Assistants.Remove(assistant);
        audit.Add(database, AuditAction.Deleted, AuditSubject.Assistant, assistant.Id, assistant.Name);
        await database.SaveChangesAsync(cancellation);
        await transaction.CommitAsync(cancellation);
        changes.Publish();
        return new Outcome<bool>.Done(true);
    }
}
