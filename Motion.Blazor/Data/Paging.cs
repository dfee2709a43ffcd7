using Microsoft.EntityFrameworkCore;
using Motion.Blazor.Features;

namespace Motion.Blazor.Data;

/// <summary>A row of a page, and how many rows there are in all.</summary>
internal sealed record Paged<T>(T Row, int Count);

internal static class Paging
{
    /// <summary>A page and how many rows there are in all, in one question to the database.</summary>
    /// <param name="sorted">All rows, in their order.</param>
    /// <param name="counted">The same rows in the form that costs least to count: without order, without what a row shows.</param>
    /// <param name="offset">Rows before the page.</param>
    /// <param name="limit">Rows of the page.</param>
    /// <param name="cancellation">Gives up.</param>
    public static Task<PageOf<T>> ReadPageAsync<T, TCounted>(
        this IQueryable<T> sorted, IQueryable<TCounted> counted, int offset, int limit, CancellationToken cancellation) =>
        sorted.Skip(offset).Take(limit).Select(row => new Paged<T>(row, counted.Count())).AsAsyncEnumerable().ReadPageAsync(counted, offset, cancellation);

    /// <summary>The same of a prepared question.</summary>
    public static async Task<PageOf<T>> ReadPageAsync<T, TCounted>(
        this IAsyncEnumerable<Paged<T>> rows, IQueryable<TCounted> counted, int offset, CancellationToken cancellation)
    {
        var page = await rows.ToListAsync(cancellation);
        // Beyond the end there is no row that could tell.
        var count = page.Count > 0 ? page[0].Count : offset == 0 ? 0 : await counted.CountAsync(cancellation);
        return new PageOf<T>(count, page.ConvertAll(row => row.Row));
    }
}
