using Microsoft.EntityFrameworkCore;
using Motion.Blazor.Data;

namespace Motion.Blazor.Hosting.FirstRun;

internal static class FirstRunRegistration
{
    /// <summary>Gives an empty database what nobody should have to make by hand; on a database in use it only adds what is named and missing.</summary>
    public static async Task PrepareMotionFirstRunAsync(this WebApplication app)
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
