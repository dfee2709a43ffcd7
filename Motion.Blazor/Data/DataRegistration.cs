using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Diagnostics;
using Motion.Blazor.Data.Search;
using Motion.Blazor.Data.SqlServer;
using Motion.Blazor.Hosting;
using Motion.Blazor.Pipeline;

namespace Motion.Blazor.Data;

internal static class DataRegistration
{
    public static void AddMotionData(this WebApplicationBuilder builder)
    {
        var motion = builder.Configuration.GetSection(MotionOptions.Section).Get<MotionOptions>() ?? new MotionOptions();
        var paths = new DataPaths(Path.GetFullPath(motion.DataDirectory, builder.Environment.ContentRootPath));
        Directory.CreateDirectory(paths.Root);
        Directory.CreateDirectory(paths.Media);
        builder.Services.AddSingleton(paths);

        var provider = builder.Configuration.GetValue("Database:Provider", DatabaseProvider.Sqlite);
        builder.Services.AddMotionDatabase(provider, builder.Configuration.GetConnectionString("Motion"), paths);
    }

    public static void AddMotionDatabase(this IServiceCollection services, DatabaseProvider provider, string? connectionString, DataPaths paths)
    {
        switch (provider)
        {
            case DatabaseProvider.Sqlite:
                connectionString ??= $"Data Source={paths.Database}";
                services.Add<SqliteMotionDbContext>(options => options.UseSqlite(connectionString).AddInterceptors(new SqliteConnectionSetup()));
                services.AddSingleton<IInboxStore>(_ => new SqliteInboxStore(connectionString));
                services.AddSingleton<ITextIndex, SqliteTextIndex>();
                break;
            case DatabaseProvider.SqlServer:
                SqlClientUdtTypes.Provide();
                services.Add<SqlServerMotionDbContext>(options => options.UseSqlServer(Required(connectionString)));
                services.AddSingleton<IInboxStore, InboxStore>();
                services.AddSingleton<ITextIndex, ColumnTextIndex>();
                break;
            case DatabaseProvider.PostgreSql:
                services.Add<PostgreSqlMotionDbContext>(options => options.UseNpgsql(Required(connectionString)));
                services.AddSingleton<IInboxStore, InboxStore>();
                services.AddSingleton<ITextIndex, PostgreSqlTextIndex>();
                break;
        }
    }

    private static void Add<TContext>(this IServiceCollection services, Action<DbContextOptionsBuilder> configure)
        where TContext : MotionDbContext
    {
        services.AddPooledDbContextFactory<TContext>(options =>
        {
            configure(options);
            // A search asks "are there more than so many?" before it asks for rows (SearchPlan); which ones come does not matter then.
            options.ConfigureWarnings(warnings => warnings.Ignore(CoreEventId.RowLimitingOperationWithoutOrderByWarning));
        });
        BuildModel<TContext>(configure);
        services.AddSingleton<IDbContextFactory<MotionDbContext>, MotionDbContextFactory<TContext>>();
        // ASP.NET Core Identity asks for a context of its own scope; everything else takes the factory.
        services.AddScoped<MotionDbContext>(provider => provider.GetRequiredService<IDbContextFactory<TContext>>().CreateDbContext());
    }

    /// <summary>
    /// The model takes longer to build than all the rest of the application, and is the same for every context: it is begun here, on
    /// another core. Whoever needs a context before it is finished waits for it, and is told what is wrong with it.
    /// </summary>
    private static void BuildModel<TContext>(Action<DbContextOptionsBuilder> configure)
        where TContext : MotionDbContext => _ = Task.Run(() =>
        {
            var options = new DbContextOptionsBuilder<TContext>();
            configure(options);
            using var context = (TContext)Activator.CreateInstance(typeof(TContext), options.Options)!;
            // The tables and columns with it; the first query would make them otherwise.
            _ = context.Model.GetRelationalModel();
        });

    private static string Required(string? connectionString) => connectionString
        ?? throw new InvalidOperationException("ConnectionStrings:Motion is needed for this Database:Provider.");

    private sealed class MotionDbContextFactory<TContext>(IDbContextFactory<TContext> factory) : IDbContextFactory<MotionDbContext>
        where TContext : MotionDbContext
    {
        public MotionDbContext CreateDbContext() => factory.CreateDbContext();

        public async Task<MotionDbContext> CreateDbContextAsync(CancellationToken cancellationToken = default) =>
            await factory.CreateDbContextAsync(cancellationToken);
    }
}
