using System.Linq.Expressions;
using Microsoft.EntityFrameworkCore;
using Motion.Blazor.Data;
using Motion.Blazor.Data.Search;
using Motion.Domain.Accounts;
using Motion.Domain.Contacts;
using Motion.Domain.Interactions;
using Motion.Domain.Messaging;
using Motion.Domain.Search;

namespace Motion.Blazor.Features.Interactions.Search;

/// <summary>
/// The one translation of a search into queries: for the list, the count, the CSV, the API. Each condition is first asked "for whom, if
/// they are few?" (see <see cref="SearchLimits"/>), because neither SQLite nor a condition on texts tells beforehand.
/// </summary>
internal sealed class PlanSearch(ITextIndex texts, SearchLimits limits)
{
    /// <summary>Found so many times each on average, they may still be few.</summary>
    private const int SameOverAndOver = 3;

    private const int HandfulOfContacts = 100;

    /// <summary>The marks of <see cref="SearchText"/>, for numbers of strangers, which are kept without.</summary>
    private const string Begin = "\u0002", End = "\u0003";

    /// <summary>What lies in one stretch of time may lie far from the newest: more of it is sorted than of what stands here and there.</summary>
    private int MostInAStretch => 4 * limits.Few;

    /// <summary>For a page in the order of last messages.</summary>
    public async Task<SearchPlan> ForLatestAsync(MotionDbContext database, SearchTest test, CancellationToken cancellation)
    {
        switch (test)
        {
            // An index holds the conversations of each of them in this order: however many there are, a page is read from its beginning.
            case SearchTest.Choice { Field: SearchField.Account or SearchField.Agent or SearchField.Queue, Chosen: [_] chosen, IsNegated: false } choice:
                return SearchPlan.Many(await ChoiceIsAsync(database, choice.Field, chosen, cancellation));
            // Alone, their numbers need not be known to be put together with those of other conditions.
            case SearchTest.Number { IsNegated: false } number:
                return await CountedAsync(database, NumberIn(number), number.Field == SearchField.Id ? MostInAStretch : limits.Few, cancellation);
            case SearchTest.Time time:
                return await CountedAsync(database, TimeIn(time), MostInAStretch, cancellation);
            case SearchTest.Text { Field: SearchField.ContactName, IsNegated: false } name:
                return await FewContactsAsync(database, SearchColumns.Name, name.Needle, cancellation) switch
                {
                    null => SearchPlan.Many(IsOfContact(database, SearchColumns.Name, name.Needle)),
                    // So many have no more conversations than can be sorted.
                    { Count: <= HandfulOfContacts } contacts => SearchPlan.AtMost(int.MaxValue, IsOneOf(contacts)),
                    var contacts => await CountedAsync(database, IsOneOf(contacts), limits.Few, cancellation),
                };
            default:
                return await RunAsync(database, test, cancellation);
        }
    }

    /// <summary>For these alone: their messages are read, and nothing else is looked up before.</summary>
    public Task<SearchPlan> AmongAsync(MotionDbContext database, SearchTest test, IReadOnlyList<long> interactions, CancellationToken cancellation) =>
        new PlanSearch(new TextsAmong(interactions), limits with { Few = 0 }).RunAsync(database, test, cancellation);

    public async Task<SearchPlan> RunAsync(MotionDbContext database, SearchTest test, CancellationToken cancellation)
    {
        switch (test)
        {
            case SearchTest.Everything:
                return SearchPlan.Everything;
            case SearchTest.AllOf(var tests):
                return SearchPlan.AllOf(await EachAsync(database, tests, cancellation));
            case SearchTest.AnyOf(var tests):
                return SearchPlan.AnyOf(await EachAsync(database, tests, cancellation), limits);
            case SearchTest.Text text:
                return await TextAsync(database, text, cancellation);
            case SearchTest.Number number:
                return number.IsNegated
                    ? SearchPlan.Many(NumberIn(number).Not())
                    : await ProbedAsync(database, NumberIn(number), cancellation);
            case SearchTest.Time time:
                return await ProbedAsync(database, TimeIn(time), cancellation);
            case SearchTest.Choice choice:
                return await ChoiceAsync(database, choice, cancellation);
            default:
                throw new ArgumentOutOfRangeException(nameof(test));
        }
    }

    private async Task<IReadOnlyList<SearchPlan>> EachAsync(MotionDbContext database, IReadOnlyList<SearchTest> tests, CancellationToken cancellation)
    {
        var plans = new List<SearchPlan>(tests.Count);
        // Of several ways to be found a database tries the first one first.
        foreach (var test in tests.OrderBy(TextAlternatives.AsksMessages))
            plans.Add(await RunAsync(database, test, cancellation));
        return plans;
    }

    private async Task<SearchPlan> TextAsync(MotionDbContext database, SearchTest.Text test, CancellationToken cancellation)
    {
        switch (test.Field)
        {
            case SearchField.MessageText or SearchField.Note:
                var inNotes = test.Field == SearchField.Note;
                var needle = test.Needle;
                // That there is a text says nothing worth looking up; almost every conversation has one.
                var found = needle.Length == 0 && !inNotes ? null : await FewAsync(texts.Find(database, needle.Length == 0 ? $"{SearchText.Begin}" : needle, inNotes), limits.FewTexts, cancellation);
                return Sure(found, test.IsNegated) ?? SearchPlan.Many(Predicates.NotIf(needle.Length == 0
                    ? i => database.Messages.Any(m => m.InteractionId == i.Id && (m.Direction == MessageDirection.Note) == inNotes && EF.Property<string>(m, SearchColumns.Text) != "")
                    : i => database.Messages.Any(m => m.InteractionId == i.Id && (m.Direction == MessageDirection.Note) == inNotes && EF.Property<string>(m, SearchColumns.Text).Contains(needle)), test.IsNegated));
            case SearchField.ContactName:
                return await ContactAsync(database, SearchColumns.Name, test.Needle, test.IsNegated, cancellation);
            case SearchField.Phone:
                // A sender whom a whitelist did not let in has no contact; the list shows the number he wrote with.
                var either = SearchPlan.AnyOf([await ContactAsync(database, SearchColumns.Phones, test.Needle, false, cancellation), await ProbedAsync(database, StrangerIs(test.Needle), cancellation)], limits);
                return test.IsNegated ? SearchPlan.Many(either.Predicate.Not()) : either;
            default:
                var matching = await DispositionsAsync(database, test.Needle, cancellation);
                var given = database.InteractionDispositions.Where(link => matching.Contains(link.DispositionId));
                return await LinkedAsync(given.Select(link => link.InteractionId), i => given.Any(link => link.InteractionId == i.Id), test.IsNegated, cancellation);
        }
    }

    private async Task<SearchPlan> ContactAsync(MotionDbContext database, string column, string needle, bool isNegated, CancellationToken cancellation)
    {
        var contacts = await FewContactsAsync(database, column, needle, cancellation);
        var found = contacts is null ? null : await FewAsync(database.Interactions.Where(IsOneOf(contacts)).Select(i => i.Id), cancellation);
        return Sure(found, isNegated)
            ?? SearchPlan.Many(Predicates.NotIf(contacts is null ? IsOfContact(database, column, needle) : IsOneOf(contacts), isNegated));
    }

    private static Expression<Func<Interaction, bool>> IsOfContact(MotionDbContext database, string column, string needle)
    {
        var meant = database.Contacts.Where(ContactIs(column, needle));
        return i => meant.Any(contact => contact.Id == i.ContactId);
    }

    private async Task<List<long>?> FewContactsAsync(MotionDbContext database, string column, string needle, CancellationToken cancellation)
    {
        var isPiece = needle is not ("" or [SearchText.Begin, .., SearchText.End]);
        var found = isPiece ? texts.FindContacts(database, column, needle) : database.Contacts.Where(ContactIs(column, needle)).Select(contact => contact.Id);
        return (await FewAsync(found, cancellation))?.ToList();
    }

    private static Expression<Func<Interaction, bool>> IsOneOf(List<long> contacts) => i => i.ContactId != null && EF.Parameter(contacts).Contains(i.ContactId.Value);

    private static Expression<Func<Contact, bool>> ContactIs(string column, string needle) => (column, needle) switch
    {
        (_, "") => contact => EF.Property<string>(contact, column) != "",
        (SearchColumns.Name, [SearchText.Begin, .., SearchText.End]) => contact => EF.Property<string>(contact, column) == needle,
        (SearchColumns.Phones, [SearchText.Begin, .. var whole, SearchText.End]) => contact => contact.Mobile == whole || contact.Phone == whole,
        _ => contact => EF.Property<string>(contact, column).Contains(needle),
    };

    private static Expression<Func<Interaction, bool>> StrangerIs(string needle)
    {
        return needle switch
        {
            "" => i => i.ContactId == null && i.CustomerIdentityKind == IdentityKind.Phone,
            [SearchText.Begin, .. var whole, SearchText.End] => i => i.ContactId == null && i.CustomerIdentityKind == IdentityKind.Phone && i.CustomerIdentity == whole,
            _ => i => i.ContactId == null && i.CustomerIdentityKind == IdentityKind.Phone && (Begin + i.CustomerIdentity + End).Contains(needle),
        };
    }

    /// <summary>Dispositions are few: their names, with those of the levels above, are looked through here.</summary>
    private static async Task<IReadOnlyList<int>> DispositionsAsync(MotionDbContext database, string needle, CancellationToken cancellation)
    {
        var all = await database.Dispositions.AsNoTracking().Select(d => new { d.Id, d.ParentId, d.Name }).ToDictionaryAsync(d => d.Id, cancellation);
        return [.. all.Values.Where(disposition =>
        {
            for (var level = disposition; level is not null; level = level.ParentId is { } parent ? all.GetValueOrDefault(parent) : null)
            {
                if (SearchText.Kept(level.Name) is { Length: > 0 } kept && kept.Contains(needle, StringComparison.Ordinal))
                    return true;
            }
            return false;
        }).Select(disposition => disposition.Id)];
    }

    private static Expression<Func<Interaction, bool>> NumberIn(SearchTest.Number test)
    {
        var (least, most) = (test.Least ?? long.MinValue, test.Most ?? long.MaxValue);
        var (smallest, largest) = ((int)Math.Clamp(least, int.MinValue, int.MaxValue), (int)Math.Clamp(most, int.MinValue, int.MaxValue));
        // Bounds beyond what the column can hold find nothing, instead of the column's own end.
        if (least > most || least > int.MaxValue && test.Field != SearchField.Id || most < int.MinValue && test.Field != SearchField.Id)
            return _ => false;
        return (test.Field, test.Least, test.Most) switch
        {
            (SearchField.Id, _, _) => i => i.Id >= least && i.Id <= most,
            // A bound that bounds nothing lets SQLite take many for few.
            (SearchField.MessageCount, _, null) => i => i.MessageCount >= smallest,
            (SearchField.MessageCount, null, _) => i => i.MessageCount <= largest,
            (SearchField.MessageCount, _, _) => i => i.MessageCount >= smallest && i.MessageCount <= largest,
            // In "not between" a null has to come out as "no", not as "unknown".
            (_, _, null) => i => EF.Property<int?>(i, SearchColumns.Wait) != null && EF.Property<int?>(i, SearchColumns.Wait) >= smallest,
            (_, null, _) => i => EF.Property<int?>(i, SearchColumns.Wait) != null && EF.Property<int?>(i, SearchColumns.Wait) <= largest,
            _ => i => EF.Property<int?>(i, SearchColumns.Wait) != null && EF.Property<int?>(i, SearchColumns.Wait) >= smallest && EF.Property<int?>(i, SearchColumns.Wait) <= largest,
        };
    }

    private static Expression<Func<Interaction, bool>> TimeIn(SearchTest.Time test)
    {
        // Stored instants are whole microseconds: what lies between two of them belongs to the next one.
        var (from, to) = (RoundUp(test.From), RoundUp(test.To));
        return (test.Field, from, to) switch
        {
            (SearchField.StartedAt, { } first, null) => i => i.StartedAt >= first,
            (SearchField.StartedAt, null, { } end) => i => i.StartedAt < end,
            (SearchField.StartedAt, { } first, { } end) => i => i.StartedAt >= first && i.StartedAt < end,
            (SearchField.LastMessageAt, { } first, null) => i => i.LastMessageAt >= first,
            (SearchField.LastMessageAt, null, { } end) => i => i.LastMessageAt < end,
            (SearchField.LastMessageAt, { } first, { } end) => i => i.LastMessageAt >= first && i.LastMessageAt < end,
            (_, { } first, null) => i => i.ClosedAt != null && i.ClosedAt >= first,
            (_, null, { } end) => i => i.ClosedAt != null && i.ClosedAt < end,
            (_, { } first, { } end) => i => i.ClosedAt != null && i.ClosedAt >= first && i.ClosedAt < end,
            _ => Predicates.Always,
        };
    }

    private static DateTimeOffset? RoundUp(DateTimeOffset? instant) => instant is { } at && at.Ticks % TimeSpan.TicksPerMicrosecond is > 0 and var rest
        ? at.AddTicks(TimeSpan.TicksPerMicrosecond - rest)
        : instant;

    private async Task<SearchPlan> ChoiceAsync(MotionDbContext database, SearchTest.Choice test, CancellationToken cancellation)
    {
        var chosen = test.Chosen;
        if (test.Field == SearchField.Tag)
        {
            var tagged = chosen.Count == 0 ? database.InteractionTags : database.InteractionTags.Where(link => chosen.Contains(link.TagId));
            return await LinkedAsync(tagged.Select(link => link.InteractionId), i => tagged.Any(link => link.InteractionId == i.Id), test.IsNegated, cancellation);
        }
        var isMeant = await ChoiceIsAsync(database, test.Field, chosen, cancellation);
        // What has two or three values is never few for long; the rest is told by its index.
        return test.IsNegated || SearchFields.WordsOf(test.Field).Count > 0
            ? SearchPlan.Many(Predicates.NotIf(isMeant, test.IsNegated))
            : await ProbedAsync(database, isMeant, cancellation);
    }

    private static async Task<Expression<Func<Interaction, bool>>> ChoiceIsAsync(
        MotionDbContext database, SearchField field, IReadOnlyList<int> chosen, CancellationToken cancellation)
    {
        return field switch
        {
            SearchField.Status => OneOf(chosen.Select(place => (Expression<Func<Interaction, bool>>)(place == 0 ? i => i.Status == InteractionStatus.Open : i => i.Status == InteractionStatus.Closed))),
            SearchField.Read => OneOf(chosen.Select(place => (Expression<Func<Interaction, bool>>)(place == 0 ? i => !i.IsRead : i => i.IsRead))),
            SearchField.LastDirection => OneOf(chosen.Select(place => (Expression<Func<Interaction, bool>>)(place == 0 ? i => i.LastMessageDirection == MessageDirection.In : i => i.LastMessageDirection == MessageDirection.Out))),
            SearchField.Type => AccountIs(await AccountsAsync(database, chosen, cancellation)),
            SearchField.Account => AccountIs(chosen),
            SearchField.Agent => chosen switch
            {
                [] => i => i.OwnerId != null,
                [var agent] => i => i.OwnerId == agent,
                _ => i => i.OwnerId != null && chosen.Contains(i.OwnerId.Value),
            },
            _ => chosen switch
            {
                [] => i => i.QueueId != null,
                [var queue] => i => i.QueueId == queue,
                _ => i => i.QueueId != null && chosen.Contains(i.QueueId.Value),
            },
        };
    }

    private static async Task<IReadOnlyList<int>> AccountsAsync(MotionDbContext database, IReadOnlyList<int> places, CancellationToken cancellation)
    {
        var types = places.Select(place => (AccountType)place).ToList();
        return await database.Accounts.Where(account => types.Contains(account.Type)).Select(account => account.Id).ToListAsync(cancellation);
    }

    private static Expression<Func<Interaction, bool>> AccountIs(IReadOnlyList<int> ids) => ids switch
    {
        [] => _ => false,
        [var one] => i => i.AccountId == one,
        _ => i => ids.Contains(i.AccountId),
    };

    private static Expression<Func<Interaction, bool>> OneOf(IEnumerable<Expression<Func<Interaction, bool>>> several) => Predicates.AnyOf(several);

    private async Task<SearchPlan> ProbedAsync(MotionDbContext database, Expression<Func<Interaction, bool>> isMeant, CancellationToken cancellation) =>
        await FewAsync(database.Interactions.Where(isMeant).Select(i => i.Id), cancellation) is { } found ? SearchPlan.Few(isMeant, found) : SearchPlan.Many(isMeant);

    /// <summary>An index counts them in a fraction of the time that it takes to tell them.</summary>
    private static async Task<SearchPlan> CountedAsync(MotionDbContext database, Expression<Func<Interaction, bool>> isMeant, int most, CancellationToken cancellation) =>
        await database.Interactions.Where(isMeant).Take(most + 1).CountAsync(cancellation) <= most ? SearchPlan.AtMost(most, isMeant) : SearchPlan.Many(isMeant);

    private async Task<SearchPlan> LinkedAsync(
        IQueryable<long> interactions, Expression<Func<Interaction, bool>> isMeant, bool isNegated, CancellationToken cancellation) =>
        Sure(await FewAsync(interactions, cancellation), isNegated) ?? SearchPlan.Many(Predicates.NotIf(isMeant, isNegated));

    /// <summary>The condition once it is known for whom it holds; null when that is not known.</summary>
    private static SearchPlan? Sure(HashSet<long>? found, bool isNegated)
    {
        if (found is null)
            return null;
        // One parameter for all of them: as a parameter each, every count of them would be another query to compile.
        var ids = found.ToList();
        return isNegated ? SearchPlan.Many(i => !EF.Parameter(ids).Contains(i.Id)) : SearchPlan.Few(i => EF.Parameter(ids).Contains(i.Id), found);
    }

    private Task<HashSet<long>?> FewAsync(IQueryable<long> ids, CancellationToken cancellation) => FewAsync(ids, limits.Few, cancellation);

    /// <param name="ids">The same one possibly several times.</param>
    /// <param name="few">Most of them; 0 for not asking.</param>
    private static async Task<HashSet<long>?> FewAsync(IQueryable<long> ids, int few, CancellationToken cancellation)
    {
        if (few == 0)
            return null;
        // Without DISTINCT, for which PostgreSQL would look at all of them before it gives the first.
        var found = await ids.Take(few + 1).ToListAsync(cancellation);
        if (found.Count > few && found.Distinct().Count() <= few / SameOverAndOver)
            found = await ids.Distinct().Take(few + 1).ToListAsync(cancellation);
        return found.Count > few ? null : [.. found];
    }
}
