using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Design;

namespace Motion.Blazor.Data;

// Only for "dotnet ef migrations add", which needs a context without a running application (docs/operations.md).

internal sealed class SqliteDesignTimeFactory : IDesignTimeDbContextFactory<SqliteMotionDbContext>
{
    public SqliteMotionDbContext CreateDbContext(string[] args) =>
        new(new DbContextOptionsBuilder<SqliteMotionDbContext>().UseSqlite("Data Source=design.db").Options);
}

internal sealed class SqlServerDesignTimeFactory : IDesignTimeDbContextFactory<SqlServerMotionDbContext>
{
    public SqlServerMotionDbContext CreateDbContext(string[] args) =>
        new(new DbContextOptionsBuilder<SqlServerMotionDbContext>().UseSqlServer("Server=design").Options);
}

internal sealed class PostgreSqlDesignTimeFactory : IDesignTimeDbContextFactory<PostgreSqlMotionDbContext>
{
    public PostgreSqlMotionDbContext CreateDbContext(string[] args) =>
        new(new DbContextOptionsBuilder<PostgreSqlMotionDbContext>().UseNpgsql("Host=design").Options);
}
