using System.Linq.Expressions;
using Microsoft.EntityFrameworkCore;
using Motion.Blazor.Data;
using Motion.Blazor.Features.Interactions;
using Motion.Blazor.Identity;
using Motion.Domain.Interactions;
using Motion.Domain.Messaging;

namespace Motion.Blazor.Features.Desk.Conversation;

/// <summary>
/// The messages of an interaction from a place to the end. Reactions stand on their targets, replies carry what they quote.
/// </summary>
internal sealed class ReadThread(IDbContextFactory<MotionDbContext> databases)
{
    public const int PageSize = 50;

    /// <summary>A reader who scrolled this far back reads with the search of the interactions page instead.</summary>
    public const int MostMessages = 1000;

    private static readonly Expression<Func<Message, MotionUser?, Row>> RowOf = (m, author) => new Row
    {
        Id = m.Id,
        ClientKey = m.ClientKey,
        AccountId = m.AccountId,
        Direction = m.Direction,
        Kind = m.Kind,
        Body = m.Body,
        Content = m.Content,
        ProviderMessageId = m.ProviderMessageId,
        ReplyTo = m.ReplyToProviderMessageId,
        Status = m.Status,
        FailureKind = m.FailureKind,
        FailureDetail = m.FailureDetail,
        AuthorId = m.AuthorId,
        AuthorName = author == null ? null : author.FullName,
        CreatedAt = m.CreatedAt,
        EditedAt = m.EditedAt,
        RevokedAt = m.RevokedAt,
        Forwarded = m.Forwarded,
        ForwardedOften = m.ForwardedOften,
        Referral = m.Referral,
        Attachment = m.Attachment == null
            ? null
            : new ThreadAttachment(m.Attachment.Id, m.Attachment.State, m.Attachment.MimeType, m.Attachment.FileName, m.Attachment.Size),
    };

    private static readonly PreparedQuery<int, long, int> AccountOf = new((database, userId, interactionId) => DeskScope.Interactions.On(database, userId)
        .Where(i => i.Id == interactionId).Select(i => i.AccountId));

    private static readonly PreparedQuery<long, int, Row> Last = new((database, interactionId, count) => database.Messages
        .Where(m => m.InteractionId == interactionId && m.Kind != MessageKind.Reaction)
        .OrderByDescending(m => m.CreatedAt).ThenByDescending(m => m.Id).Take(count)
        .LeftJoin(database.Users, m => m.AuthorId, author => author.Id, RowOf));

    private static readonly PreparedQuery<long, DateTimeOffset, long, int, Row> Before = new((database, interactionId, at, id, count) => database.Messages
        .Where(m => m.InteractionId == interactionId && m.Kind != MessageKind.Reaction && (m.CreatedAt < at || (m.CreatedAt == at && m.Id < id)))
        .OrderByDescending(m => m.CreatedAt).ThenByDescending(m => m.Id).Take(count)
        .LeftJoin(database.Users, m => m.AuthorId, author => author.Id, RowOf));

    private static readonly PreparedQuery<long, DateTimeOffset, long, int, Row> From = new((database, interactionId, at, id, count) => database.Messages
        .Where(m => m.InteractionId == interactionId && m.Kind != MessageKind.Reaction && (m.CreatedAt > at || (m.CreatedAt == at && m.Id >= id)))
        .OrderBy(m => m.CreatedAt).ThenBy(m => m.Id).Take(count)
        .LeftJoin(database.Users, m => m.AuthorId, author => author.Id, RowOf));

    private static readonly PreparedQuery<long, DateTimeOffset, ReactionRow> ReactionsFrom = new((database, interactionId, from) => database.Messages
        .Where(m => m.InteractionId == interactionId && m.CreatedAt >= from && m.Kind == MessageKind.Reaction && m.Status != DeliveryStatus.Failed)
        .OrderBy(m => m.CreatedAt).ThenBy(m => m.Id)
        .Select(m => new ReactionRow(m.Direction, m.Content)));

    /// <param name="userId">Whose accounts count.</param>
    /// <param name="interactionId">Which conversation.</param>
    /// <param name="from">The first message to show; null for the last <see cref="PageSize"/>.</param>
    /// <param name="earlier">How many messages before <paramref name="from"/> to add.</param>
    /// <param name="cancellation">Ends the reading.</param>
    /// <param name="most">How many messages from <paramref name="from"/> on at most.</param>
    public async Task<ThreadWindow> HandleAsync(
        int userId, long interactionId, ThreadKey? from, int earlier, CancellationToken cancellation, int most = MostMessages)
    {
        await using var database = await databases.CreateDbContextAsync(cancellation);
        return await AccountOf.On(database, userId, interactionId).AnyAsync(cancellation)
            ? await ReadAsync(database, interactionId, from, earlier, most, cancellation)
            : ThreadWindow.Empty;
    }

    /// <summary>The same for someone who only looks on: whatever he may read counts, not what he works (product.md section 9, Spy).</summary>
    public async Task<ThreadWindow> LookOnAsync(
        CurrentUser user, long interactionId, ThreadKey? from, int earlier, CancellationToken cancellation, int most = MostMessages)
    {
        await using var database = await databases.CreateDbContextAsync(cancellation);
        return await database.InteractionsOf(user).AnyAsync(i => i.Id == interactionId, cancellation)
            ? await ReadAsync(database, interactionId, from, earlier, most, cancellation)
            : ThreadWindow.Empty;
    }

    private static async Task<ThreadWindow> ReadAsync(
        MotionDbContext database, long interactionId, ThreadKey? from, int earlier, int most, CancellationToken cancellation)
    {
        var before = from is null ? PageSize : earlier;
        var found = Sorted(await (from is { CreatedAt: var until, Id: var untilId }
            ? Before.On(database, interactionId, until, untilId, before + 1)
            : Last.On(database, interactionId, before + 1)).ToListAsync(cancellation));
        var hasEarlier = found.Count > before;
        if (hasEarlier)
            found.RemoveAt(0);
        var hasLater = false;
        if (from is { } first)
        {
            var following = Sorted(await From.On(database, interactionId, first.CreatedAt, first.Id, most + 1).ToListAsync(cancellation));
            hasLater = following.Count > most;
            found.AddRange(following.Take(most));
        }
        return new ThreadWindow(await CompleteAsync(database, interactionId, found, cancellation), hasEarlier, hasLater);
    }

    /// <summary>Where a message stands; null when it does not stand in this conversation of the agent's accounts.</summary>
    public async Task<ThreadKey?> PlaceOfAsync(int userId, long interactionId, long messageId, CancellationToken cancellation)
    {
        await using var database = await databases.CreateDbContextAsync(cancellation);
        return await PlaceOfAsync(database, database.InteractionsOf(userId), interactionId, messageId, cancellation);
    }

    /// <summary>The same for someone who only looks on.</summary>
    public async Task<ThreadKey?> PlaceOfAsync(CurrentUser user, long interactionId, long messageId, CancellationToken cancellation)
    {
        await using var database = await databases.CreateDbContextAsync(cancellation);
        return await PlaceOfAsync(database, database.InteractionsOf(user), interactionId, messageId, cancellation);
    }

    private static async Task<ThreadKey?> PlaceOfAsync(
        MotionDbContext database, IQueryable<Interaction> scope, long interactionId, long messageId, CancellationToken cancellation)
    {
        var at = await database.Messages
            .Where(m => m.Id == messageId && m.InteractionId == interactionId && scope.Any(i => i.Id == interactionId))
            .Select(m => (DateTimeOffset?)m.CreatedAt).FirstOrDefaultAsync(cancellation);
        return at is { } createdAt ? new ThreadKey(createdAt, messageId) : null;
    }

    /// <summary>A join keeps no order.</summary>
    private static List<Row> Sorted(List<Row> rows)
    {
        rows.Sort((one, other) => one.CreatedAt == other.CreatedAt ? one.Id.CompareTo(other.Id) : one.CreatedAt.CompareTo(other.CreatedAt));
        return rows;
    }

    private static async Task<IReadOnlyList<ThreadMessage>> CompleteAsync(
        MotionDbContext database, long interactionId, List<Row> rows, CancellationToken cancellation)
    {
        if (rows.Count == 0)
            return [];
        var reactions = await ReactionsAsync(database, interactionId, rows[0].CreatedAt, cancellation);
        var quotes = await QuotesAsync(database, interactionId, rows, cancellation);
        return [.. rows.Select(row => row.ToMessage(
            row.ReplyTo is null ? null : quotes.GetValueOrDefault(row.ReplyTo) ?? new QuotedMessage(null, false, MessageDirection.In, MessageKind.Unsupported, ""),
            row.ProviderMessageId is null ? null : reactions.GetValueOrDefault(row.ProviderMessageId)))];
    }

    private static async Task<Dictionary<string, FoldedReactions>> ReactionsAsync(
        MotionDbContext database, long interactionId, DateTimeOffset from, CancellationToken cancellation)
    {
        // Nobody reacts to what is not written yet: what is older than the first message shown stands on none of them.
        var reactions = await ReactionsFrom.On(database, interactionId, from).ToListAsync(cancellation);
        var folded = new ReactionFolding();
        foreach (var reaction in reactions)
            folded.Add(reaction.Direction, reaction.Content);
        return folded.ByTarget();
    }

    private static async Task<Dictionary<string, QuotedMessage>> QuotesAsync(
        MotionDbContext database, long interactionId, List<Row> rows, CancellationToken cancellation)
    {
        var wanted = rows.Where(row => row.ReplyTo is not null).Select(row => row.ReplyTo!).Distinct(StringComparer.Ordinal).ToArray();
        if (wanted.Length == 0)
            return [];
        var accountId = rows[0].AccountId;
        var contactId = await database.Interactions.Where(i => i.Id == interactionId).Select(i => i.ContactId).SingleAsync(cancellation);
        var quoted = await database.Messages
            .Where(m => m.AccountId == accountId && wanted.Contains(m.ProviderMessageId) && m.Interaction!.ContactId == contactId)
            .Select(m => new { m.Id, m.ProviderMessageId, m.InteractionId, m.Direction, m.Kind, m.Body, IsRevoked = m.RevokedAt != null })
            .ToListAsync(cancellation);
        return quoted.ToDictionary(
            q => q.ProviderMessageId!,
            q => new QuotedMessage(
                q.Id, q.InteractionId == interactionId, q.Direction, q.Kind,
                q.IsRevoked ? "" : QuotedMessage.Shorten(q.Body)),
            StringComparer.Ordinal);
    }

    private sealed record ReactionRow(MessageDirection Direction, string Content);

    private sealed class Row
    {
        public required long Id { get; init; }
        public Guid? ClientKey { get; init; }
        public int AccountId { get; init; }
        public MessageDirection Direction { get; init; }
        public MessageKind Kind { get; init; }
        public required string Body { get; init; }
        public required string Content { get; init; }
        public string? ProviderMessageId { get; init; }
        public string? ReplyTo { get; init; }
        public DeliveryStatus? Status { get; init; }
        public OutsideFailureKind? FailureKind { get; init; }
        public string? FailureDetail { get; init; }
        public int? AuthorId { get; init; }
        public string? AuthorName { get; init; }
        public DateTimeOffset CreatedAt { get; init; }
        public DateTimeOffset? EditedAt { get; init; }
        public DateTimeOffset? RevokedAt { get; init; }
        public bool Forwarded { get; init; }
        public bool ForwardedOften { get; init; }
        public string? Referral { get; init; }
        public ThreadAttachment? Attachment { get; init; }

        public ThreadMessage ToMessage(QuotedMessage? quoted, FoldedReactions? reactions) => new()
        {
            Id = Id,
            ClientKey = ClientKey,
            Direction = Direction,
            Kind = Kind,
            Body = RevokedAt is null ? Body : "",
            Content = RevokedAt is null ? Content : "",
            Status = Status,
            FailureKind = FailureKind,
            FailureDetail = FailureDetail,
            AuthorId = AuthorId,
            AuthorName = AuthorName,
            CreatedAt = CreatedAt,
            EditedAt = EditedAt,
            RevokedAt = RevokedAt,
            Forwarded = Forwarded,
            Attachment = RevokedAt is null ? Attachment : null,
            Quoted = quoted,
            Reactions = reactions?.All ?? "",
            OwnReaction = reactions?.Own,
            IsKnownOutside = ProviderMessageId is not null,
            ForwardedOften = ForwardedOften,
            Referral = Referral,
        };
    }
}
