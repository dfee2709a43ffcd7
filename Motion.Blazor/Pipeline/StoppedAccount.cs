using Microsoft.EntityFrameworkCore;
using Motion.Blazor.Data;
using Motion.Blazor.Realtime;
using Motion.Domain.Accounts;
using Motion.Domain.Messaging;

namespace Motion.Blazor.Pipeline;

/// <summary>
/// An account whose provider refuses it sends nothing more (providers.md 8.5): what is written waits in the outbox, the desk and the list
/// of accounts say so. It goes on with new credentials, or when a test finds that the provider accepts the old ones again.
/// </summary>
internal static class StoppedAccount
{
    private const int LongestReason = 1000;

    public static void StopSending(this Account account, OutsideFailure failure, DateTimeOffset now)
    {
        account.SendingStoppedAt ??= now;
        var reason = failure.Detail ?? failure.Code;
        account.SendingStoppedReason = reason?.Length > LongestReason ? reason[..LongestReason] : reason;
    }

    /// <summary>The same within the transaction that records why.</summary>
    public static async Task StopAsync(WorkUnit work, int accountId, OutsideFailure failure, DateTimeOffset now, CancellationToken cancellation)
    {
        if (await work.Database.Accounts.FirstOrDefaultAsync(account => account.Id == accountId, cancellation) is not { SendingStoppedAt: null } account)
            return;
        account.StopSending(failure, now);
        work.Changed.Add(Topic.Account(accountId));
    }

    /// <summary>True when it had been stopped.</summary>
    public static async Task<bool> ResumeAsync(MotionDbContext database, int accountId, CancellationToken cancellation) =>
        await database.Accounts.Where(account => account.Id == accountId && account.SendingStoppedAt != null)
            .ExecuteUpdateAsync(
                account => account.SetProperty(a => a.SendingStoppedAt, (DateTimeOffset?)null).SetProperty(a => a.SendingStoppedReason, (string?)null),
                cancellation) > 0;
}
