using Microsoft.EntityFrameworkCore;
using Motion.Domain.Messaging;

namespace Motion.Blazor.Data.Search;

/// <summary>
/// Finds messages by a piece of their kept text (<see cref="Motion.Domain.Search.SearchText"/>) without reading them all. The one thing
/// about searching that differs per database: all of it is in this folder, and all find the same rows.
/// </summary>
internal interface ITextIndex
{
    /// <summary>The conversations with such a message, each possibly several times; composable.</summary>
    IQueryable<long> Find(MotionDbContext database, string needle, bool inNotes);
}

/// <summary>
/// PostgreSQL: a trigram index on the column serves LIKE (the model asks for it in <see cref="PostgreSqlMotionDbContext"/>). SQL Server: the
/// same question without an index of its own; it reads the narrow index of texts. Full-text search there finds words and not pieces of
/// them, so it would find other rows than the other databases.
/// </summary>
internal sealed class ColumnTextIndex : ITextIndex
{
    public IQueryable<long> Find(MotionDbContext database, string needle, bool inNotes) =>
        from message in database.Messages
        where EF.Property<string>(message, SearchColumns.Text).Contains(needle) && (message.Direction == MessageDirection.Note) == inNotes
        select message.InteractionId;
}

/// <summary>
/// SQLite: an FTS5 table of trigrams over the column, kept by triggers. A trigram needs three characters; shorter pieces are looked for in
/// the column, the newest messages first, and the caller stops at enough.
/// </summary>
internal sealed class SqliteTextIndex : ITextIndex
{
    private const int Trigram = 3;
    private readonly ColumnTextIndex _column = new();

    public IQueryable<long> Find(MotionDbContext database, string needle, bool inNotes)
    {
        if (needle.EnumerateRunes().Take(Trigram).Count() < Trigram)
            return _column.Find(database, needle, inNotes);
        // A phrase: everything between the quotes is text, a quote is doubled.
        var phrase = $"\"{needle.Replace("\"", "\"\"", StringComparison.Ordinal)}\"";
        const int note = (int)MessageDirection.Note;
        return inNotes
            ? database.Database.SqlQuery<long>(
                $"""SELECT m."InteractionId" AS "Value" FROM "MessageTexts" AS t CROSS JOIN "Messages" AS m ON m."Id" = t.rowid WHERE t."MessageTexts" MATCH {phrase} AND m."Direction" = {note}""")
            : database.Database.SqlQuery<long>(
                $"""SELECT m."InteractionId" AS "Value" FROM "MessageTexts" AS t CROSS JOIN "Messages" AS m ON m."Id" = t.rowid WHERE t."MessageTexts" MATCH {phrase} AND m."Direction" <> {note}""");
    }
}

/// <summary>What a migration cannot say about the SQLite index. Everything here may be run again and again.</summary>
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
    ];

    public static async Task EnsureAsync(MotionDbContext database, CancellationToken cancellation = default)
    {
        if (database is not SqliteMotionDbContext)
            return;
        foreach (var statement in Statements)
            await database.Database.ExecuteSqlRawAsync(statement, cancellation);
    }
}
