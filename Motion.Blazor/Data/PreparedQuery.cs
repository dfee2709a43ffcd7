using System.Linq.Expressions;
using System.Runtime.CompilerServices;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata;

namespace Motion.Blazor.Data;

/// <summary>
/// What is asked with every message is put together once, not at each call (docs/performance.md, "desk"). Everything the question needs
/// is an argument: nothing may be captured but a <see cref="QueryPart{T,TRow}"/>. EF Core prepares for one model; a process may have one
/// per kind of database.
/// </summary>
internal abstract class Prepared<TQuery>(Func<TQuery> prepare)
    where TQuery : Delegate
{
    private readonly ConditionalWeakTable<IModel, TQuery> _byModel = [];

    protected TQuery For(MotionDbContext database) => _byModel.GetValue(database.Model, _ => prepare());
}

/// <inheritdoc/>
internal sealed class PreparedQuery<TRow>(Expression<Func<MotionDbContext, IQueryable<TRow>>> query)
    : Prepared<Func<MotionDbContext, IAsyncEnumerable<TRow>>>(() => EF.CompileAsyncQuery(QueryParts.PutInto(query)))
{
    public IAsyncEnumerable<TRow> On(MotionDbContext database) => For(database)(database);
}

/// <inheritdoc/>
internal sealed class PreparedQuery<T, TRow>(Expression<Func<MotionDbContext, T, IQueryable<TRow>>> query)
    : Prepared<Func<MotionDbContext, T, IAsyncEnumerable<TRow>>>(() => EF.CompileAsyncQuery(QueryParts.PutInto(query)))
{
    public IAsyncEnumerable<TRow> On(MotionDbContext database, T argument) => For(database)(database, argument);
}

/// <inheritdoc/>
internal sealed class PreparedQuery<T1, T2, TRow>(Expression<Func<MotionDbContext, T1, T2, IQueryable<TRow>>> query)
    : Prepared<Func<MotionDbContext, T1, T2, IAsyncEnumerable<TRow>>>(() => EF.CompileAsyncQuery(QueryParts.PutInto(query)))
{
    public IAsyncEnumerable<TRow> On(MotionDbContext database, T1 first, T2 second) => For(database)(database, first, second);
}

/// <inheritdoc/>
internal sealed class PreparedQuery<T1, T2, T3, TRow>(Expression<Func<MotionDbContext, T1, T2, T3, IQueryable<TRow>>> query)
    : Prepared<Func<MotionDbContext, T1, T2, T3, IAsyncEnumerable<TRow>>>(() => EF.CompileAsyncQuery(QueryParts.PutInto(query)))
{
    public IAsyncEnumerable<TRow> On(MotionDbContext database, T1 first, T2 second, T3 third) => For(database)(database, first, second, third);
}

/// <inheritdoc/>
internal sealed class PreparedQuery<T1, T2, T3, T4, TRow>(Expression<Func<MotionDbContext, T1, T2, T3, T4, IQueryable<TRow>>> query)
    : Prepared<Func<MotionDbContext, T1, T2, T3, T4, IAsyncEnumerable<TRow>>>(() => EF.CompileAsyncQuery(QueryParts.PutInto(query)))
{
    public IAsyncEnumerable<TRow> On(MotionDbContext database, T1 first, T2 second, T3 third, T4 fourth) => For(database)(database, first, second, third, fourth);
}
