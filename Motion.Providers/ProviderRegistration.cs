using System.Net;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Options;
using Motion.Providers.Addresses;
using Motion.Providers.Assistant;
using Motion.Providers.Kaleyra;
using Motion.Providers.Meta;
using Motion.Providers.Outside;
using Motion.Providers.SinchV2;
using Motion.Providers.Translation;
using Motion.Providers.Twilio;
using Motion.Providers.Video;

namespace Motion.Providers;

/// <summary>Puts the providers into the container.</summary>
public static class ProviderRegistration
{
    /// <summary>
    /// Registers every <see cref="IMessagingProvider"/>, the <see cref="ProviderRegistry"/> and what they need. An
    /// <see cref="IProviderEndpoints"/> registered before stays; <see cref="ConfiguredEndpoints"/> is always there to fall back on.
    /// </summary>
    public static IServiceCollection AddMotionProviders(this IServiceCollection services)
    {
        _ = services.AddOptions<ProviderEndpoints>().BindConfiguration(ProviderEndpoints.Section).ValidateOnStart();
        services.TryAddEnumerable(ServiceDescriptor.Singleton<IValidateOptions<ProviderEndpoints>, ProviderEndpointsValidator>());
        services.TryAddSingleton(TimeProvider.System);
        services.TryAddSingleton<ConfiguredEndpoints>();
        services.TryAddSingleton<IProviderEndpoints>(found => found.GetRequiredService<ConfiguredEndpoints>());
        AddClient(services, ProviderHttp.ApiClient, _ => new SocketsHttpHandler());
        AddClient(services, MediaFetch.Client, found => new SocketsHttpHandler
        {
            ConnectCallback = new PublicAddressesOnly(found.GetRequiredService<IProviderEndpoints>()).ConnectAsync,
        });
        AddClient(services, AddressClient.Client, _ => new SocketsHttpHandler { ConnectCallback = PublicAddressesOnly.ConnectToPublicAsync });
        AddClient(services, AddressClient.ClientWithLoopback, _ => new SocketsHttpHandler());
        AddClient(services, AssistantClient.Client, _ => new SocketsHttpHandler());
        services.TryAddSingleton<AddressClient>();
        services.TryAddSingleton<AssistantClient>();
        services.TryAddSingleton<ProviderHttp>();
        services.TryAddSingleton<MediaFetch>();
        services.TryAddSingleton<TranslationHttp>();
        services.TryAddEnumerable(ServiceDescriptor.Singleton<ITranslator, AwsTranslator>());
        services.TryAddEnumerable(ServiceDescriptor.Singleton<ITranslator, GoogleTranslator>());
        services.TryAddSingleton<VidaooMeetings>();
        services.TryAddSingleton<LinkMeetings>();
        services.TryAddSingleton<IVideoMeetings>(found =>
            string.IsNullOrWhiteSpace(found.GetRequiredService<IOptions<ProviderEndpoints>>().Value.Vidaoo.LinkTemplate)
                ? found.GetRequiredService<VidaooMeetings>()
                : found.GetRequiredService<LinkMeetings>());
        services.TryAddEnumerable(ServiceDescriptor.Singleton<IMessagingProvider, MetaProvider>());
        services.TryAddEnumerable(ServiceDescriptor.Singleton<IMessagingProvider, TwilioProvider>());
        services.TryAddSingleton<SinchTokens>();
        services.TryAddSingleton<SinchApi>();
        services.TryAddEnumerable(ServiceDescriptor.Singleton<IMessagingProvider, SinchProvider>());
        services.TryAddEnumerable(ServiceDescriptor.Singleton<IMessagingProvider, KaleyraProvider>());
        services.TryAddSingleton<ProviderRegistry>();
        return services;
    }

    private static void AddClient(IServiceCollection services, string name, Func<IServiceProvider, SocketsHttpHandler> create) =>
        services.AddHttpClient(name)
            // Time is kept by TimeProvider per request, so that a test can move it.
            .ConfigureHttpClient(client => client.Timeout = Timeout.InfiniteTimeSpan)
            .RemoveAllLoggers()
            // Pooled connections are renewed here, so that DNS changes are seen; the factory need not rotate handlers as well.
            .SetHandlerLifetime(Timeout.InfiniteTimeSpan)
            .ConfigurePrimaryHttpMessageHandler(found =>
            {
                var handler = create(found);
                handler.AllowAutoRedirect = false;
                handler.UseCookies = false;
                handler.AutomaticDecompression = DecompressionMethods.All;
                handler.ConnectTimeout = TimeSpan.FromSeconds(10);
                handler.PooledConnectionLifetime = TimeSpan.FromMinutes(5);
                return handler;
            });
}
