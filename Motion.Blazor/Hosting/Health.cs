using Microsoft.AspNetCore.Diagnostics.HealthChecks;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Diagnostics.HealthChecks;
using Motion.Blazor.Data;

namespace Motion.Blazor.Hosting;

internal static class Health
{
    private const string Ready = "ready";

    public static void AddMotionHealth(this WebApplicationBuilder builder) =>
        builder.Services.AddHealthChecks().AddCheck<DatabaseHealth>("database", tags: [Ready]);

    /// <summary>live: the process answers. ready: it can do its work. Neither asks for a key, so neither says more than a word.</summary>
    public static void MapMotionHealth(this WebApplication app)
    {
        app.MapHealthChecks("/health/live", new HealthCheckOptions { Predicate = _ => false }).AllowAnonymous();
        app.MapHealthChecks("/health/ready", new HealthCheckOptions { Predicate = check => check.Tags.Contains(Ready) }).AllowAnonymous();
    }
}

/// <summary>The database answers and has this version's schema.</summary>
internal sealed class DatabaseHealth(IDbContextFactory<MotionDbContext> databases) : IHealthCheck
{
    public async Task<HealthCheckResult> CheckHealthAsync(HealthCheckContext context, CancellationToken cancellationToken = default)
    {
        await using var database = await databases.CreateDbContextAsync(cancellationToken);
        // An unreachable database throws here, which the health service logs and reports as unhealthy.
        return await database.HasAllMigrationsAsync(cancellationToken) ? HealthCheckResult.Healthy() : HealthCheckResult.Unhealthy("Migrations are pending.");
    }
}
