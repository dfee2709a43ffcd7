using System.Collections.Concurrent;
using System.Collections.Frozen;
using System.Collections.Immutable;
using Microsoft.EntityFrameworkCore;
using Motion.Blazor.Data;
using Motion.Blazor.Features.Accounts;
using Motion.Blazor.Features.Administration.Settings;
using Motion.Blazor.Features.Desk.Availability;
using Motion.Blazor.Realtime;
using Motion.Domain.Accounts;
using Motion.Domain.Notifications;
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
    IReadOnlyList<PlannedRow> Plan)
{
    public required NotificationAccount Named { get; init; }
    public required AccountFacts Facts { get; init; }

    /// <summary>Null while the whitelist is off.</summary>
    public Whitelist? Whitelist { get; init; }

    public IReadOnlyList<PlanStep> Steps { get; } = [.. Plan.Select(row => row.Step)];

    public string NotifyPath => $"/api/whatsapp/accounts/{Id}/notify?token={ProxyToken}";
}

/// <summary>A row of the plan with what decides whether it holds.</summary>
internal sealed record PlannedRow(PlanStep Step, PlannedInterval? Interval, PlanCondition? Condition);

/// <summary>An interval in the zone it is meant in.</summary>
internal sealed record PlannedInterval(IReadOnlyList<IntervalPart> Parts, TimeZoneInfo Zone)
{
    public bool Holds(DateTimeOffset at) => IntervalCalendar.Holds(Parts, Zone, at);
}

/// <summary>Whom the whitelist lets in, and what everybody else is told.</summary>
internal sealed record Whitelist(IReadOnlyList<int> ListIds, string Response);

/// <summary>
/// Accounts, plans, queues and pauses in memory, read again when the configuration changes. The routing asks it for every message.
/// </summary>
internal sealed class AccountDirectory(IDbContextFactory<MotionDbContext> databases, CredentialVault vault, SystemSettings settings, ConfigurationChanges changes)
{
    private readonly ConcurrentDictionary<int, Rung> _rung = new();
    private Held? _held;

    public async ValueTask<AccountEntry?> FindAsync(int accountId) => (await SnapshotAsync()).Accounts.GetValueOrDefault(accountId);

    /// <summary>The named intervals by number, in the zone they are meant in.</summary>
    public async ValueTask<IReadOnlyDictionary<int, PlannedInterval>> IntervalsAsync() => (await SnapshotAsync()).Intervals;

    public async ValueTask<IReadOnlyList<PauseChoice>> PausesAsync() => (await SnapshotAsync()).Pauses;

    public async ValueTask<IReadOnlyDictionary<int, QueueFacts>> QueuesAsync()
    {
        var queues = (await SnapshotAsync()).Queues;
        return _rung.IsEmpty
            ? queues
            : queues.ToDictionary(queue => queue.Key, queue => _rung.TryGetValue(queue.Key, out var rung) ? WithMemory(queue.Value, rung) : queue.Value);
    }

    /// <summary>Whom a queue rang, between two readings of the configuration.</summary>
    public void RememberLastRung(int queueId, int userId, DateTimeOffset at) => _rung.AddOrUpdate(
        queueId,
        _ => new Rung(userId, ImmutableDictionary<int, DateTimeOffset>.Empty.Add(userId, at)),
        (_, before) => new Rung(userId, before.All.SetItem(userId, at)));

    private static QueueFacts WithMemory(QueueFacts queue, Rung rung)
    {
        var rungAt = new Dictionary<int, DateTimeOffset>(queue.RungAt);
        foreach (var (userId, at) in rung.All)
            rungAt[userId] = at;
        return queue with { LastRung = rung.UserId, RungAt = rungAt };
    }

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
        var plans = await PlanReading.ReadAsync(database, settings.Current.TimeZone);
        var whitelists = (await database.AccountWhitelists.AsNoTracking().ToListAsync()).ToLookup(list => list.AccountId, list => list.ListId);
        var queues = await database.Queues.AsNoTracking().ToListAsync();
        var members = (await database.QueueMembers.AsNoTracking().OrderBy(member => member.Position).ToListAsync()).ToLookup(member => member.QueueId);

        return new Snapshot(
            accounts.ToDictionary(account => account.Id, account => Entry(account, [.. plans[account.Id]], [.. whitelists[account.Id]])),
            queues.ToDictionary(queue => queue.Id, queue => Facts(queue, [.. members[queue.Id]])),
            plans.Intervals,
            await database.Pauses.OrderBy(pause => pause.Name).Select(pause => new PauseChoice(pause.Id, pause.Name)).ToListAsync());
    }

    private AccountEntry Entry(Account account, IReadOnlyList<PlannedRow> plan, IReadOnlyList<int> whitelist) => new(
        account.Id, account.Type, account.Phone, account.Domain, account.ProxyToken, account.ContactListId, account.SendsPerSecond, vault.Read(account), plan)
    {
        Named = new NotificationAccount(account.Name, account.Key, account.Type, account.Phone, account.Description),
        Facts = new AccountFacts(
            TimeSpan.FromSeconds(account.AssignedAgentWait),
            TimeSpan.FromSeconds(account.AssignedQueueWait),
            account.InactivityTimeout is { } minutes ? TimeSpan.FromMinutes(minutes) : null,
            account.TransferToAgent ? TimeSpan.FromSeconds(account.TransferToAgentTimeout) : null,
            account.TransferToQueue ? TimeSpan.FromSeconds(account.TransferToQueueTimeout) : null,
            account.MandatoryDisposition),
        Whitelist = account.WhitelistEnabled ? new Whitelist(whitelist, account.WhitelistResponse ?? "") : null,
    };

    private static QueueFacts Facts(Queue queue, IReadOnlyList<QueueMember> members) =>
        new(queue.Strategy, TimeSpan.FromSeconds(queue.AgentTimeout), [.. members.Select(member => member.UserId)], queue.LastRungUserId)
        {
            RungAt = members.Where(member => member.RungAt is not null).ToFrozenDictionary(member => member.UserId, member => member.RungAt!.Value),
        };

    private sealed record Held(long Version, Task<Snapshot> Snapshot);

    private sealed record Snapshot(
        IReadOnlyDictionary<int, AccountEntry> Accounts,
        IReadOnlyDictionary<int, QueueFacts> Queues,
        IReadOnlyDictionary<int, PlannedInterval> Intervals,
        IReadOnlyList<PauseChoice> Pauses);

    private sealed record Rung(int UserId, ImmutableDictionary<int, DateTimeOffset> All);
}
