using Motion.Blazor.Features.Interactions.Search;

namespace Motion.Blazor.Features.Interactions;

internal static class InteractionsRegistration
{
    public static void AddMotionInteractions(this WebApplicationBuilder builder)
    {
        var services = builder.Services;
        services.AddSingleton(new SearchLimits());
        services.AddSingleton<PlanSearch>();
        services.AddScoped<SearchInteractions>();
        services.AddScoped<ReadInteractionRows>();
        services.AddScoped<SearchErrorWords>();
    }
}
