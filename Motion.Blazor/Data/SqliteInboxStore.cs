using Microsoft.Data.Sqlite;
using Motion.Blazor.Pipeline;

namespace Motion.Blazor.Data;

/// <summary>
/// A connection and a prepared statement that stay. Every acknowledgement of a webhook waits for this write, and through the change
/// tracker each row costs several times as much as its insertion (docs/performance.md, intake).
/// </summary>
internal sealed class SqliteInboxStore(string connectionString) : IInboxStore, IDisposable
{
    private const string Insert =
        """INSERT INTO "Inbox" ("AccountId", "ReceivedAt", "ContentType", "QueryString", "Body") VALUES ($account, $received, $type, $query, $body) RETURNING "Id";""";

    private static readonly MicrosecondsConverter Instants = new();

    private readonly WriteTurn _turn = WriteTurn.Of(connectionString);
    private SqliteConnection? _connection;
    private SqliteCommand? _insert;

    public Task StoreAsync(IReadOnlyList<InboxPayload> payloads) => _turn.RunAsync(
        () =>
        {
            Store(payloads);
            return Task.FromResult(payloads.Count);
        },
        isUrgent: true,
        CancellationToken.None);

    public void Dispose()
    {
        _insert?.Dispose();
        _connection?.Dispose();
    }

    private void Store(IReadOnlyList<InboxPayload> payloads)
    {
        var insert = _insert ??= Prepare();
        using var transaction = _connection!.BeginTransaction();
        insert.Transaction = transaction;
        foreach (var payload in payloads)
        {
            insert.Parameters[0].Value = payload.AccountId;
            insert.Parameters[1].Value = Instants.ConvertToProvider(payload.ReceivedAt);
            insert.Parameters[2].Value = payload.ContentType ?? (object)DBNull.Value;
            insert.Parameters[3].Value = payload.QueryString;
            insert.Parameters[4].Value = payload.Body;
            payload.Id = (long)insert.ExecuteScalar()!;
        }
        transaction.Commit();
    }

    private SqliteCommand Prepare()
    {
        _connection = new SqliteConnection(connectionString);
        _connection.Open();
        SqliteConnectionSetup.Prepare(_connection);
        var insert = _connection.CreateCommand();
        insert.CommandText = Insert;
        insert.Parameters.Add("$account", SqliteType.Integer);
        insert.Parameters.Add("$received", SqliteType.Integer);
        insert.Parameters.Add("$type", SqliteType.Text);
        insert.Parameters.Add("$query", SqliteType.Text);
        insert.Parameters.Add("$body", SqliteType.Blob);
        insert.Prepare();
        return insert;
    }
}
