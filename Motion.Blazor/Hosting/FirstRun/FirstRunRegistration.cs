using Microsoft.EntityFrameworkCore;
using Motion.Blazor.Data;

namespace Motion.Blazor.Hosting.FirstRun;

internal static class FirstRunRegistration
{
    /// <summary>The database is brought up to date and given what it lacks beside the rest of the start, which does not need it.</summary>
    public static Task PrepareMotionDatabaseAsync(this WebApplication app) => Task.Run(async () =>
    {
        await app.MigrateMotionDatabaseAsync();
        await app.PrepareMotionFirstRunAsync();
    });

    /// <summary>Gives an empty database what nobody should have to make by hand; on a database in use it only adds what is named and missing.</summary>
    private static async Task PrepareMotionFirstRunAsync(this WebApplication app)
    {
        await using var scope = app.Services.CreateAsyncScope();
        var services = scope.ServiceProvider;
        await using var database = await services.GetRequiredService<IDbContextFactory<MotionDbContext>>().CreateDbContextAsync();

        await ReadyMade.AddAsync(database);
        var isFirstRun = !await database.Users.AnyAsync();
        var bootstrap = ActivatorUtilities.CreateInstance<Bootstrap>(services);
        await bootstrap.AddRolesAsync();
        if (isFirstRun)
            await bootstrap.AddAdministratorAsync();
        await bootstrap.AddApiKeyAsync(database);
        if (isFirstRun && app.Environment.IsDevelopment())
            await ActivatorUtilities.CreateInstance<DemoData>(services).AddAsync(database);
    }
}
