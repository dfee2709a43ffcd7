using Motion.Blazor.Features.Interactions.Exporting;
using Motion.Blazor.Features.Interactions.Logs;
using Motion.Blazor.Features.Interactions.Saved;
using Motion.Blazor.Features.Interactions.Search;
using Motion.Blazor.Features.Interactions.Spying;
using Motion.Blazor.Features.Interactions.Transcripts;

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
        services.AddScoped<ReadChoices>();
        services.AddScoped<SearchErrorWords>();
        services.AddScoped<ConditionWords>();
        services.AddScoped<SavedSearches>();

        services.AddScoped<ReadExport>();
        services.AddScoped<ExportInteractions>();
        services.AddScoped<MyExports>();
        services.AddSingleton<ExportRuns>();
        services.AddSingleton<ExportFiles>();
        services.AddSingleton<RunExportJobs>();

        services.AddSingleton<TranscriptRuns>();
        services.AddScoped<DownloadTranscripts>();
        services.AddScoped<TranscriptWriter>();

        services.AddScoped<DeleteInteractions>();
        services.AddSingleton<RemoveInteractions>();
        services.AddSingleton<KeepInteractions>();

        services.AddSingleton<InteractionLogFiles>();
        services.AddSingleton<WriteInteractionLogs>();
        services.AddScoped<ReadLogFiles>();

        services.AddSingleton<Watchers>();
        services.AddScoped<SpyInteraction>();
    }
}
