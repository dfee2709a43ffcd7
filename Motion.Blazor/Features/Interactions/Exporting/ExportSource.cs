using System.Runtime.CompilerServices;
using Microsoft.EntityFrameworkCore;
using Motion.Blazor.Data;
using Motion.Blazor.Features.Interactions.Search;
using Motion.Blazor.Identity;
using Motion.Domain.Search;

namespace Motion.Blazor.Features.Interactions.Exporting;

/// <summary>What is to be taken away: chosen rows, or everything a search finds.</summary>
public sealed record ExportSource(IReadOnlyList<long>? Chosen, SearchDefinition Search);

/// <summary>The rows of a source, a batch at a time, so that their number does not matter. The newest first.</summary>
internal sealed class ReadExport(IDbContextFactory<MotionDbContext> databases, PlanSearch planner, ReadInteractionRows rows, CurrentUser user, TimeProvider time)
{
    private const int BatchSize = 1000;

    public async IAsyncEnumerable<IReadOnlyList<InteractionRow>> RunAsync(ExportSource source, [EnumeratorCancellation] CancellationToken cancellation)
    {
        // While one batch is written the next one is read, on a thread of its own: SQLite knows no asynchronous reading.
        Task<IReadOnlyList<InteractionRow>>? coming = null;
        try
        {
            await foreach (var ids in IdsAsync(source, cancellation))
            {
                var next = Task.Run(() => rows.RunAsync(ids, cancellation), cancellation);
                var ready = coming;
                coming = next;
                if (ready is not null)
                    yield return await ready;
            }
            if (coming is not null)
                yield return await coming;
        }
        finally
        {
            // Whoever stops in the middle leaves nothing running behind.
            if (coming is not null)
                await Task.WhenAny(coming);
        }
    }

    private async IAsyncEnumerable<IReadOnlyList<long>> IdsAsync(ExportSource source, [EnumeratorCancellation] CancellationToken cancellation)
    {
        if (source.Chosen is { } chosen)
        {
            foreach (var batch in chosen.Chunk(BatchSize))
                yield return batch;
            yield break;
        }
        var (test, errors) = SearchRules.Read(source.Search, time.GetUtcNow());
        if (errors.Count > 0)
            yield break;
        await using var database = await databases.CreateDbContextAsync(cancellation);
        var plan = await planner.RunAsync(database, test, cancellation);
        var walk = new InteractionWalk(database, database.InteractionsOf(user).AsNoTracking(), plan, InteractionOrder.Id, isDescending: true);
        if (plan.Candidates is not null)
        {
            foreach (var batch in (await walk.TakeAsync(null, int.MaxValue, cancellation)).Chunk(BatchSize))
                yield return [.. batch.Select(row => row.Id)];
            yield break;
        }
        InteractionCursor? after = null;
        while (true)
        {
            var batch = await walk.TakeAsync(after, BatchSize, cancellation);
            if (batch.Count > 0)
                yield return [.. batch.Select(row => row.Id)];
            if (batch.Count < BatchSize)
                yield break;
            after = batch[^1].Cursor(InteractionOrder.Id, isDescending: true);
        }
    }
}
