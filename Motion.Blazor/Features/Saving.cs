using Microsoft.EntityFrameworkCore;
using Motion.Blazor.Data;
using Motion.Domain;

namespace Motion.Blazor.Features;

internal static class Saving
{
    /// <summary>
    /// Saves what is tracked if nothing else has its name, then what <paramref name="audit"/> adds (a new thing has its number by then),
    /// all in one transaction. Whoever took the name between the look and the save is found and named.
    /// </summary>
    /// <param name="findTaken">Says who has the name already; asked before, and again when the database refused.</param>
    public static async Task<FieldError?> SaveUniqueAsync(
        this MotionDbContext database, Func<CancellationToken, Task<FieldError?>> findTaken, Action audit, CancellationToken cancellation)
    {
        await using var transaction = await database.Database.BeginTransactionAsync(cancellation);
        if (await findTaken(cancellation) is { } taken)
            return taken;
        try
        {
            await database.SaveChangesAsync(cancellation);
            audit();
            await database.SaveChangesAsync(cancellation);
            await transaction.CommitAsync(cancellation);
            return null;
        }
        catch (DbUpdateException) when (!cancellation.IsCancellationRequested)
        {
            await transaction.RollbackAsync(cancellation);
            database.ChangeTracker.Clear();
            if (await findTaken(cancellation) is { } quicker)
                return quicker;
            throw;
        }
    }
}
