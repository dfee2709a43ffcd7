using System.Diagnostics;
using Microsoft.EntityFrameworkCore;
using Motion.Blazor.Data;
using Motion.Blazor.Identity;
using Motion.Domain.Interactions;
using Motion.Domain.Search;

namespace Motion.Blazor.Features.Interactions.Search;

/// <summary>One page of a search.</summary>
/// <param name="After">The cursor of the page before; null for the first.</param>
internal sealed record InteractionSearch(
    SearchDefinition Definition, InteractionOrder Order = InteractionOrder.LastMessage, bool IsDescending = true, string? After = null, int Limit = 50);

/// <summary>A page's numbers in their order.</summary>
/// <param name="Next">The cursor of the next page; null when this is the last.</param>
internal sealed record FoundInteractions(IReadOnlyList<long> Ids, string? Next);

/// <summary>How many a search finds: exactly, or at least so many when counting on would take too long.</summary>
internal sealed record FoundCount(int Count, bool IsExact);

/// <summary>A search as it ended: what was asked for, or what is wrong with the search.</summary>
internal sealed record SearchOutcome<T>(T? Value, IReadOnlyList<SearchError> Errors) where T : class;

/// <summary>
/// Searches the conversations a person may read (product.md section 9). List, CSV, API and links come here with the same definition.
/// </summary>
internal sealed class SearchInteractions(IDbContextFactory<MotionDbContext> databases, PlanSearch planner, SearchLimits limits, CurrentUser user, TimeProvider time)
{
    /// <summary>Longest counting; what is not counted by then is "more than".</summary>
    private static readonly TimeSpan CountingTime = TimeSpan.FromMilliseconds(220);

    private const int FirstWindow = 20_000;

    public async Task<SearchOutcome<FoundInteractions>> RunAsync(InteractionSearch search, CancellationToken cancellation)
    {
        var (test, errors) = SearchRules.Read(search.Definition, time.GetUtcNow());
        if (errors.Count > 0)
            return new SearchOutcome<FoundInteractions>(null, errors);
        await using var database = await databases.CreateDbContextAsync(cancellation);
        var rows = await RowsAsync(database, test, search, cancellation);
        var page = rows.Take(search.Limit).ToList();
        var next = rows.Count > search.Limit ? page[^1].Cursor(search.Order, search.IsDescending).Write() : null;
        return new SearchOutcome<FoundInteractions>(new FoundInteractions([.. page.Select(row => row.Id)], next), []);
    }

    private async Task<IReadOnlyList<SortedInteraction>> RowsAsync(MotionDbContext database, SearchTest test, InteractionSearch search, CancellationToken cancellation)
    {
        var after = InteractionCursor.Read(search.After);
        // One more than asked tells whether there is a next page.
        var count = search.Limit + 1;
        var scope = database.InteractionsOf(user).AsNoTracking();
        if (search is { Order: InteractionOrder.LastMessage, IsDescending: true } && await NearbyAsync(database, scope, test, after, count, cancellation) is { } nearby)
            return nearby;
        var plan = search.Order == InteractionOrder.LastMessage
            ? await planner.ForLatestAsync(database, test, cancellation)
            : await planner.RunAsync(database, test, cancellation);
        return await new InteractionWalk(database, scope, plan, search.Order, search.IsDescending).TakeAsync(after, count, cancellation);
    }

    /// <summary>
    /// Where a text in messages is only one way to be found, what the other ways find may fill the page down to some conversation; the text
    /// can but add to those before it, so only their messages are read. Null when the page is not filled so, or they are many.
    /// </summary>
    private async Task<IReadOnlyList<SortedInteraction>?> NearbyAsync(
        MotionDbContext database, IQueryable<Interaction> scope, SearchTest test, InteractionCursor? after, int count, CancellationToken cancellation)
    {
        if (!TextAlternatives.AsksMessages(test) || TextAlternatives.Without(test) is not { } others)
            return null;
        var sure = await Latest(scope, await planner.ForLatestAsync(database, others, cancellation)).TakeAsync(after, count, cancellation);
        if (sure.Count < count)
            return null;
        var last = sure[^1].LastMessageAt;
        var stretch = scope.Where(i => i.LastMessageAt >= last);
        if (after is { Order: InteractionOrder.LastMessage, IsDescending: true, Instant: var first })
            stretch = stretch.Where(i => i.LastMessageAt <= first);
        var around = await planner.RunAsync(database, TextAlternatives.Around(test), cancellation);
        var near = await stretch.Where(around.Predicate).Select(i => i.Id).Take(limits.Stretch + 1).ToListAsync(cancellation);
        if (near.Count > limits.Stretch)
            return null;
        var rows = await Latest(stretch, await planner.AmongAsync(database, test, near, cancellation)).TakeAsync(after, count, cancellation);
        // Fewer, when a conversation of the page has moved to the top in the meantime.
        return rows.Count == count ? rows : null;

        InteractionWalk Latest(IQueryable<Interaction> among, SearchPlan plan) => new(database, among, plan, InteractionOrder.LastMessage, isDescending: true);
    }

    public async Task<SearchOutcome<FoundCount>> CountAsync(SearchDefinition definition, CancellationToken cancellation)
    {
        var (test, errors) = SearchRules.Read(definition, time.GetUtcNow());
        if (errors.Count > 0)
            return new SearchOutcome<FoundCount>(null, errors);
        await using var database = await databases.CreateDbContextAsync(cancellation);
        var begun = Stopwatch.GetTimestamp();
        var plan = await planner.RunAsync(database, test, cancellation);
        var scope = database.InteractionsOf(user).AsNoTracking();
        var few = await new InteractionWalk(database, scope, plan, InteractionOrder.Id, isDescending: true).CountFewAsync(cancellation);
        return new SearchOutcome<FoundCount>(few is { } count ? new FoundCount(count, true) : await CountManyAsync(database, scope.Where(plan.Predicate), begun, cancellation), []);
    }

    /// <summary>In stretches of numbers, the newest first, so that one can stop: not every database can be interrupted.</summary>
    private static async Task<FoundCount> CountManyAsync(MotionDbContext database, IQueryable<Interaction> found, long begun, CancellationToken cancellation)
    {
        var top = await database.Interactions.MaxAsync(i => (long?)i.Id, cancellation) ?? 0;
        var (count, window) = (0, FirstWindow);
        while (top > 0)
        {
            var (high, low) = (top, top - window);
            var stretch = Stopwatch.GetTimestamp();
            count += await found.Where(i => i.Id <= high && i.Id > low).CountAsync(cancellation);
            top = low;
            if (top > 0 && Stopwatch.GetElapsedTime(begun) > CountingTime)
                return new FoundCount(count, false);
            // As long as a stretch takes a small part of the time, take larger ones.
            if (Stopwatch.GetElapsedTime(stretch) < CountingTime / 20)
                window *= 2;
        }
        return new FoundCount(count, true);
    }
}
