using System.Collections.Concurrent;
using Microsoft.EntityFrameworkCore;
using Motion.Blazor.Data;
using Motion.Blazor.Features.Accounts;
using Motion.Blazor.Realtime;
using Motion.Domain.Accounts;
using Motion.Domain.Queues;
using Motion.Domain.Routing;

namespace Motion.Blazor.Pipeline;

/// <summary>An account as the pipeline needs it, with its secrets open. Never leaves the process.</summary>
internal sealed record AccountEntry(
    int Id,
    AccountType Type,
    string Phone,
    string Domain,
    string ProxyToken,
    int ContactListId,
    int? SendsPerSecond,
    ProviderCredentials Credentials,
    IReadOnlyList<PlanStep> Plan)
{
    public string NotifyPath => $"/api/whatsapp/accounts/{Id}/notify?token={ProxyToken}";
}

/// <summary>
/// Accounts, plans and queues in memory, read again when the configuration changes. The routing asks it for every message.
/// </summary>
internal sealed class AccountDirectory(IDbContextFactory<MotionDbContext> databases, CredentialVault vault, ConfigurationChanges changes)
{
    private readonly ConcurrentDictionary<int, int> _lastRung = new();
    private Held? _held;

    public async ValueTask<AccountEntry?> FindAsync(int accountId) => (await SnapshotAsync()).Accounts.GetValueOrDefault(accountId);

    public async ValueTask<IReadOnlyDictionary<int, QueueFacts>> QueuesAsync()
    {
        var queues = (await SnapshotAsync()).Queues;
        return _lastRung.IsEmpty
            ? queues
            : queues.ToDictionary(queue => queue.Key, queue => _lastRung.TryGetValue(queue.Key, out var userId) ? queue.Value with { LastRung = userId } : queue.Value);
    }

    /// <summary>Round-robin memory between two readings of the configuration.</summary>
    public void RememberLastRung(int queueId, int userId) => _lastRung[queueId] = userId;

    private Task<Snapshot> SnapshotAsync()
    {
        // What was begun before a change counts for nothing after it.
        var version = changes.Version;
        if (Volatile.Read(ref _held) is { Snapshot: { IsFaulted: false, IsCanceled: false } present } held && held.Version == version)
            return present;
        var fresh = ReadAsync();
        Volatile.Write(ref _held, new Held(version, fresh));
        return fresh;
    }

    private async Task<Snapshot> ReadAsync()
    {
        await using var database = await databases.CreateDbContextAsync();
        var accounts = await database.Accounts.AsNoTracking().ToListAsync();
        var plans = (await database.PlanRows.AsNoTracking().OrderBy(row => row.Position).ToListAsync()).ToLookup(row => row.AccountId);
        var queues = await database.Queues.AsNoTracking().ToListAsync();
        var members = (await database.QueueMembers.AsNoTracking().OrderBy(member => member.Position).ToListAsync()).ToLookup(member => member.QueueId);

        return new Snapshot(
            accounts.ToDictionary(account => account.Id, account => new AccountEntry(
                account.Id, account.Type, account.Phone, account.Domain, account.ProxyToken, account.ContactListId,
                account.SendsPerSecond, vault.Read(account),
                [.. plans[account.Id].Select(row => new PlanStep(row.Application, row.Enabled, row.AgentId, row.QueueId, TimeSpan.FromSeconds(row.Timeout)))])),
            queues.ToDictionary(queue => queue.Id, queue => Facts(queue, members[queue.Id])));
    }

    private static QueueFacts Facts(Queue queue, IEnumerable<QueueMember> members) =>
        new(queue.Strategy, TimeSpan.FromSeconds(queue.AgentTimeout), [.. members.Select(member => member.UserId)], queue.LastRungUserId);

    private sealed record Held(long Version, Task<Snapshot> Snapshot);

    private sealed record Snapshot(IReadOnlyDictionary<int, AccountEntry> Accounts, IReadOnlyDictionary<int, QueueFacts> Queues);
}
