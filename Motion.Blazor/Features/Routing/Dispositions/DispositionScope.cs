using Motion.Blazor.Data;
using Motion.Domain.Dispositions;

namespace Motion.Blazor.Features.Routing.Dispositions;

internal static class DispositionScope
{
    /// <summary>What is there to be seen and offered: retired ones only live on in the conversations that ended with them.</summary>
    public static IQueryable<Disposition> LiveDispositions(this MotionDbContext database) => database.Dispositions.Where(d => d.RetiredAt == null);

    /// <summary>The general ones (null), or those of one account.</summary>
    public static IQueryable<Disposition> LiveDispositionsOf(this MotionDbContext database, int? accountId) =>
        database.LiveDispositions().Where(d => d.AccountId == accountId);
}
