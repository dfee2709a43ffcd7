using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Migrations;
using Motion.Blazor.Data;
using Motion.Blazor.Pipeline;
using Motion.Domain.Agents;
using Motion.Domain.Interactions;

namespace Motion.Tests.Data;

/// <summary>SQL Server cannot run here: its migrations and the SQL of the hot queries are checked by shape (docs/decisions/003-databases.md).</summary>
public sealed class SqlServerShapeTests
{
    [Fact]
    public void Migrations_MakeWholeSchemaWithTheIndexesTheRoutingReliesOn()
    {
        using var database = Open();

        var script = database.GetService<IMigrator>().GenerateScript();

        Assert.Contains("CREATE UNIQUE INDEX [IX_Interactions_OneOpen] ON [Interactions] ([AccountId], [ContactId]) WHERE \"Status\" = 0", script, StringComparison.Ordinal);
        Assert.Contains("CREATE UNIQUE INDEX [IX_Messages_AccountId_ProviderMessageId] ON [Messages] ([AccountId], [ProviderMessageId]) WHERE [ProviderMessageId] IS NOT NULL", script, StringComparison.Ordinal);
        Assert.Contains("CREATE UNIQUE INDEX [IX_Outbox_MessageId]", script, StringComparison.Ordinal);
        foreach (var entity in database.Model.GetEntityTypes().Where(entity => entity.GetTableName() is not null))
            Assert.Contains($"CREATE TABLE [{entity.GetTableName()}]", script, StringComparison.Ordinal);
    }

    [Fact]
    public void Migrations_OfEveryDatabase_AreUpToDateWithTheModel()
    {
        foreach (var database in (MotionDbContext[])[Open(), new SqliteDesignTimeFactory().CreateDbContext([]), new PostgreSqlDesignTimeFactory().CreateDbContext([])])
        {
            using (database)
                Assert.False(database.Database.HasPendingModelChanges(), $"{database.GetType().Name} wants a migration (docs/operations.md).");
        }
    }

    /// <summary>Two ways from one table to another along cascading keys are an error of SQL Server's, found only when the script runs.</summary>
    [Fact]
    public void CascadingKeys_ReachEachTableOnOneWayOnly()
    {
        using var database = Open();
        foreach (var root in database.Model.GetEntityTypes())
        {
            var reached = new List<string>();
            Walk(root, reached);
            Assert.Equal(reached.Distinct(StringComparer.Ordinal), reached);
        }

        static void Walk(Microsoft.EntityFrameworkCore.Metadata.IEntityType principal, List<string> reached)
        {
            foreach (var key in principal.GetReferencingForeignKeys().Where(key => key.DeleteBehavior == DeleteBehavior.Cascade))
            {
                reached.Add(key.DeclaringEntityType.Name);
                Walk(key.DeclaringEntityType, reached);
            }
        }
    }

    [Fact]
    public void HotQueries_UseNoLockHintsAndTakeTheirValuesAsParameters()
    {
        using var database = Open();
        var now = DateTimeOffset.UnixEpoch;
        var ids = new List<string> { "wamid.1", "wamid.2" };
        string[] queries =
        [
            database.Inbox.Where(payload => payload.DoneAt == null && payload.Id > 0 && payload.ReceivedAt < now).OrderBy(payload => payload.Id).Take(100).ToQueryString(),
            database.Messages.Where(message => message.AccountId == 1 && ids.Contains(message.ProviderMessageId!)).Select(message => message.ProviderMessageId).ToQueryString(),
            database.Contacts.Include(contact => contact.Identities).Where(contact => contact.Identities.Any(identity => ids.Contains(identity.Value))).ToQueryString(),
            database.Deadlines.Where(deadline => deadline.DueAt <= now).OrderBy(deadline => deadline.DueAt).ThenBy(deadline => deadline.Id).Take(200).ToQueryString(),
            database.Outbox.Where(item => item.AccountId == 1 && item.State == OutboxState.Pending).OrderBy(item => item.Id).Take(64).ToQueryString(),
            database.AgentStates.Where(state => state.Availability == AgentAvailability.Online
                && database.PresenceLeases.Any(lease => lease.UserId == state.UserId && lease.BeatAt > now)
                && database.Interactions.Count(i => i.OwnerId == state.UserId && i.Status == InteractionStatus.Open) < state.Capacity).ToQueryString(),
        ];

        foreach (var sql in queries)
        {
            Assert.StartsWith("DECLARE @", sql, StringComparison.Ordinal);
            Assert.DoesNotContain("WITH (", sql, StringComparison.OrdinalIgnoreCase);
            Assert.DoesNotContain("NOLOCK", sql, StringComparison.OrdinalIgnoreCase);
            Assert.DoesNotContain("wamid.", sql[sql.IndexOf("SELECT", StringComparison.Ordinal)..], StringComparison.Ordinal);
        }
    }

    private static SqlServerMotionDbContext Open() => new SqlServerDesignTimeFactory().CreateDbContext([]);
}
