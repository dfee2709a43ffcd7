using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Storage.ValueConversion;
using Motion.Blazor.Data.Search;
using Motion.Domain.Contacts;
using Motion.Domain.Interactions;
using Motion.Domain.Messaging;

namespace Motion.Blazor.Data;

/// <summary>
/// SQLite has no time type that sorts: instants are whole microseconds since 1970, as exact as the other databases keep them.
/// It also lets one writer in at a time, and those who wait poll for their turn; saving in turn here costs no polling.
/// </summary>
internal sealed class SqliteMotionDbContext(DbContextOptions<SqliteMotionDbContext> options) : MotionDbContext(options)
{
    protected override void ConfigureConventions(ModelConfigurationBuilder builder) =>
        builder.Properties<DateTimeOffset>().HaveConversion<MicrosecondsConverter>();

    public override Task<int> SaveChangesAsync(bool acceptAllChangesOnSuccess, CancellationToken cancellationToken = default) =>
        // Within a transaction it is our turn already: the database's own lock is held.
        Database.CurrentTransaction is not null
            ? base.SaveChangesAsync(acceptAllChangesOnSuccess, cancellationToken)
            : WriteTurn.Of(Database.GetConnectionString() ?? "").RunAsync(() => base.SaveChangesAsync(acceptAllChangesOnSuccess, cancellationToken), isUrgent: false, cancellationToken);
}

internal sealed class SqlServerMotionDbContext(DbContextOptions<SqlServerMotionDbContext> options) : MotionDbContext(options)
{
    /// <summary>Compares what is kept for searching by its bytes, as the other databases do.</summary>
    private const string ByBytes = "Latin1_General_100_BIN2";

    protected override void ConfigureConventions(ModelConfigurationBuilder builder) =>
        builder.Properties<DateTimeOffset>().HaveConversion<UtcMicrosecondConverter>().HavePrecision(6);

    protected override void OnModelCreating(ModelBuilder builder)
    {
        base.OnModelCreating(builder);
        builder.Entity<Message>().Property<string>(SearchColumns.Text).UseCollation(ByBytes);
        builder.Entity<Contact>().Property<string>(SearchColumns.Name).UseCollation(ByBytes);
        builder.Entity<Contact>().Property<string>(SearchColumns.Phones).UseCollation(ByBytes);
    }
}

internal sealed class PostgreSqlMotionDbContext(DbContextOptions<PostgreSqlMotionDbContext> options) : MotionDbContext(options)
{
    private const string ByBytes = "C";

    protected override void ConfigureConventions(ModelConfigurationBuilder builder) =>
        builder.Properties<DateTimeOffset>().HaveConversion<UtcMicrosecondConverter>();

    protected override void OnModelCreating(ModelBuilder builder)
    {
        base.OnModelCreating(builder);
        builder.HasPostgresExtension("pg_trgm");
        builder.Entity<Contact>().Property<string>(SearchColumns.Name).UseCollation(ByBytes);
        builder.Entity<Contact>().Property<string>(SearchColumns.Phones).UseCollation(ByBytes);
        // The other databases keep the number with every entry of an index.
        foreach (var first in (string[])[nameof(Interaction.ClosedAt), nameof(Interaction.MessageCount), SearchColumns.Wait])
            NpgsqlIndexBuilderExtensions.IncludeProperties(builder.Entity<Interaction>().HasIndex(first, nameof(Interaction.LastMessageAt)), nameof(Interaction.Id));
    }
}

internal sealed class MicrosecondsConverter() : ValueConverter<DateTimeOffset, long>(
    instant => (instant.UtcTicks - DateTimeOffset.UnixEpoch.Ticks) / TimeSpan.TicksPerMicrosecond,
    stored => new DateTimeOffset(DateTimeOffset.UnixEpoch.Ticks + stored * TimeSpan.TicksPerMicrosecond, TimeSpan.Zero));

internal sealed class UtcMicrosecondConverter() : ValueConverter<DateTimeOffset, DateTimeOffset>(
    instant => new DateTimeOffset(instant.UtcTicks - instant.UtcTicks % TimeSpan.TicksPerMicrosecond, TimeSpan.Zero),
    stored => stored.ToUniversalTime());
