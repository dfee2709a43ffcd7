using Microsoft.Extensions.DependencyInjection.Extensions;
using Motion.Blazor.Features.Interactions;
using Motion.Blazor.Features.Queues;
using Motion.Blazor.Features.Webhooks;
using Motion.Blazor.Realtime;

namespace Motion.Blazor.Features.Accounts;

internal static class AccountsRegistration
{
    public static void AddMotionConfiguration(this WebApplicationBuilder builder)
    {
        builder.Services.TryAddSingleton<ConfigurationChanges>();
        builder.Services.TryAddSingleton<ReceiveUrl>();
        builder.Services.AddSingleton<DefaultDomain>();
        builder.Services.AddScoped<FieldErrorWords>();

        builder.Services.AddScoped<ListAccounts>();
        builder.Services.AddScoped<ListAccountChoices>();
        builder.Services.AddScoped<GetSectionChoices>();
        builder.Services.AddScoped<AddWhitelistLists>();
        builder.Services.AddScoped<CheckAccount>();
        builder.Services.AddScoped<AddAccount>();
        builder.Services.AddScoped<GetAccount>();
        builder.Services.AddScoped<UpdateAccount>();
        builder.Services.AddScoped<DeleteAccount>();
        builder.Services.AddScoped<TestAccount>();
        builder.Services.AddSingleton<WebhookProbe>();
        builder.Services.AddSingleton<PublicReceiveAddress>();
        // The sandbox may have put its own in.
        builder.Services.TryAddSingleton<IReceiveAddress>(found => found.GetRequiredService<PublicReceiveAddress>());
        builder.Services.AddHttpClient(WebhookProbe.Client)
            .ConfigureHttpClient(client => client.Timeout = Timeout.InfiniteTimeSpan)
            // The address holds the account's token.
            .RemoveAllLoggers()
            .ConfigurePrimaryHttpMessageHandler(() => new SocketsHttpHandler { AllowAutoRedirect = false, UseCookies = false, UseProxy = false });
        builder.Services.AddScoped<GetAccountAgents>();
        builder.Services.AddScoped<SetAccountAgents>();
        builder.Services.AddScoped<GetActions>();
        builder.Services.AddScoped<SetActions>();
        builder.Services.AddScoped<GetPlanWarnings>();
        builder.Services.AddScoped<ListPlanChoices>();

        builder.Services.AddScoped<ListQueues>();
        builder.Services.AddScoped<GetQueue>();
        builder.Services.AddScoped<GetQueueUses>();
        builder.Services.AddScoped<SaveQueue>();
        builder.Services.AddScoped<SetQueueMembers>();
        builder.Services.AddScoped<DeleteQueue>();

        builder.Services.AddScoped<WebhookJournal>();
        builder.Services.AddScoped<ReplayDeadLetters>();
        builder.Services.AddScoped<ListInteractions>();
        builder.Services.AddScoped<ListTimeline>();
        builder.Services.AddScoped<DryRun>();
        builder.Services.AddScoped<ActOnInteraction>();
        builder.Services.AddScoped<ListMessages>();
        builder.Services.AddScoped<AddMessage>();
    }
}
