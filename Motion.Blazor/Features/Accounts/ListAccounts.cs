#pragma warning disable MA0011 // ToUpper() stands in queries only, where it becomes the database's UPPER
using Microsoft.EntityFrameworkCore;
using Motion.Blazor.Data;
using Motion.Blazor.Identity;
using Motion.Blazor.Pipeline;
using Motion.Domain.Accounts;
using Motion.Domain.Interactions;

namespace Motion.Blazor.Features.Accounts;

public sealed class AccountRow
{
    public int Id { get; init; }
    public required string Name { get; init; }
    public required string Key { get; init; }
    public AccountType Type { get; init; }
    public required string Phone { get; init; }
    public int OpenInteractions { get; init; }
    public DateTimeOffset? LastInboundAt { get; init; }
    public DateTimeOffset? LastRefusedAt { get; init; }
    public DateTimeOffset? SendingStoppedAt { get; init; }
    public string? SendingStoppedReason { get; init; }
    public DateTimeOffset? LastTestAt { get; init; }
    public CheckState? LastTestState { get; init; }

    /// <summary>Parts of webhooks that were not understood and not replayed.</summary>
    public int DeadLetters { get; init; }

    /// <summary>Until when the provider wants nothing sent; null when it does not.</summary>
    public DateTimeOffset? PausedUntil { get; set; }
}

internal enum AccountOrder
{
    Name,
    Key,
    Type,
    OpenInteractions,
    LastInbound,
}

internal sealed record AccountQuery(string? Search = null, AccountOrder Order = AccountOrder.Name, bool Descending = false, int Offset = 0, int Limit = 50);

internal sealed class ListAccounts(IDbContextFactory<MotionDbContext> databases, SendThrottle throttle, CurrentUser user)
{
    private static readonly QueryPart<IQueryable<Account>, AccountRow> RowsOf = new((database, accounts) =>
        from a in accounts
        join stored in database.AccountTests on a.Id equals stored.AccountId into tests
        from test in tests.DefaultIfEmpty()
        select new AccountRow
        {
            Id = a.Id,
            Name = a.Name,
            Key = a.Key,
            Type = a.Type,
            Phone = a.Phone,
            OpenInteractions = database.Interactions.Count(i => i.AccountId == a.Id && i.Status == InteractionStatus.Open),
            LastInboundAt = database.Interactions.Where(i => i.AccountId == a.Id).Max(i => i.LastInboundAt),
            LastRefusedAt = database.RefusedWebhooks.Where(r => r.AccountId == a.Id).Max(r => (DateTimeOffset?)r.At),
            SendingStoppedAt = a.SendingStoppedAt,
            SendingStoppedReason = a.SendingStoppedReason,
            DeadLetters = database.DeadLetters.Count(l => l.AccountId == a.Id && l.ReplayedAt == null),
            LastTestAt = test == null ? null : test.At,
            LastTestState = test == null ? null : test.Worst,
        });

    /// <summary>As the page opens.</summary>
    private static readonly PreparedQuery<int, int, Paged<AccountRow>> ByName = new((database, offset, limit) =>
        RowsOf.On(database, database.Accounts.AsNoTracking()).OrderBy(r => r.Name).ThenBy(r => r.Id).Skip(offset).Take(limit)
            .Select(row => new Paged<AccountRow>(row, database.Accounts.Count())));

    public async Task<Outcome<PageOf<AccountRow>>> RunAsync(AccountQuery query, CancellationToken cancellation)
    {
        if (!user.May(this))
            return new Outcome<PageOf<AccountRow>>.NotAllowed();
        await using var database = await databases.CreateDbContextAsync(cancellation);
        var accounts = Matching(database, query.Search);
        var page = query is { Search: null or "", Order: AccountOrder.Name, Descending: false }
            ? await ByName.On(database, query.Offset, query.Limit).ReadPageAsync(accounts, query.Offset, cancellation)
            : await Sorted(RowsOf.On(database, accounts), query).ReadPageAsync(accounts, query.Offset, query.Limit, cancellation);
        foreach (var row in page.Rows)
            row.PausedUntil = throttle.PausedUntil(row.Id);
        return new Outcome<PageOf<AccountRow>>.Done(page);
    }

    private static IQueryable<Account> Matching(MotionDbContext database, string? search)
    {
        var accounts = database.Accounts.AsNoTracking();
        if (string.IsNullOrWhiteSpace(search))
            return accounts;
        var text = search.Trim().ToUpperInvariant();
        var digits = string.Concat(text.Where(char.IsAsciiDigit));
        return digits.Length > 0
            ? accounts.Where(a => a.Name.ToUpper().Contains(text) || a.NormalizedKey.Contains(text) || a.Phone.Contains(digits))
            : accounts.Where(a => a.Name.ToUpper().Contains(text) || a.NormalizedKey.Contains(text));
    }

    private static IQueryable<AccountRow> Sorted(IQueryable<AccountRow> rows, AccountQuery query)
    {
        var sorted = (query.Order, query.Descending) switch
        {
            (AccountOrder.Name, false) => rows.OrderBy(r => r.Name),
            (AccountOrder.Name, true) => rows.OrderByDescending(r => r.Name),
            (AccountOrder.Key, false) => rows.OrderBy(r => r.Key),
            (AccountOrder.Key, true) => rows.OrderByDescending(r => r.Key),
            (AccountOrder.Type, false) => rows.OrderBy(r => r.Type),
            (AccountOrder.Type, true) => rows.OrderByDescending(r => r.Type),
            (AccountOrder.OpenInteractions, false) => rows.OrderBy(r => r.OpenInteractions),
            (AccountOrder.OpenInteractions, true) => rows.OrderByDescending(r => r.OpenInteractions),
            (AccountOrder.LastInbound, false) => rows.OrderBy(r => r.LastInboundAt),
            (AccountOrder.LastInbound, true) => rows.OrderByDescending(r => r.LastInboundAt),
        };
        return sorted.ThenBy(r => r.Id);
    }
}
