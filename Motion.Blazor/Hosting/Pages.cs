using Microsoft.AspNetCore.Components.Server.Circuits;
using Motion.Blazor.Components;
using Motion.Blazor.Features.Sandbox;
using Motion.Blazor.Features.Webhooks;
using Motion.Blazor.Identity;
using Radzen;

namespace Motion.Blazor.Hosting;

internal static class Pages
{
    public static void AddMotionPages(this WebApplicationBuilder builder)
    {
        // Also outside Development: "dotnet run" finds the pages' files where the build left them; a published application has them beside it.
        builder.WebHost.UseStaticWebAssets();
        builder.Services.AddRazorComponents().AddInteractiveServerComponents();
        builder.Services.AddRadzenComponents();
        builder.Services.AddCascadingAuthenticationState();
        builder.Services.AddScoped<CircuitHandler, CurrentUserCircuitHandler>();
        builder.Services.AddProblemDetails();
    }

    /// <summary>Everything a page needs before its endpoint runs, in the order in which it has to run.</summary>
    public static void UseMotionPages(this WebApplication app)
    {
        app.UseMotionProxyHeaders();
        app.UseMotionWebhooks();
        app.UseMotionSecurityHeaders();
        if (!app.Environment.IsDevelopment())
        {
            app.UseExceptionHandler("/error", createScopeForErrors: true);
            app.UseHsts();
        }

        app.UseRequestLocalization();
        app.UseMotionOriginCheck();
        // A person who mistypes an address reads a page; a program that calls /api reads problem+json (see ApiFallback).
        app.UseWhen(context => !context.Request.Path.StartsWithSegments("/api", StringComparison.OrdinalIgnoreCase),
            branch => branch.UseStatusCodePagesWithReExecute("/not-found", createScopeForStatusCodePages: true));
        // Here and not where the framework would put it (first): a path that is executed again must be routed again.
        app.UseRouting();
        app.UseAuthentication();
        app.UseAuthorization();
        app.UseMiddleware<CurrentUserMiddleware>();
        app.UseAntiforgery();
    }

    public static void MapMotionPages(this WebApplication app)
    {
        app.MapStaticAssets().AllowAnonymous();
        // Its own frame-ancestors 'self' would be a second policy beside ours, which says 'none'.
        app.MapRazorComponents<App>()
            .AddInteractiveServerRenderMode(options => options.ContentSecurityFrameAncestorsPolicy = null)
            .RequireAuthorization()
            .AllowPhoneCircuits(app);
    }
}
