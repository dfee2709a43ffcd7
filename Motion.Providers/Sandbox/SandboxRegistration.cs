using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;

namespace Motion.Providers.Sandbox;

/// <summary>Puts the sandbox into an application.</summary>
public static class SandboxRegistration
{
    private static readonly TimeSpan WebhookTimeout = TimeSpan.FromSeconds(15);

    /// <summary>Registers the sandbox; the application adds its own <see cref="ISandboxAccounts"/>.</summary>
    public static IServiceCollection AddSandboxProviders(this IServiceCollection services)
    {
        services.TryAddSingleton(TimeProvider.System);
        AddLoopbackClient(services, SandboxWebhooks.ClientName);
        AddLoopbackClient(services, SandboxLinks.ClientName);
        _ = services.AddSingleton<SandboxPhones>()
            .AddSingleton<SandboxFiles>()
            .AddSingleton<SandboxFaults>()
            .AddSingleton<SandboxWebhooks>()
            .AddSingleton<SandboxLinks>()
            .AddSingleton<ISandboxWire, MetaWire>()
            .AddSingleton<ISandboxWire, TwilioWire>()
            .AddSingleton<ISandboxWire, SinchWire>()
            .AddSingleton<ISandboxWire, KaleyraWire>()
            .AddSingleton<SinchSandboxTokens>()
            .AddSingleton<MetaSendReader>()
            .AddSingleton<KaleyraSendReader>()
            .AddSingleton<SandboxCarrier>()
            .AddSingleton<SandboxSend>()
            .AddSingleton<SandboxSilence>()
            .AddSingleton<SandboxServiceFaults>()
            .AddSingleton(found => new SandboxCustomerActions(
                found.GetRequiredService<ISandboxAccounts>(),
                found.GetRequiredService<SandboxPhones>(),
                found.GetRequiredService<SandboxFiles>(),
                found.GetRequiredService<SandboxWebhooks>(),
                found.GetRequiredService<SandboxCarrier>(),
                found.GetRequiredService<TimeProvider>()));
        return services;
    }

    /// <summary>
    /// Serves the providers' interfaces and the sandbox's own below <paramref name="prefix"/>. Anybody who reaches them may use
    /// them, so this is called only where the sandbox is on.
    /// </summary>
    public static IEndpointConventionBuilder MapSandboxProviders(this IEndpointRouteBuilder endpoints, string prefix)
    {
        var sandbox = endpoints.MapGroup(prefix).AllowAnonymous().ExcludeFromDescription();
        MetaSandbox.Map(sandbox);
        TwilioSandbox.Map(sandbox);
        SinchSandbox.Map(sandbox);
        KaleyraSandbox.Map(sandbox);
        AwsTranslateSandbox.Map(sandbox);
        GoogleTranslateSandbox.Map(sandbox);
        VidaooSandbox.Map(sandbox);
        AssistantSandbox.Map(sandbox);
        SandboxMediaLinks.Map(sandbox);
        SandboxApi.Map(sandbox);
        return sandbox;
    }

    private static void AddLoopbackClient(IServiceCollection services, string name) =>
        services.AddHttpClient(name)
            .ConfigureHttpClient(client => client.Timeout = WebhookTimeout)
            // The addresses hold the proxy token: they must not get into the log.
            .RemoveAllLoggers()
            .ConfigurePrimaryHttpMessageHandler(() => new SocketsHttpHandler { UseProxy = false, AllowAutoRedirect = false, UseCookies = false });
}
