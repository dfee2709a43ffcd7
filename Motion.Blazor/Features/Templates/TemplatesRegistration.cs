namespace Motion.Blazor.Features.Templates;

internal static class TemplatesRegistration
{
    public static void AddMotionTemplates(this WebApplicationBuilder builder)
    {
        builder.Services.AddSingleton<TemplateCache>();
        builder.Services.AddSingleton<TemplateSignal>();
        builder.Services.AddHostedService<TemplateRefreshService>();
        builder.Services.AddSingleton<TemplateCheck>();
        builder.Services.AddScoped<GetTemplates>();
    }
}
