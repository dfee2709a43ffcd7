using Motion.Blazor.Features.Desk.Closing;

namespace Motion.Blazor.Features.Desk.Work;

internal static class DeskWorkRegistration
{
    public static void AddMotionDeskWork(this WebApplicationBuilder builder)
    {
        builder.Services.AddSingleton<Membership>();
        builder.Services.AddSingleton<AcceptOffer>();
        builder.Services.AddSingleton<RejectOffer>();
        builder.Services.AddSingleton<TakeInteraction>();
        builder.Services.AddSingleton<MarkInteractionRead>();
        builder.Services.AddSingleton<OutboundDrafts>();
        builder.Services.AddSingleton<SendMessage>();
        builder.Services.AddSingleton<ReactToMessage>();
        builder.Services.AddSingleton<FetchFileAgain>();
        builder.Services.AddSingleton<ResendMessage>();
        builder.Services.AddSingleton<CloseInteraction>();
        builder.Services.AddSingleton<DispositionPaths>();
        builder.Services.AddSingleton<Disposing>();
        builder.Services.AddSingleton<TransferInteraction>();
        builder.Services.AddSingleton<TagInteraction>();
        builder.Services.AddSingleton<WriteNote>();
    }
}
