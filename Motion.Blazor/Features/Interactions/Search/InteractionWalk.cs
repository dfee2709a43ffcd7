using System.Linq.Expressions;
using System.Text;
using Microsoft.EntityFrameworkCore;
using Motion.Blazor.Data;
using Motion.Blazor.Data.Search;
using Motion.Domain.Contacts;
using Motion.Domain.Interactions;

namespace Motion.Blazor.Features.Interactions.Search;

/// <summary>What a row is sorted by.</summary>
internal sealed record SortedInteraction(long Id, DateTimeOffset StartedAt, DateTimeOffset LastMessageAt, int AccountId, InteractionStatus Status, bool IsRead, int? OwnerId, int? QueueId, long? ContactId, string Name)
{
    public int? GroupBy(InteractionOrder order) => order switch
    {
        InteractionOrder.Account => AccountId,
        InteractionOrder.Status => (int)Status,
        InteractionOrder.Read => IsRead ? 1 : 0,
        InteractionOrder.Agent => OwnerId,
        InteractionOrder.Queue => QueueId,
        _ => null,
    };

    public InteractionCursor Cursor(InteractionOrder order, bool isDescending) => new(
        order, isDescending, order == InteractionOrder.Contact ? Name : null, GroupBy(order),
        InteractionCursor.Microseconds(order == InteractionOrder.Started ? StartedAt : LastMessageAt), Id,
        order == InteractionOrder.Contact ? ContactId : null);
}

/// <summary>
/// Reads the numbers of a page in an order, beginning after a row and never by counting rows, so that the thousandth page costs what the
/// first one costs. Sorting by account, status, agent or queue goes from one to the next, each in the order of last messages; sorting by
/// contact goes from name to name.
/// </summary>
internal sealed class InteractionWalk(MotionDbContext database, IQueryable<Interaction> scope, SearchPlan plan, InteractionOrder order, bool isDescending)
{
    private const int NoGroup = int.MinValue;

    /// <summary>Most contacts whose conversations are asked for at once.</summary>
    private const int LongestStretch = 5000;

    private Dictionary<int, int>? _places;

    public async Task<IReadOnlyList<SortedInteraction>> TakeAsync(InteractionCursor? after, int count, CancellationToken cancellation)
    {
        if (after is not null && (after.Order != order || after.IsDescending != isDescending))
            after = null;
        if (plan.Candidates is { Count: 0 })
            return [];
        if (IsPlain)
            return await InOneAsync(after, count, cancellation);
        if (plan.Candidates is { } few)
            return [.. (await FewAsync(few, cancellation)).SkipWhile(row => after is not null && !IsAfter(row, after)).Take(count)];
        return order switch
        {
            InteractionOrder.Contact => await ContactByContactAsync(after, count, cancellation),
            _ => await GroupByGroupAsync(after, count, cancellation),
        };
    }

    /// <summary>How many of the few are found.</summary>
    public async Task<int?> CountFewAsync(CancellationToken cancellation) => plan.Candidates is { } few ? await Of(few).CountAsync(cancellation) : null;

    private IQueryable<Interaction> Found => scope.Where(plan.Predicate);

    private IQueryable<Interaction> Of(IReadOnlySet<long> few)
    {
        var ids = few.ToList();
        return scope.Where(plan.Rest).Where(i => EF.Parameter(ids).Contains(i.Id));
    }

    private async Task<List<SortedInteraction>> FewAsync(IReadOnlySet<long> few, CancellationToken cancellation)
    {
        var rows = await Sorted(Of(few)).ToListAsync(cancellation);
        if (IsGrouped)
            _places = Places(await GroupsAsync(cancellation));
        rows.Sort(Compare);
        return rows;
    }

    private bool IsPlain => order is InteractionOrder.LastMessage or InteractionOrder.Started or InteractionOrder.Id;

    private bool IsGrouped => !IsPlain && order != InteractionOrder.Contact;

    private bool IsAfter(SortedInteraction row, InteractionCursor after) => Compare(row, new SortedInteraction(
        after.Id, after.Instant, after.Instant, after.Group ?? 0, (InteractionStatus)(after.Group ?? 0), after.Group == 1, after.Group, after.Group, after.Contact, after.Name ?? "")) > 0;

    private int Compare(SortedInteraction a, SortedInteraction b)
    {
        if (IsGrouped)
        {
            var byPlace = PlaceOf(a).CompareTo(PlaceOf(b));
            // Within a group the newest comes first, whichever way the groups go.
            return byPlace != 0 ? byPlace : b.LastMessageAt.CompareTo(a.LastMessageAt) is not 0 and var byTime ? byTime : b.Id.CompareTo(a.Id);
        }
        var compared = CompareContacts(a, b) is not 0 and var byContact ? byContact : a.Id.CompareTo(b.Id);
        return isDescending ? -compared : compared;
    }

    private int PlaceOf(SortedInteraction row) => _places!.GetValueOrDefault(row.GroupBy(order) ?? NoGroup, int.MaxValue);

    private static Dictionary<int, int> Places(IReadOnlyList<int?> groups) => groups.Select((group, place) => (group, place)).ToDictionary(g => g.group ?? NoGroup, g => g.place);

    private async Task<IReadOnlyList<SortedInteraction>> InOneAsync(InteractionCursor? after, int count, CancellationToken cancellation)
    {
        // The few are taken first: else a database may walk an index of all in their order and ask each whether it is one of them.
        var rows = plan switch
        {
            { Candidates: { } few } => Of(few).Take(few.Count),
            { Most: { } most } => Found.Take(most),
            _ => Found,
        };
        if (after is not null)
        {
            var (at, id) = (after.Instant, after.Id);
            // "Not before, and …" lets an index begin at the row; "before, or the same and …" would not.
            rows = (order, isDescending) switch
            {
                (InteractionOrder.Id, true) => rows.Where(i => i.Id < id),
                (InteractionOrder.Id, false) => rows.Where(i => i.Id > id),
                (InteractionOrder.Started, true) => rows.Where(i => i.StartedAt <= at && (i.StartedAt < at || i.Id < id)),
                (InteractionOrder.Started, false) => rows.Where(i => i.StartedAt >= at && (i.StartedAt > at || i.Id > id)),
                (_, true) => rows.Where(i => i.LastMessageAt <= at && (i.LastMessageAt < at || i.Id < id)),
                (_, false) => rows.Where(i => i.LastMessageAt >= at && (i.LastMessageAt > at || i.Id > id)),
            };
        }
        var sorted = (order, isDescending) switch
        {
            (InteractionOrder.Id, true) => rows.OrderByDescending(i => i.Id),
            (InteractionOrder.Id, false) => rows.OrderBy(i => i.Id),
            (InteractionOrder.Started, true) => rows.OrderByDescending(i => i.StartedAt).ThenByDescending(i => i.Id),
            (InteractionOrder.Started, false) => rows.OrderBy(i => i.StartedAt).ThenBy(i => i.Id),
            (_, true) => rows.OrderByDescending(i => i.LastMessageAt).ThenByDescending(i => i.Id),
            (_, false) => rows.OrderBy(i => i.LastMessageAt).ThenBy(i => i.Id),
        };
        return await Sorted(sorted.Take(count)).ToListAsync(cancellation);
    }

    /// <summary>
    /// In the order of names, whose index is asked for some contacts at a time; a join would read every conversation there is to sort it.
    /// Conversations of nobody known stand before all names.
    /// </summary>
    private async Task<IReadOnlyList<SortedInteraction>> ContactByContactAsync(InteractionCursor? after, int count, CancellationToken cancellation)
    {
        var rows = new List<SortedInteraction>(count);
        if (!isDescending && after?.Contact is null)
            rows.AddRange(await OfContactAsync(null, after?.Id, count, cancellation));
        if (after?.Contact is { } contact)
            rows.AddRange(await OfContactAsync(contact, after.Id, count, cancellation));
        if (!isDescending || after is not { Contact: null })
            await AddStretchesAsync(rows, after?.Contact is { } last ? (after.Name ?? "", last) : null, count, cancellation);
        if (isDescending && rows.Count < count)
            rows.AddRange(await OfContactAsync(null, after is { Contact: null } ? after.Id : null, count - rows.Count, cancellation));
        return rows;
    }

    private Task<List<SortedInteraction>> OfContactAsync(long? contact, long? after, int count, CancellationToken cancellation)
    {
        var rows = Found.Where(i => i.ContactId == contact);
        if (after is { } id)
            rows = isDescending ? rows.Where(i => i.Id < id) : rows.Where(i => i.Id > id);
        return Sorted((isDescending ? rows.OrderByDescending(i => i.Id) : rows.OrderBy(i => i.Id)).Take(count)).ToListAsync(cancellation);
    }

    private async Task AddStretchesAsync(List<SortedInteraction> rows, (string Name, long Id)? after, int count, CancellationToken cancellation)
    {
        if (rows.Count == count)
            return;
        for (var stretch = count; ; stretch = Math.Min(2 * stretch, LongestStretch))
        {
            var contacts = ContactsAfter(after).Take(stretch);
            var found = Found.Where(i => i.ContactId != null && contacts.Select(contact => contact.Id).Contains(i.ContactId.Value));
            var sorted = isDescending
                ? found.OrderByDescending(i => EF.Property<string>(i.Contact!, SearchColumns.Name)).ThenByDescending(i => i.ContactId).ThenByDescending(i => i.Id)
                : found.OrderBy(i => EF.Property<string>(i.Contact!, SearchColumns.Name)).ThenBy(i => i.ContactId).ThenBy(i => i.Id);
            rows.AddRange(await Sorted(sorted.Take(count - rows.Count)).ToListAsync(cancellation));
            if (rows.Count == count
                || await ContactsAfter(after).Skip(stretch - 1).Select(c => new { c.Id, Name = EF.Property<string>(c, SearchColumns.Name) }).FirstOrDefaultAsync(cancellation) is not { } last)
                return;
            after = (last.Name, last.Id);
        }
    }

    private IQueryable<Contact> ContactsAfter((string Name, long Id)? after)
    {
        var contacts = database.Contacts.AsNoTracking();
        if (after is var (name, id))
        {
            contacts = isDescending
                ? contacts.Where(c => string.Compare(EF.Property<string>(c, SearchColumns.Name), name) <= 0 && (string.Compare(EF.Property<string>(c, SearchColumns.Name), name) < 0 || c.Id < id))
                : contacts.Where(c => string.Compare(EF.Property<string>(c, SearchColumns.Name), name) >= 0 && (string.Compare(EF.Property<string>(c, SearchColumns.Name), name) > 0 || c.Id > id));
        }
        return isDescending
            ? contacts.OrderByDescending(c => EF.Property<string>(c, SearchColumns.Name)).ThenByDescending(c => c.Id)
            : contacts.OrderBy(c => EF.Property<string>(c, SearchColumns.Name)).ThenBy(c => c.Id);
    }

    private async Task<IReadOnlyList<SortedInteraction>> GroupByGroupAsync(InteractionCursor? after, int count, CancellationToken cancellation)
    {
        var groups = await GroupsAsync(cancellation);
        var begun = after is null ? -1 : groups.ToList().IndexOf(after.Group);
        var rows = new List<SortedInteraction>(count);
        for (var at = Math.Max(begun, 0); at < groups.Count && rows.Count < count; at++)
        {
            var inGroup = Found.Where(IsIn(groups[at]));
            if (at == begun && after is { Instant: var instant, Id: var id })
                inGroup = inGroup.Where(i => i.LastMessageAt <= instant && (i.LastMessageAt < instant || i.Id < id));
            rows.AddRange(await Sorted(inGroup.OrderByDescending(i => i.LastMessageAt).ThenByDescending(i => i.Id).Take(count - rows.Count)).ToListAsync(cancellation));
        }
        return rows;
    }

    private Expression<Func<Interaction, bool>> IsIn(int? group) => (order, group) switch
    {
        (InteractionOrder.Account, { } account) => i => i.AccountId == account,
        (InteractionOrder.Status, { } status) => status == (int)InteractionStatus.Open ? i => i.Status == InteractionStatus.Open : i => i.Status == InteractionStatus.Closed,
        (InteractionOrder.Read, { } read) => read == 1 ? i => i.IsRead : i => !i.IsRead,
        (InteractionOrder.Agent, { } agent) => i => i.OwnerId == agent,
        (InteractionOrder.Agent, null) => i => i.OwnerId == null,
        (InteractionOrder.Queue, { } queue) => i => i.QueueId == queue,
        _ => i => i.QueueId == null,
    };

    /// <summary>In the order of their names; those without one last, or first the other way round.</summary>
    private async Task<IReadOnlyList<int?>> GroupsAsync(CancellationToken cancellation)
    {
        var groups = order switch
        {
            InteractionOrder.Status => new List<int?> { (int)InteractionStatus.Open, (int)InteractionStatus.Closed },
            InteractionOrder.Read => new List<int?> { 0, 1 },
            InteractionOrder.Account => await database.Accounts.OrderBy(account => account.Name).ThenBy(account => account.Id).Select(account => (int?)account.Id).ToListAsync(cancellation),
            InteractionOrder.Agent => await database.Users.OrderBy(user => user.FullName).ThenBy(user => user.Id).Select(user => (int?)user.Id).ToListAsync(cancellation),
            _ => await database.Queues.OrderBy(queue => queue.Name).ThenBy(queue => queue.Id).Select(queue => (int?)queue.Id).ToListAsync(cancellation),
        };
        if (order is InteractionOrder.Agent or InteractionOrder.Queue)
            groups.Add(null);
        if (isDescending)
            groups.Reverse();
        return groups;
    }

    /// <summary>No more than the order wants: a database that sorts carries all of it along.</summary>
    private IQueryable<SortedInteraction> Sorted(IQueryable<Interaction> rows) => order switch
    {
        InteractionOrder.Contact => rows.Select(i => new SortedInteraction(i.Id, i.StartedAt, i.LastMessageAt, 0, default, false, null, null, i.ContactId, EF.Property<string?>(i.Contact!, SearchColumns.Name) ?? "")),
        InteractionOrder.Started => rows.Select(i => new SortedInteraction(i.Id, i.StartedAt, default, 0, default, false, null, null, null, "")),
        _ when IsPlain => rows.Select(i => new SortedInteraction(i.Id, default, i.LastMessageAt, 0, default, false, null, null, null, "")),
        _ => rows.Select(i => new SortedInteraction(i.Id, i.StartedAt, i.LastMessageAt, i.AccountId, i.Status, i.IsRead, i.OwnerId, i.QueueId, null, "")),
    };

    /// <summary>Nobody known, then by name; of contacts of one name each has its conversations together.</summary>
    private static int CompareContacts(SortedInteraction a, SortedInteraction b)
    {
        if (a.ContactId is not { } contact || b.ContactId is not { } other)
            return (a.ContactId is null ? 0 : 1).CompareTo(b.ContactId is null ? 0 : 1);
        return CompareBytes(a.Name, b.Name) is not 0 and var byName ? byName : contact.CompareTo(other);
    }

    /// <summary>As the databases sort what is kept: by the bytes of UTF-8, which is the order of code points.</summary>
    private static int CompareBytes(string a, string b) => Encoding.UTF8.GetBytes(a).AsSpan().SequenceCompareTo(Encoding.UTF8.GetBytes(b));
}
