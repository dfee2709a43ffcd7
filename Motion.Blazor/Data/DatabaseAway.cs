using System.Data.Common;
using Microsoft.Data.SqlClient;
using Microsoft.Data.Sqlite;
using SQLitePCL;

namespace Motion.Blazor.Data;

/// <summary>Tells the database's own faults (restarting, out of reach, locked, its disk full) from those of what was being stored.</summary>
internal static class DatabaseAway
{
    /// <summary>SQL Server ends the connection after errors of this class and above.</summary>
    private const byte Fatal = 20;

    public static bool IsCauseOf(Exception exception)
    {
        for (var fault = exception; fault is not null; fault = fault.InnerException)
        {
            if (fault is DbException { IsTransient: true } or SqlException { Class: >= Fatal }
                or SqliteException { SqliteErrorCode: raw.SQLITE_BUSY or raw.SQLITE_LOCKED or raw.SQLITE_FULL or raw.SQLITE_IOERR })
                return true;
        }
        return false;
    }
}
