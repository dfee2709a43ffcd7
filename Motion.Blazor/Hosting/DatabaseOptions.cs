namespace Motion.Blazor.Hosting;

/// <summary>The databases Motion runs on; chosen by <c>Database:Provider</c>.</summary>
internal enum DatabaseProvider
{
    Sqlite,
    SqlServer,
    PostgreSql,
}

/// <summary>Section <c>Database</c>, and <c>ConnectionStrings:Motion</c> beside it.</summary>
internal sealed class DatabaseOptions : ICheckedOptions
{
    public const string Section = "Database";

    /// <summary>Sqlite, SqlServer or PostgreSql; kept as text so that a wrong name is reported with the others.</summary>
    public string Provider { get; set; } = nameof(DatabaseProvider.Sqlite);

    /// <summary>May be left out for SQLite only, whose file then lies in the data directory.</summary>
    public string? ConnectionString { get; set; }

    public IEnumerable<string> Problems()
    {
        if (!Enum.TryParse<DatabaseProvider>(Provider, ignoreCase: true, out var provider) || !Enum.IsDefined(provider))
            yield return $"Database:Provider \"{Provider}\" is not one of {string.Join(", ", Enum.GetNames<DatabaseProvider>())}.";
        else if (provider != DatabaseProvider.Sqlite && string.IsNullOrWhiteSpace(ConnectionString))
            yield return $"ConnectionStrings:Motion is needed when Database:Provider is {provider}.";
    }
}
