using Microsoft.Data.Sqlite;
using Motion.Blazor.Pipeline;
using SQLitePCL;

namespace Motion.Blazor.Data;

/// <summary>
/// A connection and prepared statements that stay, spoken to without the driver's objects. Every acknowledgement of a webhook waits for
/// this write, and through the change tracker, or through a command that makes a reader for each row, the row costs several times as
/// much as its insertion (docs/decisions/008-intake-first.md).
/// </summary>
internal sealed class SqliteInboxStore(string connectionString) : IInboxStore, IDisposable
{
    private const string Insert =
        """INSERT INTO "Inbox" ("AccountId", "ReceivedAt", "ContentType", "QueryString", "Body") VALUES (?1, ?2, ?3, ?4, ?5);""";

    private static readonly MicrosecondsConverter Instants = new();

    private readonly WriteTurn _turn = WriteTurn.Of(connectionString);
    private Statements? _statements;

    public Task StoreAsync(IReadOnlyList<InboxPayload> payloads) => _turn.RunAsync(
        () =>
        {
            Store(_statements ??= new Statements(connectionString), payloads);
            return Task.FromResult(payloads.Count);
        },
        isUrgent: true,
        CancellationToken.None);

    public void Dispose() => _statements?.Dispose();

    private static void Store(Statements statements, IReadOnlyList<InboxPayload> payloads)
    {
        statements.Run(statements.Begin);
        try
        {
            foreach (var payload in payloads)
                payload.Id = Store(statements, payload);
            statements.Run(statements.Commit);
        }
        catch (SqliteException)
        {
            // Some faults, a full disk among them, have rolled back already.
            if (raw.sqlite3_get_autocommit(statements.Database) == 0)
                statements.Run(statements.Rollback);
            throw;
        }
    }

    private static long Store(Statements statements, InboxPayload payload)
    {
        var insert = statements.Insert;
        statements.Check(raw.sqlite3_bind_int(insert, 1, payload.AccountId));
        statements.Check(raw.sqlite3_bind_int64(insert, 2, (long)Instants.ConvertToProvider(payload.ReceivedAt)!));
        statements.Check(payload.ContentType is { } type ? raw.sqlite3_bind_text(insert, 3, type) : raw.sqlite3_bind_null(insert, 3));
        statements.Check(raw.sqlite3_bind_text(insert, 4, payload.QueryString));
        statements.Check(raw.sqlite3_bind_blob(insert, 5, payload.Body));
        statements.Run(insert);
        return raw.sqlite3_last_insert_rowid(statements.Database);
    }

    private sealed class Statements : IDisposable
    {
        private readonly SqliteConnection _connection;

        public Statements(string connectionString)
        {
            _connection = new SqliteConnection(connectionString);
            try
            {
                _connection.Open();
                SqliteConnectionSetup.Prepare(_connection);
                Begin = Prepare("BEGIN IMMEDIATE;");
                Commit = Prepare("COMMIT;");
                Rollback = Prepare("ROLLBACK;");
                Insert = Prepare(SqliteInboxStore.Insert);
            }
            catch
            {
                _connection.Dispose();
                throw;
            }
        }

        public sqlite3 Database => _connection.Handle!;

        public sqlite3_stmt Begin { get; }
        public sqlite3_stmt Commit { get; }
        public sqlite3_stmt Rollback { get; }
        public sqlite3_stmt Insert { get; }

        public void Run(sqlite3_stmt statement)
        {
            var code = raw.sqlite3_step(statement);
            if (code == raw.SQLITE_DONE)
            {
                // Says what the step said; the next run begins from here, and large bodies are not held meanwhile.
                _ = raw.sqlite3_reset(statement);
                return;
            }
            var fault = new SqliteException(raw.sqlite3_errmsg(Database).utf8_to_string(), code, raw.sqlite3_extended_errcode(Database));
            _ = raw.sqlite3_reset(statement);
            throw fault;
        }

        public void Check(int code) => SqliteException.ThrowExceptionForRC(code, Database);

        public void Dispose()
        {
            foreach (var statement in (sqlite3_stmt?[])[Begin, Commit, Rollback, Insert])
                statement?.Dispose();
            _connection.Dispose();
        }

        private sqlite3_stmt Prepare(string sql)
        {
            Check(raw.sqlite3_prepare_v2(Database, sql, out var statement));
            return statement;
        }
    }
}
