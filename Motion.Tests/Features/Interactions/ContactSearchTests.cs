using System.Data.Common;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Diagnostics;
using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Migrations;
using Motion.Blazor.Data;
using Motion.Blazor.Data.Search;
using Motion.Domain.Search;
using Motion.Tests.Support;
using Npgsql;

namespace Motion.Tests.Features.Interactions;

/// <summary>Customers are found by a piece of their name or number, whatever became of them since.</summary>
[Trait("Database", "Any")]
public sealed class ContactSearchTests
{
    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Contact_RenamedAndRenumbered_IsFoundAsHeIsNow()
    {
        await using var world = await SearchWorld.StartAsync();
        var was = world.All.First(interaction => interaction.Phones.Count > 0);
        var number = was.Phones[0];
        await using (var database = await world.App.OpenDatabaseAsync())
        {
            var contactId = await database.Interactions.Where(i => i.Id == was.Id).Select(i => i.ContactId).SingleAsync(Cancellation);
            var contact = await database.Contacts.SingleAsync(c => c.Id == contactId, Cancellation);
            (contact.FirstName, contact.LastName, contact.Mobile, contact.Phone) = ("Wilhelmina", "van der Zuid", "4915777000111", "390110009999");
            await database.SaveChangesAsync(Cancellation);
        }

        Assert.Contains(was.Id, await FindAsync(world, SearchField.ContactName, SearchOperator.Contains, "helmina van"));
        Assert.Contains(was.Id, await FindAsync(world, SearchField.ContactName, SearchOperator.StartsWith, "wilh"));
        Assert.Contains(was.Id, await FindAsync(world, SearchField.Phone, SearchOperator.EndsWith, "000111"));
        Assert.Contains(was.Id, await FindAsync(world, SearchField.Phone, SearchOperator.StartsWith, "+39 011 000"));
        // The end of one number and the beginning of the other are no number.
        Assert.Empty(await FindAsync(world, SearchField.Phone, SearchOperator.Contains, "000111390"));
        Assert.DoesNotContain(was.Id, await FindAsync(world, SearchField.Phone, SearchOperator.EndsWith, number[^6..]));
        if (MotionApp.PostgresServer is null)
        {
            // Throws when the index and the contacts no longer agree.
            await using var database = await world.App.OpenDatabaseAsync();
            await database.Database.ExecuteSqlRawAsync("""INSERT INTO "ContactTexts"("ContactTexts", rank) VALUES ('integrity-check', 1)""", Cancellation);
        }
    }

    [Fact]
    public async Task Contacts_OfAnEarlierVersion_AreFoundOnceItIsBroughtUpToDate()
    {
        await using var old = await OldDatabase.MakeAsync();
        await using var database = old.Open();
        await database.GetService<IMigrator>().MigrateAsync("StatusEvents", Cancellation);
        await database.Database.ExecuteSqlRawAsync("""INSERT INTO "ContactLists" ("Id", "Name") VALUES (7, 'Customers')""", Cancellation);
        var kept = SearchText.Kept("Ada");
        foreach (var (id, mobile, phone) in new (int, string?, string?)[] { (1, "393331234711", "393331234711"), (2, null, "390114711000"), (3, "393330000000", null), (4, null, null) })
        {
            await database.Database.ExecuteSqlAsync(
                $"""INSERT INTO "Contacts" ("Id", "ListId", "FirstName", "LastName", "Mobile", "Phone", "CreatedAt", "SearchText", "SearchName") VALUES ({id}, 7, 'Ada', '', {mobile}, {phone}, {old.Now}, '', {kept})""", Cancellation);
        }

        await database.MigrateWithTextIndexAsync(Cancellation);

        Assert.Equal([1, 2], await FindAsync(database, SearchColumns.Phones, "4711"));
        Assert.Equal([1], await FindAsync(database, SearchColumns.Phones, $"4711{SearchText.End}"));
        Assert.Equal([2], await FindAsync(database, SearchColumns.Phones, $"{SearchText.Begin}39011"));
        Assert.Equal([1, 2, 3, 4], await FindAsync(database, SearchColumns.Name, "ADA"));
    }

    [Fact]
    public async Task NewVersion_OfALargeHouse_HasTheTimeItsIndexesTake()
    {
        await using var old = await OldDatabase.MakeAsync();
        var patience = new Patience();
        await using var database = old.Open(patience);

        await database.MigrateWithTextIndexAsync(Cancellation);

        Assert.InRange(patience.ForIndexes.Min(), 3600, int.MaxValue);
    }

    private static Task<IReadOnlyList<long>> FindAsync(SearchWorld world, SearchField field, SearchOperator comparison, string value) => world.FindAsync(new SearchDefinition
    {
        Root = new SearchGroup { Items = [new SearchCondition { Field = field, Operator = comparison, Values = [value] }] },
    });

    private static async Task<IReadOnlyList<long>> FindAsync(MotionDbContext database, string column, string needle)
    {
        ITextIndex index = database is SqliteMotionDbContext ? new SqliteTextIndex() : new PostgreSqlTextIndex();
        return [.. (await index.FindContacts(database, column, needle).ToListAsync(Cancellation)).Order()];
    }

    /// <summary>An empty database on the kind of this run.</summary>
    private sealed class OldDatabase(string connection, bool isSqlite) : IAsyncDisposable
    {
        /// <summary>An instant as this database keeps it.</summary>
        public object Now => isSqlite ? SearchWorld.Start.ToUnixTimeMilliseconds() * 1000 : SearchWorld.Start;

        public static async Task<OldDatabase> MakeAsync()
        {
            if (MotionApp.PostgresServer is not { } server)
                return new OldDatabase($"Data Source={Path.Combine(Path.GetTempPath(), $"motion-old-{Guid.NewGuid():N}.db")};Pooling=False", true);
            var name = $"motion_old_{Guid.NewGuid():N}";
            await MotionApp.OnPostgresAsync($"CREATE DATABASE {name}");
            return new OldDatabase(new NpgsqlConnectionStringBuilder(server) { Database = name, Pooling = false }.ConnectionString, false);
        }

        public MotionDbContext Open(params IInterceptor[] interceptors) => isSqlite
            ? new SqliteMotionDbContext(new DbContextOptionsBuilder<SqliteMotionDbContext>().UseSqlite(connection).AddInterceptors(interceptors).Options)
            : new PostgreSqlMotionDbContext(new DbContextOptionsBuilder<PostgreSqlMotionDbContext>().UseNpgsql(connection).AddInterceptors(interceptors).Options);

        public async ValueTask DisposeAsync()
        {
            await using var database = Open();
            await database.Database.EnsureDeletedAsync();
        }
    }

    /// <summary>How many seconds an index is given.</summary>
    private sealed class Patience : DbCommandInterceptor
    {
        public List<int> ForIndexes { get; } = [];

        public override ValueTask<InterceptionResult<int>> NonQueryExecutingAsync(
            DbCommand command, CommandEventData eventData, InterceptionResult<int> result, CancellationToken cancellationToken = default)
        {
            if (command.CommandText.Contains("CREATE INDEX", StringComparison.Ordinal))
                ForIndexes.Add(command.CommandTimeout);
            return base.NonQueryExecutingAsync(command, eventData, result, cancellationToken);
        }
    }
}
