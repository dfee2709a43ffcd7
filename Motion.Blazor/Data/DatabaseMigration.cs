using System.Data.Common;
using Microsoft.EntityFrameworkCore;
using Motion.Blazor.Data.Search;

namespace Motion.Blazor.Data;

internal static class DatabaseMigration
{
    /// <summary>An index of many millions of messages takes minutes to make.</summary>
    private static readonly TimeSpan LongestStep = TimeSpan.FromHours(2);

    /// <summary>Brings the database to this version's schema before the first request.</summary>
    public static async Task MigrateMotionDatabaseAsync(this WebApplication app)
    {
        await using var database = await app.Services.GetRequiredService<IDbContextFactory<MotionDbContext>>().CreateDbContextAsync();
        // Asked first, because migrating compares the whole model even when there is nothing to do, which is a third of a start.
        if (!await IsCurrentAsync(database))
            await database.MigrateWithTextIndexAsync();
    }

    /// <summary>The schema, and beside it what a migration cannot say (docs/decisions/012-search.md).</summary>
    public static async Task MigrateWithTextIndexAsync(this MotionDbContext database, CancellationToken cancellation = default)
    {
        var usual = database.Database.GetCommandTimeout();
        database.Database.SetCommandTimeout(LongestStep);
        await database.Database.MigrateAsync(cancellation);
        await SqliteTextIndexSetup.EnsureAsync(database, cancellation);
        database.Database.SetCommandTimeout(usual);
    }

    /// <summary>
    /// Whether every migration of this version was applied. Reads the history itself: the framework's question about pending migrations
    /// builds a model for that one table first. Throws when the database cannot be asked.
    /// </summary>
    public static async Task<bool> HasAllMigrationsAsync(this MotionDbContext database, CancellationToken cancellation)
    {
        var applied = new HashSet<string>(StringComparer.Ordinal);
        await database.Database.OpenConnectionAsync(cancellation);
        await using (var command = database.Database.GetDbConnection().CreateCommand())
        {
            command.CommandText = """SELECT "MigrationId" FROM "__EFMigrationsHistory";""";
            await using var rows = await command.ExecuteReaderAsync(cancellation);
            while (await rows.ReadAsync(cancellation))
                applied.Add(rows.GetString(0));
        }
        await database.Database.CloseConnectionAsync();
        return applied.IsSupersetOf(database.Database.GetMigrations());
    }

    private static async Task<bool> IsCurrentAsync(MotionDbContext database)
    {
        try
        {
            return await database.HasAllMigrationsAsync(CancellationToken.None) && await SqliteTextIndexSetup.IsThereAsync(database, CancellationToken.None);
        }
        catch (DbException)
        {
            // No database yet, or no history in it: migrating makes both. What else may be wrong with it, migrating says.
            return false;
        }
    }
}
