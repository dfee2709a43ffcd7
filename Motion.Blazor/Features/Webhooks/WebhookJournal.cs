#pragma warning disable MA0011 // ToUpper() stands in queries only, where it becomes the database's UPPER
using Microsoft.EntityFrameworkCore;
using Motion.Blazor.Data;
using Motion.Blazor.Identity;
using Motion.Blazor.Pipeline;

namespace Motion.Blazor.Features.Webhooks;

/// <summary>Which part of the journal is looked for.</summary>
/// <param name="AccountId">Only of this account.</param>
/// <param name="Since">Only what came at or after this instant.</param>
/// <param name="State">Only in this state; null is all.</param>
/// <param name="Search">Only where the reason, or the sender's address, holds this text.</param>
public sealed record JournalFilter(int? AccountId = null, DateTimeOffset? Since = null, JournalState? State = null, string? Search = null);

/// <summary>Where a webhook or a dead letter stands.</summary>
public enum JournalState
{
    /// <summary>Not worked off, or not replayed, yet.</summary>
    Open,

    /// <summary>Worked off, or replayed.</summary>
    Done,

    /// <summary>Worked off, with parts that were not understood.</summary>
    Trouble,
}

/// <summary>An accepted webhook and what came of it.</summary>
/// <param name="Size">Of its body, in bytes.</param>
/// <param name="DeadParts">Dead letters that were not replayed; a part that a replay did not understand either is a new one.</param>
public sealed record ReceivedRow(long Id, string AccountName, DateTimeOffset At, int Size, int Messages, int Statuses, int DeadParts, DateTimeOffset? DoneAt);

/// <summary>A request that was turned away.</summary>
/// <param name="AccountName">Null when the address named no account of ours.</param>
/// <param name="Times">How many requests this line stands for.</param>
public sealed record RefusedRow(long Id, string? AccountName, int StatusCode, string Reason, string? RemoteAddress, DateTimeOffset At, int Times);

/// <summary>A part of a webhook that was not understood.</summary>
public sealed record DeadLetterRow(long Id, long PayloadId, string AccountName, string Reason, string Fragment, DateTimeOffset CreatedAt, DateTimeOffset? ReplayedAt);

/// <summary>
/// What providers sent: accepted, turned away, and not understood; the newest first (product.md section 8). Rows are numbered as they
/// come, so their order needs no index that the intake would have to keep.
/// </summary>
internal sealed class WebhookJournal(IDbContextFactory<MotionDbContext> databases, CurrentUser user)
{
    public async Task<Outcome<PageOf<ReceivedRow>>> ReceivedAsync(JournalFilter filter, int offset, int limit, CancellationToken cancellation)
    {
        if (!user.May(this))
            return new Outcome<PageOf<ReceivedRow>>.NotAllowed();
        await using var database = await databases.CreateDbContextAsync(cancellation);
        var payloads = Matching(database, filter);
        var rows =
            from payload in payloads
            join account in database.Accounts on payload.AccountId equals account.Id
            orderby payload.Id descending
            select new ReceivedRow(
                payload.Id, account.Name, payload.ReceivedAt, payload.Body.Length, payload.Messages, payload.Statuses,
                database.DeadLetters.Count(letter => letter.InboxPayloadId == payload.Id && letter.ReplayedAt == null), payload.DoneAt);
        return new Outcome<PageOf<ReceivedRow>>.Done(await rows.ReadPageAsync(payloads, offset, limit, cancellation));
    }

    public async Task<Outcome<PageOf<RefusedRow>>> RefusedAsync(JournalFilter filter, int offset, int limit, CancellationToken cancellation)
    {
        if (!user.May(this))
            return new Outcome<PageOf<RefusedRow>>.NotAllowed();
        await using var database = await databases.CreateDbContextAsync(cancellation);
        var search = filter.Search?.Trim().ToUpperInvariant();
        var refused = database.RefusedWebhooks.AsNoTracking().Where(r =>
            (filter.AccountId == null || r.AccountId == filter.AccountId)
            && (filter.Since == null || r.At >= filter.Since)
            && (search == null || r.Reason.ToUpper().Contains(search) || r.RemoteAddress!.ToUpper().Contains(search)));
        var rows =
            from request in refused
            join account in database.Accounts on request.AccountId equals account.Id into accounts
            from account in accounts.DefaultIfEmpty()
            orderby request.Id descending
            select new RefusedRow(
                request.Id, account == null ? null : account.Name, request.StatusCode, request.Reason, request.RemoteAddress, request.At, request.Times);
        return new Outcome<PageOf<RefusedRow>>.Done(await rows.ReadPageAsync(refused, offset, limit, cancellation));
    }

    public async Task<Outcome<PageOf<DeadLetterRow>>> DeadLettersAsync(JournalFilter filter, int offset, int limit, CancellationToken cancellation)
    {
        if (!user.May(this))
            return new Outcome<PageOf<DeadLetterRow>>.NotAllowed();
        await using var database = await databases.CreateDbContextAsync(cancellation);
        var search = filter.Search?.Trim().ToUpperInvariant();
        var letters = database.DeadLetters.AsNoTracking().Where(l =>
            (filter.AccountId == null || l.AccountId == filter.AccountId)
            && (filter.Since == null || l.CreatedAt >= filter.Since)
            && (filter.State == null || (filter.State == JournalState.Done) == (l.ReplayedAt != null))
            && (search == null || l.Reason.ToUpper().Contains(search)));
        var rows =
            from letter in letters
            join account in database.Accounts on letter.AccountId equals account.Id
            orderby letter.Id descending
            select new DeadLetterRow(letter.Id, letter.InboxPayloadId, account.Name, letter.Reason, letter.Fragment, letter.CreatedAt, letter.ReplayedAt);
        return new Outcome<PageOf<DeadLetterRow>>.Done(await rows.ReadPageAsync(letters, offset, limit, cancellation));
    }

    private static IQueryable<InboxPayload> Matching(MotionDbContext database, JournalFilter filter)
    {
        var search = filter.Search?.Trim().ToUpperInvariant();
        var payloads = database.Inbox.AsNoTracking().Where(p =>
            (filter.AccountId == null || p.AccountId == filter.AccountId)
            && (filter.Since == null || p.ReceivedAt >= filter.Since)
            && (search == null || database.DeadLetters.Any(l => l.InboxPayloadId == p.Id && l.Reason.ToUpper().Contains(search))));
        if (filter.State is not { } state)
            return payloads;
        return state switch
        {
            JournalState.Open => payloads.Where(p => p.DoneAt == null),
            JournalState.Done => payloads.Where(p => p.DoneAt != null),
            JournalState.Trouble => payloads.Where(p => database.DeadLetters.Any(l => l.InboxPayloadId == p.Id && l.ReplayedAt == null)),
        };
    }
}
