using Microsoft.EntityFrameworkCore;
using Motion.Blazor.Data;
using Motion.Blazor.Features.Administration.Audit;
using Motion.Blazor.Identity;

namespace Motion.Blazor.Features.Interactions.Logs;

public sealed record LogFileRow(string Name, string Channel, DateOnly Day, long Size);

/// <summary>The log files of the channels a person supervises.</summary>
internal sealed class ReadLogFiles(IDbContextFactory<MotionDbContext> databases, InteractionLogFiles files, AuditLog audit, CurrentUser user)
{
    public async Task<Outcome<IReadOnlyList<LogFileRow>>> RunAsync(CancellationToken cancellation)
    {
        if (!user.MaySupervise())
            return new Outcome<IReadOnlyList<LogFileRow>>.NotAllowed();
        var hidden = await HiddenAsync(cancellation);
        return new Outcome<IReadOnlyList<LogFileRow>>.Done([.. files.All().Where(found => !hidden(found.Channel)).Select(found => new LogFileRow(found.File.Name, found.Channel, found.Day, found.File.Length))]);
    }

    public async Task<FileInfo?> OpenAsync(string name, CancellationToken cancellation)
    {
        if (!user.MaySupervise())
            return null;
        var hidden = await HiddenAsync(cancellation);
        // Found by listing, never by putting the name into a path.
        var file = files.All().Where(found => found.File.Name == name && !hidden(found.Channel)).Select(found => found.File).FirstOrDefault();
        if (file is null)
            return null;
        await using var database = await databases.CreateDbContextAsync(cancellation);
        audit.Add(database, AuditAction.Downloaded, AuditSubject.Interactions, null, name);
        await database.SaveChangesAsync(cancellation);
        return file;
    }

    /// <summary>For a supervisor who is limited to some accounts, the channels of the others; files of accounts that are gone stay with administrators.</summary>
    private async Task<Func<string, bool>> HiddenAsync(CancellationToken cancellation)
    {
        if (user.IsAdministrator)
            return _ => false;
        await using var database = await databases.CreateDbContextAsync(cancellation);
        var personId = user.PersonId;
        var shown = await database.Accounts
            .Where(account => !database.SupervisorAccounts.Any(limit => limit.UserId == personId) || database.SupervisorAccounts.Any(limit => limit.UserId == personId && limit.AccountId == account.Id))
            .Select(account => account.NormalizedKey).ToListAsync(cancellation);
        return channel => !shown.Contains(channel);
    }
}
