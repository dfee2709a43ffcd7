using Microsoft.AspNetCore.Components.Server.Circuits;
using Motion.Blazor.Features.Administration.Settings;
using Motion.Blazor.Features.Desk.Availability;
using Motion.Blazor.Features.Desk.Closing;
using Motion.Blazor.Features.Desk.Composing;
using Motion.Blazor.Features.Desk.Conversation;
using Motion.Blazor.Features.Desk.Files;
using Motion.Blazor.Features.Desk.Listing;
using Motion.Blazor.Features.Desk.Offers;
using Motion.Blazor.Features.Desk.Outbound;
using Motion.Blazor.Features.Desk.Side;
using Motion.Blazor.Features.Desk.Tabs;
using Motion.Blazor.Features.Desk.Tagging;
using Motion.Blazor.Features.Desk.Transferring;
using Motion.Blazor.Features.Desk.Translation;
using Motion.Blazor.Features.Desk.Video;
using Motion.Blazor.Realtime;

namespace Motion.Blazor.Features.Desk;

internal static class DeskRegistration
{
    public static void AddMotionDesk(this WebApplicationBuilder builder)
    {
        var services = builder.Services;
        services.AddMotionSettings();
        services.AddSingleton<PresenceLeases>();
        services.AddHostedService<PresenceHeartbeat>();
        services.AddScoped<PresenceCircuit>();
        services.AddScoped<CircuitHandler>(provider => provider.GetRequiredService<PresenceCircuit>());

        services.AddSingleton<SetAvailability>();
        services.AddSingleton<SignOffLostAgents>();
        services.AddSingleton<ReadMyState>();
        services.AddSingleton<ReadDeskList>();
        services.AddSingleton<ReadMyOffers>();
        services.AddSingleton<ReadDeskTabs>();
        services.AddSingleton<OpenDeskTab>();
        services.AddSingleton<CloseDeskTab>();
        services.AddSingleton<ReadConversation>();
        services.AddSingleton<ReadThread>();
        services.AddSingleton<ReadDelivery>();
        services.AddSingleton<ReadTimeline>();
        services.AddSingleton<ReadDispositions>();
        services.AddSingleton<SaveDraft>();
        services.AddSingleton<ReadSent>();
        services.AddSingleton<ReadTemplateChoices>();

        services.AddSingleton<ReadCannedAnswers>();
        services.AddSingleton<AskAssistant>();
        services.AddSingleton<SearchThread>();
        services.AddSingleton<ReadTransferTargets>();
        services.AddSingleton<ReadTags>();
        services.AddSingleton<OpenConversation>();
        services.AddSingleton<FindCustomers>();
        services.AddSingleton<ReadSide>();
        services.AddSingleton<EditCustomer>();
        services.AddSingleton<AddOnSettings>();
        services.AddSingleton<AccountTranslator>();
        services.AddSingleton<TranslateMessage>();
        services.AddSingleton<TranslateDraft>();
        services.AddSingleton<ReadTranslations>();
        services.AddSingleton<ReadingLanguages>();
        services.AddSingleton<StartVideoCall>();
        services.AddSingleton<ReadVideoCall>();

        services.AddSingleton<DiscardUploads>();

        services.AddScoped<UploadFile>();
        services.AddScoped<ViewerZone>();
        services.AddScoped<DeskNotices>();
        services.AddScoped<MyWork>();
        services.AddScoped<RefusalWords>();
        services.AddScoped<OfferText>();
    }
}
