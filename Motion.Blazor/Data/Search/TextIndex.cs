using Microsoft.EntityFrameworkCore;
using Motion.Domain.Messaging;
using Motion.Domain.Search;

namespace Motion.Blazor.Data.Search;

/// <summary>
/// Finds messages and contacts by a piece of their kept text (<see cref="SearchText"/>) without reading them all. The
/// one thing about searching that differs per database: all of it is in this folder, and all find the same rows.
/// </summary>
internal interface ITextIndex
{
    /// <summary>The conversations with such a message, each possibly several times; composable.</summary>
    IQueryable<long> Find(MotionDbContext database, string needle, bool inNotes);

    /// <summary>The contacts whose <see cref="SearchColumns.Name"/> or <see cref="SearchColumns.Phones"/> holds it; composable.</summary>
    IQueryable<long> FindContacts(MotionDbContext database, string column, string needle);
}

/// <summary>
/// SQL Server, and SQLite for pieces too short for its index: the column itself, without an index of its own. Full-text search of SQL Server
/// finds words and not pieces of them, so it would find other rows than the other databases.
/// </summary>
internal sealed class ColumnTextIndex : ITextIndex
{
    public IQueryable<long> Find(MotionDbContext database, string needle, bool inNotes) =>
        from message in database.Messages
        where EF.Property<string>(message, SearchColumns.Text).Contains(needle) && (message.Direction == MessageDirection.Note) == inNotes
        select message.InteractionId;

    public IQueryable<long> FindContacts(MotionDbContext database, string column, string needle) =>
        from contact in database.Contacts
        where EF.Property<string>(contact, column).Contains(needle)
        select contact.Id;
}

/// <summary>
/// PostgreSQL: trigram indexes (migration <c>NeighbouringWords</c>) over the texts with their blanks written as <see cref="Blank"/>. The extension
/// takes its trigrams from within words: of "REFUND SHOP" it would look up every text with both words, and then read those. With the
/// blanks as letters it knows which words are neighbours.
/// </summary>
internal sealed class PostgreSqlTextIndex : ITextIndex
{
    /// <summary>A letter for every locale, and no letter of a kept text, which is upper case.</summary>
    private const string Blank = "q";

    public IQueryable<long> Find(MotionDbContext database, string needle, bool inNotes)
    {
        var inRow = InRow(needle);
        return from message in database.Messages
               where EF.Property<string>(message, SearchColumns.Text).Replace(" ", Blank).Contains(inRow) && (message.Direction == MessageDirection.Note) == inNotes
               select message.InteractionId;
    }

    public IQueryable<long> FindContacts(MotionDbContext database, string column, string needle)
    {
        // There is one name in the column, and an index in its order.
        if (column == SearchColumns.Name && needle.StartsWith(SearchText.Begin))
            return from contact in database.Contacts where EF.Property<string>(contact, column).StartsWith(needle) select contact.Id;
        var inRow = InRow(needle);
        return from contact in database.Contacts
               where EF.Property<string>(contact, column).Replace(" ", Blank).Contains(inRow)
               select contact.Id;
    }

    private static string InRow(string needle) => needle.Replace(" ", Blank, StringComparison.Ordinal);
}

/// <summary>
/// SQLite: FTS5 tables of trigrams over the columns, kept by triggers. A trigram needs three characters; shorter pieces are looked for in
/// the column, the newest messages first, and the caller stops at enough.
/// </summary>
internal sealed class SqliteTextIndex : ITextIndex
{
    private const int Trigram = 3;
    private readonly ColumnTextIndex _column = new();

    public IQueryable<long> Find(MotionDbContext database, string needle, bool inNotes)
    {
        if (!HasTrigram(needle))
            return _column.Find(database, needle, inNotes);
        var phrase = Phrase(needle);
        const int note = (int)MessageDirection.Note;
        return inNotes
            ? database.Database.SqlQuery<long>(
                $"""SELECT m."InteractionId" AS "Value" FROM "MessageTexts" AS t CROSS JOIN "Messages" AS m ON m."Id" = t.rowid WHERE t."MessageTexts" MATCH {phrase} AND m."Direction" = {note}""")
            : database.Database.SqlQuery<long>(
                $"""SELECT m."InteractionId" AS "Value" FROM "MessageTexts" AS t CROSS JOIN "Messages" AS m ON m."Id" = t.rowid WHERE t."MessageTexts" MATCH {phrase} AND m."Direction" <> {note}""");
    }

    public IQueryable<long> FindContacts(MotionDbContext database, string column, string needle)
    {
        if (!HasTrigram(needle))
            return _column.FindContacts(database, column, needle);
        var inColumn = $"{column} : {Phrase(needle)}";
        return database.Database.SqlQuery<long>($"""SELECT rowid AS "Value" FROM "ContactTexts" WHERE "ContactTexts" MATCH {inColumn}""");
    }

    private static bool HasTrigram(string needle) => needle.EnumerateRunes().Take(Trigram).Count() == Trigram;

    /// <summary>Everything between the quotes is text, a quote is doubled.</summary>
    private static string Phrase(string needle) => $"\"{needle.Replace("\"", "\"\"", StringComparison.Ordinal)}\"";
}

/// <summary>Of some conversations only: their messages are read, which is less than the index has to look through for common words.</summary>
internal sealed class TextsAmong(IReadOnlyList<long> interactions) : ITextIndex
{
    private readonly ColumnTextIndex _column = new();
    private readonly List<long> _interactions = [.. interactions];

    /// <summary>Counted for each of them: of whether there is one, PostgreSQL makes a question about all messages.</summary>
    public IQueryable<long> Find(MotionDbContext database, string needle, bool inNotes) =>
        from interaction in database.Interactions
        where EF.Parameter(_interactions).Contains(interaction.Id)
            && database.Messages.Count(m => m.InteractionId == interaction.Id && (m.Direction == MessageDirection.Note) == inNotes && EF.Property<string>(m, SearchColumns.Text).Contains(needle)) > 0
        select interaction.Id;

    public IQueryable<long> FindContacts(MotionDbContext database, string column, string needle) => _column.FindContacts(database, column, needle);
}

/// <summary>What a migration cannot say about the SQLite indexes. Everything here may be run again and again.</summary>
internal static class SqliteTextIndexSetup
{
    private static readonly string[] Statements =
    [
        """
        CREATE VIRTUAL TABLE IF NOT EXISTS "MessageTexts" USING fts5("SearchText", content='Messages', content_rowid='Id', tokenize='trigram case_sensitive 1', columnsize=0)
        """,
        """
        CREATE TRIGGER IF NOT EXISTS "MessageTexts_Added" AFTER INSERT ON "Messages" WHEN new."SearchText" <> '' BEGIN
          INSERT INTO "MessageTexts"(rowid, "SearchText") VALUES (new."Id", new."SearchText");
        END
        """,
        """
        CREATE TRIGGER IF NOT EXISTS "MessageTexts_Deleted" AFTER DELETE ON "Messages" WHEN old."SearchText" <> '' BEGIN
          INSERT INTO "MessageTexts"("MessageTexts", rowid, "SearchText") VALUES ('delete', old."Id", old."SearchText");
        END
        """,
        """
        CREATE TRIGGER IF NOT EXISTS "MessageTexts_Changed" AFTER UPDATE OF "SearchText" ON "Messages" WHEN old."SearchText" <> new."SearchText" BEGIN
          INSERT INTO "MessageTexts"("MessageTexts", rowid, "SearchText") SELECT 'delete', old."Id", old."SearchText" WHERE old."SearchText" <> '';
          INSERT INTO "MessageTexts"(rowid, "SearchText") SELECT new."Id", new."SearchText" WHERE new."SearchText" <> '';
        END
        """,
        """
        CREATE VIRTUAL TABLE IF NOT EXISTS "ContactTexts" USING fts5("SearchName", "SearchPhones", content='Contacts', content_rowid='Id', tokenize='trigram case_sensitive 1', columnsize=0)
        """,
        """
        CREATE TRIGGER IF NOT EXISTS "ContactTexts_Added" AFTER INSERT ON "Contacts" BEGIN
          INSERT INTO "ContactTexts"(rowid, "SearchName", "SearchPhones") VALUES (new."Id", new."SearchName", new."SearchPhones");
        END
        """,
        """
        CREATE TRIGGER IF NOT EXISTS "ContactTexts_Deleted" AFTER DELETE ON "Contacts" BEGIN
          INSERT INTO "ContactTexts"("ContactTexts", rowid, "SearchName", "SearchPhones") VALUES ('delete', old."Id", old."SearchName", old."SearchPhones");
        END
        """,
        """
        CREATE TRIGGER IF NOT EXISTS "ContactTexts_Changed" AFTER UPDATE OF "SearchName", "SearchPhones" ON "Contacts"
        WHEN old."SearchName" <> new."SearchName" OR old."SearchPhones" <> new."SearchPhones" BEGIN
          INSERT INTO "ContactTexts"("ContactTexts", rowid, "SearchName", "SearchPhones") VALUES ('delete', old."Id", old."SearchName", old."SearchPhones");
          INSERT INTO "ContactTexts"(rowid, "SearchName", "SearchPhones") VALUES (new."Id", new."SearchName", new."SearchPhones");
        END
        """,
        // Earlier versions had contacts and not this table.
        """INSERT INTO "ContactTexts"("ContactTexts") VALUES ('rebuild')""",
    ];

    /// <summary>All of it or nothing, whenever the process ends.</summary>
    public static async Task EnsureAsync(MotionDbContext database, CancellationToken cancellation = default)
    {
        if (database is not SqliteMotionDbContext || await IsThereAsync(database, cancellation))
            return;
        await using var transaction = await database.Database.BeginTransactionAsync(cancellation);
        foreach (var statement in Statements)
            await database.Database.ExecuteSqlRawAsync(statement, cancellation);
        await transaction.CommitAsync(cancellation);
    }

    /// <summary>Whether this version's index is there; true where the database needs none of this.</summary>
    public static async Task<bool> IsThereAsync(MotionDbContext database, CancellationToken cancellation)
    {
        if (database is not SqliteMotionDbContext)
            return true;
        await database.Database.OpenConnectionAsync(cancellation);
        await using var command = database.Database.GetDbConnection().CreateCommand();
        command.CommandText = """SELECT COUNT(*) FROM sqlite_master WHERE name IN ('MessageTexts_Changed', 'ContactTexts_Changed')""";
        var found = await command.ExecuteScalarAsync(cancellation);
        await database.Database.CloseConnectionAsync();
        return found is 2L;
    }
}
