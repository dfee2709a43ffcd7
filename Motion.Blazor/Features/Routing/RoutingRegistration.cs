using Motion.Blazor.Features.Administration.Assistants;
using Motion.Blazor.Features.CannedAnswers;
using Motion.Blazor.Features.Routing.Dispositions;
using Motion.Blazor.Features.Routing.Intervals;
using Motion.Blazor.Features.Routing.Pauses;
using Motion.Blazor.Features.Routing.Tags;

namespace Motion.Blazor.Features.Routing;

internal static class RoutingRegistration
{
    /// <summary>The things plans and desks are made of: intervals, pauses, dispositions, tags, canned answers, assistants.</summary>
    public static void AddMotionRoutingPages(this WebApplicationBuilder builder)
    {
        var services = builder.Services;
        services.AddScoped<RoutingDialogs>();
        services.AddScoped<ListIntervals>();
        services.AddScoped<GetInterval>();
        services.AddScoped<SaveInterval>();
        services.AddScoped<DeleteInterval>();
        services.AddScoped<CheckInterval>();
        services.AddScoped<ReadSystemZone>();
        services.AddScoped<ListPauses>();
        services.AddScoped<SavePause>();
        services.AddScoped<DeletePause>();
        services.AddScoped<ListTags>();
        services.AddScoped<SaveTag>();
        services.AddScoped<DeleteTag>();
        services.AddScoped<ListDispositions>();
        services.AddScoped<SaveDisposition>();
        services.AddScoped<DeleteDisposition>();
        services.AddScoped<ListCannedAnswers>();
        services.AddScoped<SaveCannedAnswer>();
        services.AddScoped<DeleteCannedAnswer>();
        services.AddSingleton<AssistantKeys>();
        services.AddScoped<ListAssistants>();
        services.AddScoped<SaveAssistant>();
        services.AddScoped<DeleteAssistant>();
    }
}
