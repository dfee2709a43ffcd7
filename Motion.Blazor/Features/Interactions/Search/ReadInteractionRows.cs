using Microsoft.EntityFrameworkCore;
using Motion.Blazor.Data;
using Motion.Blazor.Data.Search;
using Motion.Blazor.Identity;
using Motion.Domain.Contacts;
using Motion.Domain.Interactions;
using Motion.Domain.Messaging;

namespace Motion.Blazor.Features.Interactions.Search;

/// <summary>One line of the list, of the CSV and of a transcript's head (product.md section 9, columns).</summary>
public sealed record InteractionRow
{
    public required long Id { get; init; }
    /// <summary>Null for a sender whom the whitelist did not let in.</summary>
    public required long? ContactId { get; init; }
    public required string FirstName { get; init; }
    public required string LastName { get; init; }
    public string? Phone { get; init; }
    public string? Mobile { get; init; }
    public required int AccountId { get; init; }
    public required string AccountName { get; init; }
    public required string AccountKey { get; init; }
    public required DateTimeOffset StartedAt { get; init; }
    public required DateTimeOffset LastMessageAt { get; init; }
    public required MessageDirection LastDirection { get; init; }
    public DateTimeOffset? ClosedAt { get; init; }
    public required InteractionStatus Status { get; init; }
    public required bool IsRead { get; init; }
    public string? AgentName { get; init; }
    public string? QueueName { get; init; }
    public required int MessageCount { get; init; }
    public int? AcceptedWait { get; init; }
    public IReadOnlyList<RowTag> Tags { get; init; } = [];

    /// <summary>In the order given.</summary>
    public IReadOnlyList<RowDisposition> Dispositions { get; init; } = [];

    public string ContactName => Contact.NameOf(FirstName, LastName, Mobile ?? Phone);
}

public sealed record RowTag(string Name, TagColour Colour);

/// <param name="Path">First level first; the last one is what was given.</param>
public sealed record RowDisposition(IReadOnlyList<string> Path, DateTimeOffset GivenAt, string? AgentName)
{
    public string Name => Path[^1];
}

/// <summary>All that is shown of some conversations, in the order asked for; those that are gone are left out.</summary>
internal sealed class ReadInteractionRows(IDbContextFactory<MotionDbContext> databases, CurrentUser user)
{
    public async Task<IReadOnlyList<InteractionRow>> RunAsync(IReadOnlyList<long> ids, CancellationToken cancellation)
    {
        await using var database = await databases.CreateDbContextAsync(cancellation);
        return await RunAsync(database, ids, cancellation);
    }

    public async Task<IReadOnlyList<InteractionRow>> RunAsync(MotionDbContext database, IReadOnlyList<long> ids, CancellationToken cancellation)
    {
        if (ids.Count == 0)
            return [];
        var wanted = ids.ToList();
        var rows = await (
            from i in database.InteractionsOf(user).AsNoTracking()
            where EF.Parameter(wanted).Contains(i.Id)
            join known in database.Contacts on i.ContactId equals known.Id into contacts
            from contact in contacts.DefaultIfEmpty()
            join account in database.Accounts on i.AccountId equals account.Id
            join owner in database.Users on i.OwnerId equals owner.Id into owners
            from owner in owners.DefaultIfEmpty()
            join queue in database.Queues on i.QueueId equals queue.Id into queues
            from queue in queues.DefaultIfEmpty()
            select new InteractionRow
            {
                Id = i.Id,
                ContactId = i.ContactId,
                FirstName = contact == null ? "" : contact.FirstName,
                LastName = contact == null ? "" : contact.LastName,
                Phone = contact != null ? contact.Phone : i.CustomerIdentityKind == IdentityKind.Phone ? i.CustomerIdentity : null,
                Mobile = contact == null ? null : contact.Mobile,
                AccountId = i.AccountId,
                AccountName = account.Name,
                AccountKey = account.Key,
                StartedAt = i.StartedAt,
                LastMessageAt = i.LastMessageAt,
                LastDirection = i.LastMessageDirection,
                ClosedAt = i.ClosedAt,
                Status = i.Status,
                IsRead = i.IsRead,
                AgentName = owner == null ? null : owner.FullName,
                QueueName = queue == null ? null : queue.Name,
                MessageCount = i.MessageCount,
                AcceptedWait = EF.Property<int?>(i, SearchColumns.Wait),
            }).ToDictionaryAsync(row => row.Id, cancellation);
        var tags = (await (
            from link in database.InteractionTags
            join tag in database.Tags on link.TagId equals tag.Id
            where EF.Parameter(wanted).Contains(link.InteractionId)
            orderby tag.Name
            select new { link.InteractionId, Tag = new RowTag(tag.Name, tag.Colour) }).ToListAsync(cancellation)).ToLookup(t => t.InteractionId, t => t.Tag);
        var dispositions = await DispositionsAsync(database, wanted, cancellation);
        return [.. ids.Where(rows.ContainsKey).Select(id => rows[id] with { Tags = [.. tags[id]], Dispositions = [.. dispositions[id]] })];
    }

    private static async Task<ILookup<long, RowDisposition>> DispositionsAsync(MotionDbContext database, List<long> ids, CancellationToken cancellation)
    {
        var given = await (
            from link in database.InteractionDispositions
            where EF.Parameter(ids).Contains(link.InteractionId)
            join agent in database.Users on link.UserId equals agent.Id into agents
            from agent in agents.DefaultIfEmpty()
            orderby link.Id
            select new { link.InteractionId, link.DispositionId, link.GivenAt, Agent = agent == null ? null : agent.FullName }).ToListAsync(cancellation);
        if (given.Count == 0)
            return given.ToLookup(_ => 0L, _ => default(RowDisposition)!);
        var all = await database.Dispositions.AsNoTracking().Select(d => new { d.Id, d.ParentId, d.Name }).ToDictionaryAsync(d => d.Id, cancellation);
        return given.ToLookup(g => g.InteractionId, g => new RowDisposition(PathOf(g.DispositionId), g.GivenAt, g.Agent));

        List<string> PathOf(int id)
        {
            var path = new List<string>();
            for (var level = all.GetValueOrDefault(id); level is not null; level = level.ParentId is { } parent ? all.GetValueOrDefault(parent) : null)
                path.Insert(0, level.Name);
            return path.Count > 0 ? path : ["–"];
        }
    }
}
