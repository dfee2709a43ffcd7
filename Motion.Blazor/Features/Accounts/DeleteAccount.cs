using Microsoft.EntityFrameworkCore;
using Motion.Blazor.Data;
using Motion.Blazor.Features.Administration.Audit;
using Motion.Blazor.Hosting;
using Motion.Blazor.Identity;
using Motion.Blazor.Realtime;
using Motion.Domain.Interactions;

namespace Motion.Blazor.Features.Accounts;

/// <summary>What goes with an account.</summary>
internal sealed record AccountContents(string Name, int OpenInteractions, int Interactions, int Messages, int Files);

internal sealed partial class DeleteAccount(
    IDbContextFactory<MotionDbContext> databases, DataPaths paths, ConfigurationChanges changes, AuditLog audit, CurrentUser user, ILogger<DeleteAccount> log)
{
    /// <summary>To be told before the person confirms.</summary>
    public async Task<Outcome<AccountContents>> CountAsync(int accountId, CancellationToken cancellation)
    {
        if (!user.May(this))
            return new Outcome<AccountContents>.NotAllowed();
        await using var database = await databases.CreateDbContextAsync(cancellation);
        var name = await database.Accounts.Where(a => a.Id == accountId).Select(a => a.Name).FirstOrDefaultAsync(cancellation);
        if (name is null)
            return new Outcome<AccountContents>.NotFound();
        return new Outcome<AccountContents>.Done(new AccountContents(
            name,
            await database.Interactions.CountAsync(i => i.AccountId == accountId && i.Status == InteractionStatus.Open, cancellation),
            await database.Interactions.CountAsync(i => i.AccountId == accountId, cancellation),
            await database.Messages.CountAsync(m => m.AccountId == accountId, cancellation),
            await database.Messages.CountAsync(m => m.AccountId == accountId && m.Attachment != null, cancellation)));
    }

    /// <summary>Deletes the account and all that only makes sense with it; contacts stay in their lists.</summary>
    public async Task<Outcome<bool>> RunAsync(int accountId, CancellationToken cancellation)
    {
        if (!user.May(this))
            return new Outcome<bool>.NotAllowed();
        await using var database = await databases.CreateDbContextAsync(cancellation);
        List<string> files;
        await using (var transaction = await database.Database.BeginTransactionAsync(cancellation))
        {
            files = await database.Attachments
                .Where(a => a.Path != null && database.Messages.Any(m => m.Id == a.MessageId && m.AccountId == accountId))
                .Select(a => a.Path!)
                .ToListAsync(cancellation);
            files.AddRange(await database.Uploads
                .Where(u => database.Interactions.Any(i => i.Id == u.InteractionId && i.AccountId == accountId))
                .Select(u => u.Path)
                .ToListAsync(cancellation));
            var name = await database.Accounts.Where(a => a.Id == accountId).Select(a => a.Name).FirstOrDefaultAsync(cancellation);
            if (name is null || !await DeleteRowsAsync(database, accountId, cancellation))
                return new Outcome<bool>.NotFound();
            audit.Add(database, AuditAction.Deleted, AuditSubject.Account, accountId, name);
            await database.SaveChangesAsync(cancellation);
            await transaction.CommitAsync(cancellation);
        }
        changes.Publish();
        DeleteFiles(files);
        return new Outcome<bool>.Done(true);
    }

    /// <summary>From the leaves to the root: databases differ in how far their own cascades may reach.</summary>
    private static async Task<bool> DeleteRowsAsync(MotionDbContext database, int accountId, CancellationToken cancellation)
    {
        await database.ParkedEvents.Where(p => p.AccountId == accountId).ExecuteDeleteAsync(cancellation);
        await database.DeadLetters.Where(l => l.AccountId == accountId).ExecuteDeleteAsync(cancellation);
        await database.Inbox.Where(p => p.AccountId == accountId).ExecuteDeleteAsync(cancellation);
        await database.RefusedWebhooks.Where(r => r.AccountId == accountId).ExecuteDeleteAsync(cancellation);
        await database.DeleteInteractionsAsync(database.Interactions.Where(i => i.AccountId == accountId).Select(i => i.Id), cancellation);
        await DeleteDispositionsAsync(database, accountId, cancellation);
        await database.AccountTests.Where(t => t.AccountId == accountId).ExecuteDeleteAsync(cancellation);
        await database.Templates.Where(t => t.AccountId == accountId).ExecuteDeleteAsync(cancellation);
        await database.TemplateLists.Where(t => t.AccountId == accountId).ExecuteDeleteAsync(cancellation);
        await database.PlanRows.Where(r => r.AccountId == accountId).ExecuteDeleteAsync(cancellation);
        await database.CannedAnswers.Where(c => c.AccountId == accountId).ExecuteDeleteAsync(cancellation);
        await database.AccountWhitelists.Where(w => w.AccountId == accountId).ExecuteDeleteAsync(cancellation);
        await database.SupervisorAccounts.Where(s => s.AccountId == accountId).ExecuteDeleteAsync(cancellation);
        await database.AccountAgents.Where(a => a.AccountId == accountId).ExecuteDeleteAsync(cancellation);
        return await database.Accounts.Where(a => a.Id == accountId).ExecuteDeleteAsync(cancellation) == 1;
    }

    /// <summary>Three levels: each round takes those that nothing hangs below any more.</summary>
    private static async Task DeleteDispositionsAsync(MotionDbContext database, int accountId, CancellationToken cancellation)
    {
        while (await database.Dispositions
            .Where(d => d.AccountId == accountId && !database.Dispositions.Any(below => below.ParentId == d.Id))
            .ExecuteDeleteAsync(cancellation) > 0)
        {
        }
    }

    /// <summary>A file that cannot be deleted is worth a line in the log, not a refusal: its row is gone and nothing leads to it.</summary>
    private void DeleteFiles(IEnumerable<string> files)
    {
        foreach (var file in files)
        {
            try
            {
                File.Delete(Path.Combine(paths.Media, file));
            }
            catch (Exception trouble) when (trouble is IOException or UnauthorizedAccessException)
            {
                LogLeftBehind(trouble, file);
            }
        }
    }

    [LoggerMessage(LogLevel.Warning, "The media file {File} of a deleted account could not be deleted.")]
    private partial void LogLeftBehind(Exception trouble, string file);
}
