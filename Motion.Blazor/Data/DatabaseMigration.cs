using Microsoft.EntityFrameworkCore;
using Motion.Blazor.Data.Search;

namespace Motion.Blazor.Data;

internal static class DatabaseMigration
{
    /// <summary>Brings the database to this version's schema before the first request.</summary>
    public static async Task MigrateMotionDatabaseAsync(this WebApplication app)
    {
        await using var database = await app.Services.GetRequiredService<IDbContextFactory<MotionDbContext>>().CreateDbContextAsync();
        // Asked first, because migrating compares the whole model even when there is nothing to do, which is a third of a start.
        if ((await database.Database.GetPendingMigrationsAsync()).Any())
            await database.MigrateWithTextIndexAsync();
    }

    /// <summary>The schema, and beside it what a migration cannot say (docs/decisions/012-search.md).</summary>
    public static async Task MigrateWithTextIndexAsync(this MotionDbContext database, CancellationToken cancellation = default)
    {
        await database.Database.MigrateAsync(cancellation);
        await SqliteTextIndexSetup.EnsureAsync(database, cancellation);
    }
}
