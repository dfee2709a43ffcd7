using Microsoft.EntityFrameworkCore;
using Motion.Blazor.Data;
using Npgsql;

namespace Motion.Bench.Support;

/// <summary>Rows by the hundred thousand, past the model: as fast as the database takes them.</summary>
internal sealed class BulkRows(MotionDbContext database)
{
    /// <summary>Columns that must be filled and say nothing here: whatever the model has of them.</summary>
    public Dictionary<string, object> Rest<T>(DateTimeOffset instant) => database.Model.FindEntityType(typeof(T))!.GetProperties()
        .Where(property => !property.IsNullable && !property.TryGetDefaultValue(out _))
        .ToDictionary(property => property.GetColumnName(), property => property.ClrType switch
        {
            var type when type == typeof(string) => (object)"",
            var type when type == typeof(bool) => false,
            var type when type.IsEnum || type == typeof(int) => 0,
            var type when type == typeof(long) => 0L,
            var type when type == typeof(Guid) => Guid.Empty,
            _ => instant,
        }, StringComparer.Ordinal);

    /// <param name="table">Its name.</param>
    /// <param name="columns">What the rows hold, in their order.</param>
    /// <param name="rows">The rows.</param>
    /// <param name="rest">Columns with the same value in every row.</param>
    public async Task InsertAsync(string table, string[] columns, IReadOnlyCollection<object?[]> rows, Dictionary<string, object>? rest = null)
    {
        rest ??= [];
        var others = rest.Keys.Except(columns, StringComparer.Ordinal).ToArray();
        string[] all = [.. columns, .. others];
        await database.Database.OpenConnectionAsync();
        if (database.Database.GetDbConnection() is NpgsqlConnection postgres)
        {
            await using var copy = await postgres.BeginBinaryImportAsync($"COPY \"{table}\" ({string.Join(", ", all.Select(column => $"\"{column}\""))}) FROM STDIN (FORMAT BINARY)");
            foreach (var row in rows)
            {
                await copy.StartRowAsync();
                foreach (var value in row.Concat(others.Select(other => rest[other])))
                {
                    if (value is null)
                        await copy.WriteNullAsync();
                    else
                        await copy.WriteAsync(value);
                }
            }
            await copy.CompleteAsync();
            return;
        }
        await using var transaction = await database.Database.BeginTransactionAsync();
        await using var insert = database.Database.GetDbConnection().CreateCommand();
        insert.Transaction = Microsoft.EntityFrameworkCore.Storage.DbContextTransactionExtensions.GetDbTransaction(transaction);
        insert.CommandText = $"INSERT INTO \"{table}\" ({string.Join(", ", all.Select(column => $"\"{column}\""))}) VALUES ({string.Join(", ", all.Select((_, at) => $"$p{at}"))})";
        for (var at = 0; at < all.Length; at++)
        {
            var parameter = insert.CreateParameter();
            parameter.ParameterName = $"$p{at}";
            insert.Parameters.Add(parameter);
        }
        foreach (var row in rows)
        {
            foreach (var (value, at) in row.Concat(others.Select(other => rest[other])).Select((value, at) => (value, at)))
            {
                insert.Parameters[at].Value = value switch
                {
                    null => DBNull.Value,
                    DateTimeOffset instant => (instant.UtcTicks - DateTimeOffset.UnixEpoch.Ticks) / TimeSpan.TicksPerMicrosecond,
                    Guid guid => guid.ToString().ToUpperInvariant(),
                    _ => value,
                };
            }
            await insert.ExecuteNonQueryAsync();
        }
        await transaction.CommitAsync();
    }
}
