using Microsoft.AspNetCore.Authorization;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Motion.Blazor.Features.Webhooks;
using Motion.Blazor.Hosting;
using Motion.Providers;
using Motion.Providers.Sandbox;

namespace Motion.Blazor.Features.Sandbox;

/// <summary>The sandbox within the application (product.md section 13): there when it is on, and nothing of it when it is off.</summary>
internal static class SandboxHosting
{
    public const string Prefix = "/sandbox";

    public static void AddMotionSandbox(this WebApplicationBuilder builder)
    {
        if (!SandboxOptions.IsOn(builder.Configuration, builder.Environment)) return;
        builder.Services.AddSandboxProviders();
        builder.Services.TryAddSingleton<OwnAddress>();
        builder.Services.TryAddSingleton<ConfiguredEndpoints>();
        builder.Services.AddSingleton<IReceiveAddress, SandboxReceiveAddress>();
        builder.Services.AddSingleton<ISandboxAccounts, DatabaseSandboxAccounts>();
        builder.Services.Replace(ServiceDescriptor.Singleton<IProviderEndpoints, SandboxProviderEndpoints>());
    }

    public static void MapMotionSandbox(this WebApplication app)
    {
        if (SandboxOptions.IsOn(app.Configuration, app.Environment))
        {
            _ = app.MapSandboxProviders(Prefix);
            return;
        }

        // Ahead of the page's own route, which is compiled in.
        app.MapGet(PhonePage.Address, () => Results.NotFound()).WithOrder(-1).AllowAnonymous().ExcludeFromDescription();
    }

    /// <summary>Lets the phone page have a circuit with nobody signed in; off, a circuit is only for people.</summary>
    public static void AllowPhoneCircuits(this IEndpointConventionBuilder pages, WebApplication app)
    {
        if (!SandboxOptions.IsOn(app.Configuration, app.Environment)) return;
        pages.Add(endpoint =>
        {
            if (endpoint is RouteEndpointBuilder { RoutePattern.RawText: { } path } && path.TrimStart('/').StartsWith("_blazor", StringComparison.Ordinal))
                endpoint.Metadata.Add(new AllowAnonymousAttribute());
        });
    }
}
