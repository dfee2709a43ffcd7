using Microsoft.EntityFrameworkCore;
using Motion.Blazor.Data;

namespace Motion.Blazor.Pipeline;

/// <summary>
/// Brings parked news and their messages together. Whoever parks and whoever stores a message looks here after his own commit,
/// so that of two who pass each other the later one finds the other's row; the job finds what a dying process left.
/// </summary>
internal sealed class ParkedNews(IDbContextFactory<MotionDbContext> databases, CommitNews news, TimeProvider time, ILogger<ParkedNews> logger)
{
    private const int Attempts = 5;

    /// <summary>Works off what is parked for these messages and found its message; what waits on stays.</summary>
    public async Task MatchAsync(int accountId, IReadOnlyCollection<string> providerMessageIds, CancellationToken cancellation)
    {
        for (var attempt = 1; ; attempt++)
        {
            try
            {
                await TryMatchAsync(accountId, providerMessageIds, cancellation);
                return;
            }
            catch (DbUpdateException exception) when (attempt < Attempts)
            {
                // Somebody else changed the message, or worked the same news off.
                logger.LogInformation(exception, "Parked news of account {AccountId} are matched again; attempt {Attempt}.", accountId, attempt);
            }
            catch (DbUpdateException exception)
            {
                logger.LogWarning(exception, "Parked news of account {AccountId} are left to the job.", accountId);
                return;
            }
        }
    }

    /// <summary>Every parked piece of news whose message exists by now.</summary>
    public async Task MatchAllAsync(CancellationToken cancellation)
    {
        List<(int AccountId, string ProviderMessageId)> found;
        await using (var database = await databases.CreateDbContextAsync(cancellation))
        {
            found = (await database.ParkedEvents
                .Where(parked => database.Messages.Any(message =>
                    message.AccountId == parked.AccountId && message.ProviderMessageId == parked.ProviderMessageId))
                .Select(parked => new { parked.AccountId, parked.ProviderMessageId }).Distinct().ToListAsync(cancellation))
                .ConvertAll(parked => (parked.AccountId, parked.ProviderMessageId));
        }
        foreach (var account in found.GroupBy(parked => parked.AccountId, parked => parked.ProviderMessageId))
            foreach (var some in account.Chunk(100))
                await MatchAsync(account.Key, some, cancellation);
    }

    private async Task TryMatchAsync(int accountId, IReadOnlyCollection<string> ids, CancellationToken cancellation)
    {
        await using var work = new WorkUnit(await databases.CreateDbContextAsync(cancellation));
        var parked = await work.Database.ParkedEvents.Where(parked => parked.AccountId == accountId && ids.Contains(parked.ProviderMessageId))
            .OrderBy(parked => parked.Id).ToListAsync(cancellation);
        if (parked.Count == 0)
            return;
        var messages = await work.Database.Messages.Where(message => message.AccountId == accountId && ids.Contains(message.ProviderMessageId!))
            .ToDictionaryAsync(message => message.ProviderMessageId!, cancellation);
        var found = new MessageNews(work, accountId, time);
        foreach (var waiting in parked)
        {
            if (!messages.TryGetValue(waiting.ProviderMessageId, out var message))
                continue;
            await found.ApplyAsync(waiting.Read(), message, cancellation);
            work.Database.ParkedEvents.Remove(waiting);
        }
        await news.SaveAndTellAsync(work, cancellation);
    }
}
