using Motion.Blazor.Features.Accounts;
using Motion.Blazor.Features.Administration.Assistants;
using Motion.Blazor.Features.Webhooks;
using Motion.Providers;

namespace Motion.Blazor.Pipeline;

internal static class PipelineRegistration
{
    public static void AddMotionPipeline(this WebApplicationBuilder builder)
    {
        var services = builder.Services;
        services.AddMotionProviders();
        services.AddSingleton<ReceiveUrl>();
        services.AddSingleton<RefusalLog>();
        services.AddSingleton<ReceiveWebhook>();
        services.AddSingleton<AccountDirectory>();
        services.AddSingleton<RoutingFactsReader>();
        services.AddSingleton<RoutingRunner>();
        services.AddSingleton<RoundCheck>();
        services.AddSingleton<CommitNews>();
        services.AddSingleton<OutboxSignal>();
        services.AddSingleton<OutboxSender>();
        services.AddSingleton<SendThrottle>();
        services.AddSingleton<ParkedNews>();
        services.AddSingleton<MediaSignal>();
        services.AddSingleton<SilentRoundSignal>();
        services.AddSingleton<CourtesySignal>();
        services.AddSingleton<OutsideSignal>();
        services.AddSingleton<AssistantKeys>();
        services.AddSingleton<AssistantBot>();
        services.AddSingleton<HttpRow>();
        services.AddSingleton<MediaStore>();
        services.AddSingleton<MediaFetcher>();
        services.AddSingleton<OutboundFiles>();
        services.AddSingleton<DeadlineClock>();
        services.AddSingleton<DeadlineSweep>();
        services.AddSingleton<IntakePressure>();
        services.AddSingleton<LaneWorker>();
        services.AddHostedSingleton<PayloadDispatcher>();
        services.AddHostedSingleton<Inbox>();
        services.AddHostedSingleton<OutboxService>();
        services.AddHostedSingleton<MediaService>();
        services.AddHostedSingleton<CourtesyService>();
        services.AddHostedSingleton<DeadlineService>();
        services.AddHostedSingleton<SilentRoundService>();
        services.AddHostedSingleton<OutsideService>();
    }

    private static void AddHostedSingleton<TService>(this IServiceCollection services) where TService : class, IHostedService
    {
        services.AddSingleton<TService>();
        services.AddHostedService(provider => provider.GetRequiredService<TService>());
    }
}
